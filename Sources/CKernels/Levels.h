#pragma once
// The kernels that exist once for every level of vector instructions, as a table a level.

#include "CKernels.h"

typedef struct {
    long panel_width, tile_rows;
    void (*multiply)(const ck_product *);
    void (*winograd_input)(const ck_winograd *, const float *, long, long, ck_tiles);
    void (*winograd_output)(const ck_winograd *, ck_tiles, long, long, const float *, float, float, float *);
    void (*depthwise)(const ck_depthwise_layer *, long, long);
    void (*dense_short)(const ck_short_weights *, const float *, const int *, long, long, long, const float *,
                        float, float, float *);
    void (*unpack_short)(const ck_short_weights *, long, long, long, float *);
    void (*gram)(const float *, long, long, long, float *);
    void (*map_ranges)(const float *, long, long, long, long, float *, float *, double *);
    void (*count_bins)(const float *, long, long, long, long, const ck_bins *, unsigned *);
    void (*summarize_maps)(const float *, long, long, long, float *, long, float *);
    void (*centre)(const ck_centring *, const ck_clusters *, long, long, float *, long);
    void (*scores)(const ck_centring *, long, long, const float *, long, float *, long);
} ck_kernels;

extern const ck_kernels ck_kernels_baseline;
#if defined(__x86_64__)
extern const ck_kernels ck_kernels_avx2, ck_kernels_avx512;
#endif
