#pragma once
// The inner loops of the program, in C because the compiler makes vector code of them there.
//
// Floats throughout. "Pixels" are positions of a map; channels-last maps are [pixel][channel]. Pointers never
// overlap unless a function says so. None of the functions allocates, locks or keeps state.

#include "CKAnalysis.h"
#include "CKDistances.h"
#include "CKEmbedding.h"
#include "CKFourier.h"
#include "CKNeighbors.h"
#include "CKTSNE.h"

/// A window that slides over rows or columns: input position = output * stride - padding + tap * dilation.
typedef struct {
    long kernel, stride, padding, dilation;
} ck_axis;

/// A batch of channels-last maps, [count][height][width][channels].
typedef struct {
    long count, height, width, channels;
} ck_maps;

#include "CKMatrices.h"

// Transposition.c

/// target[column][row] = source[row][column].
void ck_transpose(const float *source, long rows, long columns, float *target);

// Columns.c

/// Lays out the patches of the output pixels [first, first + count) as rows [tap row][tap column][channel],
/// with zeros outside the map. Output pixels count through all pictures of the batch. Only the channels
/// [channel, channel + channels) are taken. The rows lie `stride` apart.
void ck_columns(const float *input, ck_maps shape, ck_axis vertical, ck_axis horizontal, long output_height,
                long output_width, long first, long count, long channel, long channels, float *columns, long stride);

// Pooling.c

/// The largest element under the window, for the output rows [first, first + rows) counted through the batch.
void ck_max_pool(const float *input, ck_maps shape, ck_axis vertical, ck_axis horizontal, long output_height,
                 long output_width, long first, long rows, float *output);

/// The sum under the window divided by the number of taps that lie inside the map extended by
/// `bottom` rows and `right` columns (and by the padding at the start) where `counts_padding`,
/// by the number of taps inside the map otherwise.
void ck_average_pool(const float *input, ck_maps shape, ck_axis vertical, ck_axis horizontal,
                     long output_height, long output_width, long first, long rows, int counts_padding,
                     long bottom, long right, float *output);

/// output[channel] = mean over the pixels.
void ck_global_average(const float *input, long pixels, long channels, float *output);

/// output[channel] = maximum over the pixels.
void ck_global_maximum(const float *input, long pixels, long channels, float *output);

// Elementwise.c

/// values[row][column] += bias[column], in place; rows lie `stride` apart.
void ck_add_bias(float *values, long rows, long columns, long stride, const float *bias);

/// The same, then kept between two bounds; use infinities where there is none.
void ck_add_bias_clip(float *values, long rows, long columns, long stride, const float *bias, float low,
                      float high);

/// target = source * scale[column] + shift[column]; source and target may be the same.
void ck_scale_shift(const float *source, long rows, long columns, const float *scale, const float *shift,
                    float *target);

/// target = source kept between two bounds; source and target may be the same.
void ck_clip(const float *source, long count, float low, float high, float *target);

/// target = source where source >= 0, else source * slope; source and target may be the same.
void ck_leaky_relu(const float *source, long count, float slope, float *target);

/// target = 1 / (1 + exp(-source)); source and target may be the same.
void ck_sigmoid(const float *source, long count, float *target);

/// target = min(max(alpha * source + beta, 0), 1); source and target may be the same.
void ck_hard_sigmoid(const float *source, long count, float alpha, float beta, float *target);

/// target = source * min(max(source / 6 + 0.5, 0), 1); source and target may be the same.
void ck_hard_swish(const float *source, long count, float *target);

/// Every element divided by (bias + alpha / size * sum of squares)^beta, the sum over `size` neighbouring
/// channels of the same pixel (Krizhevsky et al. 2012, section 3.3).
void ck_local_response(const float *source, long pixels, long channels, long size, float alpha, float beta,
                       float bias, float *target);

/// Tells the processor that this thread is waiting in a loop.
static inline void ck_relax(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

// Arithmetic.c

/// target[i] = f(left[i * left_step], right[i * right_step]); a step is 0 or 1.
typedef void ck_binary(const float *left, long left_step, const float *right, long right_step, long count,
                       float *target);
ck_binary ck_add, ck_subtract, ck_multiply, ck_divide, ck_power;
/// x where x >= 0, else x * y.
ck_binary ck_parametric_relu;
/// The smaller and the larger one; not a number where one of them is none.
ck_binary ck_minimum, ck_maximum;

// Memory.c

/// Has the C library give large blocks back to the system when they are freed, and keep few heaps.
void ck_return_large_memory(void);
