#pragma once
// What the analyses of feature maps spend their time with. Maps are channels-last, [pixel][channel].

#include <stdint.h>

// LevelHistogram.h: once for every level of vector instructions

/// Range and sum of the maps [first, first + count): an entry of `smallest`, `largest` and `sums` each. What is not
/// a number is in no range, but in the sum; infinities are in both.
void ck_map_ranges(const float *values, long pixels, long channels, long first, long count, float *smallest,
                   float *largest, double *sums);

/// How the values of a map fall into 256 bins: values times `scale` lie from `first` to `last`, and the lower edge
/// of bin b is (b * step) * width + first, each step rounded.
typedef struct {
    float scale, first, last, step, width;
} ck_bins;

enum { CK_BIN_COUNT = 256 };

/// Counts the values of the maps [first, first + count) that lie in their bins, `counts[map][bin]`, as
/// numpy.histogram does; `bins` and `counts` begin with map `first`.
void ck_count_bins(const float *values, long pixels, long channels, long first, long count, const ck_bins *bins,
                   unsigned *counts);

// LevelSummaries.h: likewise

/// How strongly `count` maps respond, each from at least two finite values. Rows of `summaries` lie `stride` apart: the
/// sum of the magnitudes above Otsu's threshold, the L2 norm, the mean and the largest magnitude. `range` is widened
/// to hold the smallest and the largest value of all.
void ck_summarize_maps(const float *values, long pixels, long channels, long count, float *summaries, long stride,
                       float *range);

// LevelGram.h: likewise

/// product[i][j] += sum over the rows of block[row][i] * block[row][j], for j <= i < columns.
///
/// Rows of `block` lie `stride` apart, those of `product` as far as `columns` rounded up to a multiple of
/// CK_GRAM_COLUMNS; so many numbers of each row of `block` are read. Elements of `product` right of the diagonal are
/// undefined afterwards.
void ck_gram(const float *block, long rows, long columns, long stride, float *product);

enum { CK_GRAM_COLUMNS = 16 };

// LevelCentring.h: likewise

/// The maps of a layer less their means, each times a power of two: value * scale - high - low.
typedef struct {
    const float *values;
    long channels;
    // One a channel; the scaled mean is in two parts, since 24 bits are too few.
    const float *scale, *high, *low;
} ck_centring;

enum { CK_MOST_CLUSTERS = 8 };

/// How the channels of a layer are taken apart.
typedef struct {
    long count;             // CK_MOST_CLUSTERS at most
    const int *of_channel;  // the cluster of each channel; any other number where it is in none
    // Where each channel goes; those of a cluster go side by side and keep their order, those of none go where
    // nobody reads.
    const int *places;
} ck_clusters;

/// target[pixel][place of the channel] = the centred value, for the pixels [first, first + pixels); rows lie `stride`
/// apart.
void ck_centre(const ck_centring *maps, const ck_clusters *clusters, long first, long pixels, float *target,
               long stride);

/// scores[cluster][pixel] = sum over the channels of the centred value times weights[cluster][channel], for the pixels
/// [first, first + pixels) and CK_MOST_CLUSTERS clusters at most. Rows of `scores` lie `stride` apart and begin with
/// pixel `first`. Channels of weight 0 may hold anything.
void ck_scores(const ck_centring *maps, long first, long pixels, const float *weights, long clusters, float *scores,
               long stride);

// MapSums.c

/// sums[column] += sum over the rows of weights[row] * matrix[row][column]; rows lie `stride` apart.
void ck_add_rows(const float *matrix, long rows, long columns, long stride, const float *weights, float *sums);

/// Adds up the squares of left - right and of right.
void ck_add_squares(const float *left, const float *right, long count, double *of_difference, double *of_right);

/// sums[i] += (left[i] - right[i])^2.
void ck_add_squared_differences(const float *left, const float *right, long count, double *sums);

// SharedBits.c

/// shared[other] = how many bits are set both in `set` and in each of `count` sets of as many words that follow each
/// other.
void ck_shared_bits(const uint64_t *set, const uint64_t *sets, long words, long count, uint32_t *shared);
