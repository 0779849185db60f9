// ck_matrix_product of a level: tiles of TILE_ROWS rows and one panel, held in registers while k runs.

/// k runs through this many rows of a panel at a time, so that they stay in the cache for all rows of `left`.
enum { DEPTH_BLOCK = 512 };

/// Where a tile starts and ends, and whether it begins or finishes a sum.
typedef struct {
    const float *left, *panel;
    const float *next_panel;  // what to fetch into the cache meanwhile,
    long next_step;           // and how much of it for each k
    float *output;
    const float *bias;
    long segments, depth, columns;  // `depth` of each segment
    int is_first, is_last;
} tile;

/// A panel's width of numbers, of which `count` are in memory.
INLINE void load_row(const float *address, long count, vector *first, vector *second) {
    if (count >= PANEL) {
        *first = load(address);
        *second = load(address + LANES);
    } else {
        float padded[PANEL] = {0};
        memcpy(padded, address, count * sizeof(float));
        *first = load(padded);
        *second = load(padded + LANES);
    }
}

INLINE void store_row(float *address, long count, vector first, vector second) {
    if (count >= PANEL) {
        store(address, first);
        store(address + LANES, second);
    } else {
        vector row[2] = {first, second};
        memcpy(address, row, count * sizeof(float));
    }
}

/// `rows` is a constant wherever this is inlined, so that the sums live in registers.
INLINE void multiply_tile(const int rows, const ck_product *product, tile at) {
    vector sums[TILE_ROWS][2];
    vector start0 = {0}, start1 = {0};
    if (at.is_first && at.bias)
        load_row(at.bias, at.columns, &start0, &start1);
    UNROLL for (int r = 0; r < rows; r++) {
        if (!at.is_first)
            load_row(at.output + r * product->output_stride, at.columns, &start0, &start1);
        sums[r][0] = start0;
        sums[r][1] = start1;
    }
    const float *panel = at.panel, *next = at.next_panel;
    const long stride = product->left_stride;
    for (long s = 0; s < at.segments; s++) {
        const float *left = at.left + s * product->segment_step;
        for (long k = 0; k < at.depth; k++, left++, panel += PANEL, next += at.next_step) {
            vector b0 = load(panel), b1 = load(panel + LANES);
            // Weights come from memory while the sums of the last rows are made, not after them.
            __builtin_prefetch(next, 0, 2);
            __builtin_prefetch(next + LANES, 0, 2);
            UNROLL for (int r = 0; r < rows; r++) {
                vector a = splat(left[r * stride]);
                sums[r][0] += a * b0;
                sums[r][1] += a * b1;
            }
        }
    }
    vector low = splat(product->low), high = splat(product->high);
    UNROLL for (int r = 0; r < rows; r++) {
        if (at.is_last) {
            sums[r][0] = clip(sums[r][0], low, high);
            sums[r][1] = clip(sums[r][1], low, high);
        }
        store_row(at.output + r * product->output_stride, at.columns, sums[r][0], sums[r][1]);
    }
}

#define ROWS(n)                        \
    case n:                            \
        multiply_tile(n, product, at); \
        break;

static void multiply_rows(long rows, const ck_product *product, tile at) {
    switch (rows) {
        ROWS(1) ROWS(2) ROWS(3) ROWS(4)
#if TILE_ROWS > 4
        ROWS(5) ROWS(6)
#endif
#if TILE_ROWS > 6
        ROWS(7) ROWS(8) ROWS(9) ROWS(10) ROWS(11) ROWS(12) ROWS(13) ROWS(14)
#endif
    }
}

static void LEVEL(multiply)(const ck_product *product) {
    long tiles = (product->rows + TILE_ROWS - 1) / TILE_ROWS, fetching = tiles < 2 ? 1 : 2;
    long segments = product->segments > 1 ? product->segments : 1;
    long block = segments > 1 ? product->depth : DEPTH_BLOCK;
    for (long k = 0; k == 0 || k < product->depth; k += block) {
        long depth = product->depth - k < block ? product->depth - k : block;
        for (long p = product->first_panel; p < product->first_panel + product->panel_count; p++) {
            long column = p * PANEL;
            const float *panel = product->panels + (p * product->depth + k) * PANEL;
            for (long t = 0; t < tiles; t++) {
                // Tiles of nearly equal height: 15 rows are 8 and 7 rather than 14 and 1.
                long turn = t - (tiles - fetching);  // The last tiles, two where there are, fetch the next panel.
                long row = product->rows * t / tiles, end = product->rows * (t + 1) / tiles;
                tile at = {
                    .left = product->left + row * product->left_stride + k,
                    .panel = panel,
                    .next_panel = panel + (turn < 0 ? 0 : product->depth + depth * turn / fetching) * PANEL,
                    .next_step = turn < 0 ? 0 : PANEL / fetching,
                    .output = product->output + row * product->output_stride + column,
                    .bias = product->bias ? product->bias + column : 0,
                    .segments = segments,
                    .depth = depth / segments,
                    .columns = product->columns - column,
                    .is_first = k == 0 && !product->continues,
                    .is_last = k + depth >= product->depth,
                };
                multiply_rows(end - row, product, at);
            }
        }
    }
}
