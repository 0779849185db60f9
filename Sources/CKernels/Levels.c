#include <stdlib.h>
#include <strings.h>

#include "Levels.h"

static const ck_kernels *table(ck_level level) {
#if defined(__x86_64__)
    if (level == CK_AVX512)
        return &ck_kernels_avx512;
    if (level == CK_AVX2)
        return &ck_kernels_avx2;
#endif
    (void)level;
    return &ck_kernels_baseline;
}

ck_level ck_highest_level(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v4"))
        return CK_AVX512;
    if (__builtin_cpu_supports("x86-64-v3"))
        return CK_AVX2;
#endif
    return CK_BASELINE;
}

// Written when the program is loaded, and never again.
static ck_level current_level;
static const ck_kernels *kernels;

int ck_level_named(const char *name, ck_level *level) {
    static const char *const names[] = {"baseline", "avx2", "avx512"};
    for (int i = CK_BASELINE; i <= CK_AVX512; i++)
        if (!strcasecmp(name, names[i])) {
            *level = (ck_level)i;
            return 1;
        }
    return 0;
}

/// The processor's level, or a lower one that the environment names.
__attribute__((constructor)) static void choose_level(void) {
    const char *name = getenv("CONVOSCOPE_INSTRUCTIONS");
    ck_level level;
    current_level = ck_highest_level();
    if (name && ck_level_named(name, &level) && level < current_level)
        current_level = level;
    kernels = table(current_level);
}

ck_level ck_current_level(void) { return current_level; }

long ck_panel_width(void) { return kernels->panel_width; }

long ck_tile_rows(void) { return kernels->tile_rows; }

void ck_matrix_product(const ck_product *product) { kernels->multiply(product); }

void ck_winograd_input(const ck_winograd *geometry, const float *input, long first, long count, ck_tiles tiles) {
    kernels->winograd_input(geometry, input, first, count, tiles);
}

void ck_winograd_output(const ck_winograd *geometry, ck_tiles products, long first, long count,
                        const float *bias, float low, float high, float *output) {
    kernels->winograd_output(geometry, products, first, count, bias, low, high, output);
}

void ck_depthwise(const ck_depthwise_layer *layer, long first, long rows) {
    kernels->depthwise(layer, first, rows);
}

void ck_dense_short(const ck_short_weights *weights, const float *input, const int *rows, long row_count,
                    long first, long count, const float *bias, float low, float high, float *output) {
    kernels->dense_short(weights, input, rows, row_count, first, count, bias, low, high, output);
}

void ck_unpack_short(const ck_short_weights *weights, long panel, long first_row, long rows, float *floats) {
    kernels->unpack_short(weights, panel, first_row, rows, floats);
}

void ck_gram(const float *block, long rows, long columns, long stride, float *product) {
    kernels->gram(block, rows, columns, stride, product);
}

void ck_map_ranges(const float *values, long pixels, long channels, long first, long count, float *smallest,
                   float *largest, double *sums) {
    kernels->map_ranges(values, pixels, channels, first, count, smallest, largest, sums);
}

void ck_count_bins(const float *values, long pixels, long channels, long first, long count, const ck_bins *bins,
                   unsigned *counts) {
    kernels->count_bins(values, pixels, channels, first, count, bins, counts);
}

void ck_summarize_maps(const float *values, long pixels, long channels, long count, float *summaries, long stride,
                       float *range) {
    kernels->summarize_maps(values, pixels, channels, count, summaries, stride, range);
}

void ck_centre(const ck_centring *maps, const ck_clusters *clusters, long first, long pixels, float *target,
               long stride) {
    kernels->centre(maps, clusters, first, pixels, target, stride);
}

void ck_scores(const ck_centring *maps, long first, long pixels, const float *weights, long clusters, float *scores,
               long stride) {
    kernels->scores(maps, first, pixels, weights, clusters, scores, stride);
}
