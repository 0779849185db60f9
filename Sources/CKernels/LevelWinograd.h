// Winograd's minimal filtering F(4x4, 3x3) of a level (A. Lavin and S. Gray, "Fast algorithms for convolutional
// neural networks", 2016): 36 products of channels in place of 144 for 4 x 4 output pixels.

/// B' d for a column of six, `step` vectors apart.
INLINE void transform_input(const vector *d, int step, vector *out, int out_step) {
    vector d0 = d[0], d1 = d[step], d2 = d[2 * step], d3 = d[3 * step], d4 = d[4 * step], d5 = d[5 * step];
    vector even = d4 - 4 * d2, odd = d3 - 4 * d1;
    vector far = d4 - d2, slope = 2 * (d3 - d1);
    out[0] = d4 + (4 * d0 - 5 * d2);
    out[out_step] = even + odd;
    out[2 * out_step] = even - odd;
    out[3 * out_step] = far + slope;
    out[4 * out_step] = far - slope;
    out[5 * out_step] = d5 + (4 * d1 - 5 * d3);
}

/// A' m for a column of six.
INLINE void transform_output(const vector *m, int step, vector *out, int out_step) {
    vector near = m[step] + m[2 * step], near_slope = m[step] - m[2 * step];
    vector far = m[3 * step] + m[4 * step], far_slope = m[3 * step] - m[4 * step];
    out[0] = m[0] + near + far;
    out[out_step] = near_slope + 2 * far_slope;
    out[2 * out_step] = near + 4 * far;
    out[3 * out_step] = near_slope + 8 * far_slope + m[5 * step];
}

/// The place of a tile: its picture and its first output row and column.
typedef struct {
    long picture, row, column;
} place;

INLINE place tile_place(const ck_winograd *geometry, long index) {
    long across = (geometry->output_width + 3) / 4, down = (geometry->output_height + 3) / 4;
    return (place){index / (across * down), index / across % down * 4, index % across * 4};
}

/// The first channel of a strip of LANES; the last strip goes back so as to end with the last channel.
INLINE long strip_start(long channel, long channels) {
    return channel + LANES <= channels ? channel : channels - LANES;
}

INLINE void load_tile(const float *input, const ck_winograd *g, long top, long left, int is_inside, vector *d) {
    UNROLL for (int i = 0; i < 6; i++)
        UNROLL for (int j = 0; j < 6; j++) {
            long y = top + i, x = left + j;
            int is_pixel = is_inside || (y >= 0 && y < g->height && x >= 0 && x < g->width);
            d[i * 6 + j] = is_pixel ? load(input + (y * g->width + x) * g->channels) : (vector){0};
        }
}

INLINE void input_strip(const float *input, const ck_winograd *g, long top, long left, int is_inside,
                        float *tiles, long step) {
    vector d[36], e[36];
    load_tile(input, g, top, left, is_inside, d);
    UNROLL for (int j = 0; j < 6; j++) transform_input(d + j, 6, e + j, 6);
    UNROLL for (int i = 0; i < 6; i++) {
        vector row[6];
        transform_input(e + i * 6, 1, row, 1);
        UNROLL for (int j = 0; j < 6; j++) store(tiles + (i * 6 + j) * step, row[j]);
    }
}

static void LEVEL(winograd_input)(const ck_winograd *g, const float *input, long first, long count,
                                  ck_tiles tiles) {
    for (long t = 0; t < count; t++) {
        place at = tile_place(g, first + t);
        long top = at.row - g->top, left = at.column - g->left;
        const float *map = input + at.picture * g->height * g->width * g->channels;
        int is_inside = top >= 0 && left >= 0 && top + 6 <= g->height && left + 6 <= g->width;
        for (long c = 0; c < g->channels; c += LANES) {
            long channel = strip_start(c, g->channels);
            float *target = tiles.address + t * tiles.stride + channel;
            if (is_inside)
                input_strip(map + channel, g, top, left, 1, target, tiles.point_stride);
            else
                input_strip(map + channel, g, top, left, 0, target, tiles.point_stride);
        }
    }
}

static void LEVEL(winograd_output)(const ck_winograd *g, ck_tiles products, long first, long count,
                                   const float *bias, float low, float high, float *output) {
    for (long t = 0; t < count; t++) {
        place at = tile_place(g, first + t);
        long rows = g->output_height - at.row, columns = g->output_width - at.column;
        float *map = output + ((at.picture * g->output_height + at.row) * g->output_width + at.column) * g->outputs;
        for (long c = 0; c < g->outputs; c += LANES) {
            long channel = strip_start(c, g->outputs);
            const float *source = products.address + t * products.stride + channel;
            vector e[24], offset = load(bias + channel);
            UNROLL for (int j = 0; j < 6; j++) {
                vector m[6];
                UNROLL for (int i = 0; i < 6; i++) m[i] = load(source + (i * 6 + j) * products.point_stride);
                transform_output(m, 1, e + j, 6);
            }
            UNROLL for (int i = 0; i < 4; i++) {
                vector row[4];
                transform_output(e + i * 6, 1, row, 1);
                UNROLL for (int j = 0; j < 4; j++) {
                    vector v = clip(row[j] + offset, splat(low), splat(high));
                    if (i < rows && j < columns)
                        store(map + (i * g->output_width + j) * g->outputs + channel, v);
                }
            }
        }
    }
}
