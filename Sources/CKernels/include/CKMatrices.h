#pragma once
// Matrix products, Winograd transforms and dense layers: the loops where a network spends its time.
//
// Each exists once for every level of vector instructions; the best one that the processor has is chosen when
// the program starts. All of them add up in the same order, whatever the number of rows, so that a part of a
// result that is computed alone has the same bits as in the whole.

/// The vector instructions that a level needs.
typedef enum { CK_BASELINE, CK_AVX2, CK_AVX512 } ck_level;

/// The level in use: the processor's, or a lower one that the environment variable CONVOSCOPE_INSTRUCTIONS names
/// (baseline, avx2 or avx512).
ck_level ck_current_level(void);

/// The highest level of this processor.
ck_level ck_highest_level(void);

/// Finds a level by its name in any case; 0 where there is none of that name.
int ck_level_named(const char *name, ck_level *level);

/// How many columns a panel of packed weights has at the current level.
long ck_panel_width(void);

/// Rows in a tile of `ck_matrix_product`; blocks of a multiple of it waste nothing.
long ck_tile_rows(void);

/// A product of rows and packed weights, with what follows it:
/// output[row][column] = clip(bias[column] + sum over k of left[row][k] * weights[k][column]).
typedef struct {
    const float *left;  // rows of `depth` numbers, `left_stride` apart
    long left_stride, rows, depth;
    long segments, segment_step;  // a row lies in so many equal runs, that far apart; 1 and 0: in one piece
    const float *panels;  // weights, [panel][depth][panel width]; the last panel filled up with zeros
    long first_panel, panel_count;
    long columns;       // of all panels together
    const float *bias;  // one a column, or null
    int continues;      // the sum goes on from what `output` holds, in place of the bias
    float low, high;    // bounds of the result; infinities where there are none
    float *output;      // column 0 of the first row
    long output_stride;
} ck_product;

/// Computes a product. The sum starts with the bias and runs through k in ascending order.
void ck_matrix_product(const ck_product *product);

/// Packs weights[k * row_stride + column * column_stride] as panels, for the panels [first, first + count).
void ck_pack_panels(const float *weights, long depth, long columns, long row_stride, long column_stride,
                    long first, long count, float *panels);

/// Where the tiles of 4 x 4 output pixels of a 3 x 3 convolution lie; tiles count through the batch.
typedef struct {
    long count, height, width, channels;      // of the input, channels last
    long top, left;                           // padding before the first row and column
    long output_height, output_width, outputs;  // of the output
} ck_winograd;

/// The weights [outputs][inputs][3][3] transformed, G g G' (Lavin and Gray 2016, F(4x4, 3x3)), in panels
/// [36][panel][inputs][panel width], for the panels [first, first + count).
void ck_winograd_weights(const float *weights, long outputs, long inputs, long first, long count, float *panels);

/// Rows of channels of transformed tiles in memory: tiles lie `stride` apart, their 36 points `point_stride`.
typedef struct {
    float *address;
    long stride, point_stride;
} ck_tiles;

/// The input tiles [first, first + count) transformed, B' d B; `tiles` starts with the first of them.
void ck_winograd_input(const ck_winograd *geometry, const float *input, long first, long count, ck_tiles tiles);

/// The output of the tiles [first, first + count) from their products, A' m A, plus bias, between two bounds.
/// `products` starts with the first of them.
void ck_winograd_output(const ck_winograd *geometry, ck_tiles products, long first, long count,
                        const float *bias, float low, float high, float *output);

/// Weights of a dense layer in 16 bits: value = number * scale, with one scale a column and CK_SCALE_ROWS rows.
typedef struct {
    const short *numbers;  // [panel][depth][panel width]
    const float *scales;   // [panel][blocks of CK_SCALE_ROWS rows][panel width]
    long depth, columns;
} ck_short_weights;
enum { CK_SCALE_ROWS = 32 };

/// Rounds panels of floats, [depth][panel width] each, to 16 bits. A weight that is infinite or not a number makes
/// all weights of its scale not a number; weights below 1e-33 become 0 where the scale has no larger one.
void ck_round_panels(const float *panels, long depth, long count, short *numbers, float *scales);

/// output[column] = clip(bias[column] + sum over k of input[k] * weights[k][column]) for the panels
/// [first, first + count); only the rows in `rows`, ascending, are read, the others of `input` being 0.
void ck_dense_short(const ck_short_weights *weights, const float *input, const int *rows, long row_count,
                    long first, long count, const float *bias, float low, float high, float *output);

/// The weights of the rows [first_row, first_row + rows) of a panel as floats, [rows][panel width].
/// `first_row` is a multiple of CK_SCALE_ROWS.
void ck_unpack_short(const ck_short_weights *weights, long panel, long first_row, long rows, float *floats);

/// Writes the places of the elements that are not 0, ascending, and returns their number.
long ck_nonzero(const float *values, long count, int *places);

/// A convolution with one filter a channel.
typedef struct {
    const float *input;
    ck_maps maps;  // of the input
    ck_axis vertical, horizontal;
    long output_height, output_width;
    const float *weights;  // [tap row][tap column][channel]
    const float *bias;     // one a channel
    float low, high;       // bounds of the result; infinities where there are none
    float *output;
} ck_depthwise_layer;

/// Computes the output rows [first, first + rows), counted through the batch.
void ck_depthwise(const ck_depthwise_layer *layer, long first, long rows);
