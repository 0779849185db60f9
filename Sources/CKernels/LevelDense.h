// Dense layers of a level with weights of 16 bits: bound by memory, so half the bytes are half the time.

/// Panels that run side by side, so that enough sums are under way at once.
enum { SIDE_BY_SIDE = 4 };

INLINE vector scaled(const short *numbers, vector scale) {
    return __builtin_convertvector(*(const shorts *)numbers, vector) * scale;
}

/// `panels` is a constant wherever this is inlined.
INLINE void dense_panels(const int panels, const ck_short_weights *w, const float *input, const int *rows,
                         long row_count, long first, const float *bias, float low, float high, float *output) {
    vector sums[SIDE_BY_SIDE * 2], scales[SIDE_BY_SIDE * 2];
    long blocks = (w->depth + CK_SCALE_ROWS - 1) / CK_SCALE_ROWS, block = -1;
    UNROLL for (int p = 0; p < panels; p++) {
        sums[2 * p] = sums[2 * p + 1] = (vector){0};
        long column = (first + p) * PANEL;
        if (bias)
            load_row(bias + column, w->columns - column, &sums[2 * p], &sums[2 * p + 1]);
    }
    const short *numbers = w->numbers + first * w->depth * PANEL;
    const float *scale = w->scales + first * blocks * PANEL;
    for (long i = 0; i < row_count; i++) {
        long k = rows[i];
        if (k / CK_SCALE_ROWS != block) {
            block = k / CK_SCALE_ROWS;
            UNROLL for (int p = 0; p < panels; p++) {
                scales[2 * p] = load(scale + (p * blocks + block) * PANEL);
                scales[2 * p + 1] = load(scale + (p * blocks + block) * PANEL + LANES);
            }
        }
        vector x = splat(input[k]);
        UNROLL for (int p = 0; p < panels; p++) {
            const short *row = numbers + (p * w->depth + k) * PANEL;
            sums[2 * p] += x * scaled(row, scales[2 * p]);
            sums[2 * p + 1] += x * scaled(row + LANES, scales[2 * p + 1]);
        }
    }
    UNROLL for (int p = 0; p < panels; p++) {
        long column = (first + p) * PANEL;
        store_row(output + column, w->columns - column, clip(sums[2 * p], splat(low), splat(high)),
                  clip(sums[2 * p + 1], splat(low), splat(high)));
    }
}

static void LEVEL(dense_short)(const ck_short_weights *w, const float *input, const int *rows, long row_count,
                               long first, long count, const float *bias, float low, float high,
                               float *output) {
    long p = first, end = first + count;
    for (; p + SIDE_BY_SIDE <= end; p += SIDE_BY_SIDE)
        dense_panels(SIDE_BY_SIDE, w, input, rows, row_count, p, bias, low, high, output);
    for (; p < end; p++)
        dense_panels(1, w, input, rows, row_count, p, bias, low, high, output);
}

static void LEVEL(unpack_short)(const ck_short_weights *w, long panel, long first_row, long rows, float *floats) {
    long blocks = (w->depth + CK_SCALE_ROWS - 1) / CK_SCALE_ROWS;
    const float *scale = w->scales + panel * blocks * PANEL;
    for (long k = first_row; k < first_row + rows; k++, floats += PANEL) {
        const short *row = w->numbers + (panel * w->depth + k) * PANEL;
        const float *s = scale + k / CK_SCALE_ROWS * PANEL;
        store(floats, scaled(row, load(s)));
        store(floats + LANES, scaled(row + LANES, load(s + LANES)));
    }
}
