// ck_gram of a level: tiles of TILE_ROWS rows and two vectors, held in registers while the rows of the block run.

INLINE void gram_tile(const float *left, const float *right, long rows, long stride, float *product, long width) {
    vector sums[TILE_ROWS][2];
    UNROLL for (int r = 0; r < TILE_ROWS; r++) {
        sums[r][0] = load(product + r * width);
        sums[r][1] = load(product + r * width + LANES);
    }
    for (long row = 0; row < rows; row++, left += stride, right += stride) {
        vector b0 = load(right), b1 = load(right + LANES);
        UNROLL for (int r = 0; r < TILE_ROWS; r++) {
            vector a = splat(left[r]);
            sums[r][0] += a * b0;
            sums[r][1] += a * b1;
        }
    }
    UNROLL for (int r = 0; r < TILE_ROWS; r++) {
        store(product + r * width, sums[r][0]);
        store(product + r * width + LANES, sums[r][1]);
    }
}

static void LEVEL(gram)(const float *block, long rows, long columns, long stride, float *product) {
    long width = (columns + CK_GRAM_COLUMNS - 1) / CK_GRAM_COLUMNS * CK_GRAM_COLUMNS;
    for (long j = 0; j < columns; j += PANEL)
        for (long i = j; i < columns; i += TILE_ROWS)
            gram_tile(block + i, block + j, rows, stride, product + i * width + j, width);
}
