// ck_gram of a level: tiles of some rows and one vector, held in registers while the rows of the block run.

#if VECTOR_BYTES == 64
enum { GRAM_ROWS = 14 };
#else
enum { GRAM_ROWS = 12 };
#endif

/// `rows` is a constant wherever this is inlined, so that the sums live in registers.
INLINE void gram_tile(const int rows, const float *left, const float *right, long depth, long stride, float *product,
                      long width) {
    vector sums[GRAM_ROWS];
    UNROLL for (int r = 0; r < rows; r++)
        sums[r] = load(product + r * width);
    for (long k = 0; k < depth; k++, left += stride, right += stride) {
        vector b = load(right);
        UNROLL for (int r = 0; r < rows; r++)
            sums[r] += splat(left[r]) * b;
    }
    UNROLL for (int r = 0; r < rows; r++)
        store(product + r * width, sums[r]);
}

#define GRAM(n)                                                       \
    case n:                                                           \
        gram_tile(n, left, right, depth, stride, product, width);     \
        break;

static void gram_rows(long rows, const float *left, const float *right, long depth, long stride, float *product,
                      long width) {
    switch (rows) {
        GRAM(1) GRAM(2) GRAM(3) GRAM(4) GRAM(5) GRAM(6) GRAM(7) GRAM(8) GRAM(9) GRAM(10) GRAM(11) GRAM(12)
#if VECTOR_BYTES == 64
        GRAM(13) GRAM(14)
#endif
    }
}

static void LEVEL(gram)(const float *block, long rows, long columns, long stride, float *product) {
    long width = (columns + CK_GRAM_COLUMNS - 1) / CK_GRAM_COLUMNS * CK_GRAM_COLUMNS;
    for (long j = 0; j < columns; j += LANES) {
        // Tiles of nearly equal height, so that the last one keeps the pipelines as busy as the others.
        long height = columns - j, tiles = (height + GRAM_ROWS - 1) / GRAM_ROWS;
        for (long t = 0; t < tiles; t++) {
            long i = j + height * t / tiles, end = j + height * (t + 1) / tiles;
            gram_rows(end - i, block + i, block + j, rows, stride, product + i * width + j, width);
        }
    }
}
