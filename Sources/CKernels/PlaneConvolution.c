#include <string.h>

#include "CKFourier.h"
#include "Clones.h"

enum { LANES = CK_FOURIER_LANES };

/// Where the transforms of a block work.
typedef struct {
    float *re, *im, *rest;
} workspace;

CK_INLINE workspace workspace_in(const ck_plane *plane, float *scratch) {
    long size = plane->length * LANES;
    return (workspace){scratch, scratch + size, scratch + 2 * size};
}

CK_INLINE void clear(const ck_plane *plane, workspace space, long first) {
    memset(space.re + first * LANES, 0, (plane->length - first) * LANES * sizeof(float));
    memset(space.im + first * LANES, 0, (plane->length - first) * LANES * sizeof(float));
}

// Two real sequences are transformed as the real and imaginary part of one; the transform of each is the part of the
// sum that has its symmetry.

CK_CLONES void ck_plane_down(const ck_plane *plane, long block, const float *charges, float *real, float *imaginary,
                             float *scratch) {
    workspace space = workspace_in(plane, scratch);
    long first = block * 2 * LANES;
    for (long row = 0; row < plane->nodes; row++) {
        const ck_vector *source = (const ck_vector *)(charges + row * plane->stride + first);
        ((ck_vector *)space.re)[row] = source[0];
        ((ck_vector *)space.im)[row] = source[1];
    }
    clear(plane, space, plane->nodes);
    ck_fourier(plane, space.re, space.im, space.rest);
    for (long row = 0; row <= plane->length / 2; row++) {
        long mirrored = row == 0 ? 0 : plane->length - row;
        ck_vector re = ((ck_vector *)space.re)[row] * 0.5f, im = ((ck_vector *)space.im)[row] * 0.5f;
        ck_vector re_mirrored = ((ck_vector *)space.re)[mirrored] * 0.5f;
        ck_vector im_mirrored = ((ck_vector *)space.im)[mirrored] * 0.5f;
        ck_vector *target_re = (ck_vector *)(real + row * plane->stride + first);
        ck_vector *target_im = (ck_vector *)(imaginary + row * plane->stride + first);
        target_re[0] = re + re_mirrored;
        target_im[0] = im - im_mirrored;
        target_re[1] = im + im_mirrored;
        target_im[1] = re_mirrored - re;
    }
    for (long row = plane->length / 2 + 1; row < plane->length / 2 + LANES; row++) {
        memset(real + row * plane->stride + first, 0, 2 * LANES * sizeof(float));
        memset(imaginary + row * plane->stride + first, 0, 2 * LANES * sizeof(float));
    }
}

CK_CLONES void ck_plane_up(const ck_plane *plane, long block, const float *real, const float *imaginary,
                           float *potential, float *scratch) {
    workspace space = workspace_in(plane, scratch);
    long first = block * 2 * LANES;
    for (long row = 0; row <= plane->length / 2; row++) {
        long mirrored = row == 0 ? 0 : plane->length - row;
        const ck_vector *re = (const ck_vector *)(real + row * plane->stride + first);
        const ck_vector *im = (const ck_vector *)(imaginary + row * plane->stride + first);
        ((ck_vector *)space.re)[mirrored] = re[0] + im[1];
        ((ck_vector *)space.im)[mirrored] = re[1] - im[0];
        ((ck_vector *)space.re)[row] = re[0] - im[1];
        ((ck_vector *)space.im)[row] = re[1] + im[0];
    }
    ck_fourier(plane, space.im, space.re, space.rest);
    for (long row = 0; row < plane->nodes; row++) {
        ck_vector *target = (ck_vector *)(potential + row * plane->stride + first);
        target[0] = ((ck_vector *)space.re)[row];
        target[1] = ((ck_vector *)space.im)[row];
    }
}

/// Sixteen rows become sixteen lanes, and back.
CK_INLINE void rows_to_lanes(const float *rows, long stride, long count, float *lanes) {
    for (long i = 0; i < count; i += LANES)
        for (int lane = 0; lane < LANES; lane++)
            for (int k = 0; k < LANES; k++)
                lanes[(i + k) * LANES + lane] = rows[lane * stride + i + k];
}

CK_INLINE void lanes_to_rows(const float *lanes, long stride, long count, float *rows) {
    for (long i = 0; i < count; i += LANES)
        for (int lane = 0; lane < LANES; lane++)
            for (int k = 0; k < LANES; k++)
                rows[lane * stride + i + k] = lanes[(i + k) * LANES + lane];
}

CK_CLONES double ck_plane_across(const ck_plane *plane, long block, const float *kernel, float *real, float *imaginary,
                                 float *scratch) {
    workspace space = workspace_in(plane, scratch);
    long count = (plane->nodes + LANES - 1) / LANES * LANES, start = block * LANES * plane->stride;
    rows_to_lanes(real + start, plane->stride, count, space.re);
    rows_to_lanes(imaginary + start, plane->stride, count, space.im);
    clear(plane, space, count);
    ck_fourier(plane, space.re, space.im, space.rest);
    const float *weights = kernel + block * plane->length * LANES;
    ck_vector sum = {0};
    double sums[LANES] = {0};
    for (long i = 0; i < plane->length; i++) {
        ck_vector *re = (ck_vector *)space.re + i, *im = (ck_vector *)space.im + i;
        ck_vector weight = *(const ck_vector *)(weights + i * LANES);
        sum += (*re * *re + *im * *im) * weight;
        *re *= weight;
        *im *= weight;
        if (i % 32 == 31) {
            for (int lane = 0; lane < LANES; lane++)
                sums[lane] += sum[lane];
            sum = (ck_vector){0};
        }
    }
    ck_fourier(plane, space.im, space.re, space.rest);
    lanes_to_rows(space.re, plane->stride, count, real + start);
    lanes_to_rows(space.im, plane->stride, count, imaginary + start);
    // A frequency between the first and the last stands for its mirror image too.
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
        long row = block * LANES + lane;
        if (row <= plane->length / 2)
            total += sums[lane] * (row == 0 || row == plane->length / 2 ? 1 : 2);
    }
    return total;
}

CK_CLONES void ck_plane_kernel_down(const ck_plane *plane, long block, double spacing, double limit, float *half,
                                    float *scratch) {
    workspace space = workspace_in(plane, scratch);
    long length = plane->length, stride = length / 2 + 2 * LANES, first = block * 2 * LANES;
    double square = spacing * spacing, scale = 1 / (1 + limit);
    for (long i = 0; i < length; i++) {
        double across = square * (i <= length / 2 ? i * i : (length - i) * (length - i));
        for (int lane = 0; lane < 2 * LANES; lane++) {
            long down = first + lane;
            double distance = across + square * (down <= length / 2 ? down * down : (length - down) * (length - down));
            (lane < LANES ? space.re : space.im)[i * LANES + lane % LANES] =
                (float)((limit - distance) / (1 + distance) * scale);
        }
    }
    // Even sequences have real transforms: that of the imaginary part stays in it.
    ck_fourier(plane, space.re, space.im, space.rest);
    for (long i = 0; i <= length / 2; i++) {
        ck_vector *target = (ck_vector *)(half + i * stride + first);
        target[0] = ((ck_vector *)space.re)[i];
        target[1] = ((ck_vector *)space.im)[i];
    }
}

CK_CLONES void ck_plane_kernel_across(const ck_plane *plane, long block, const float *half, const float *weights,
                                      float *kernel, float *scratch) {
    workspace space = workspace_in(plane, scratch);
    long length = plane->length, stride = length / 2 + 2 * LANES, first = block * 2 * LANES;
    for (long i = 0; i < length; i++) {
        long mirrored = i <= length / 2 ? i : length - i;
        for (int lane = 0; lane < 2 * LANES; lane++) {
            long row = first + lane <= length / 2 ? first + lane : length / 2;
            (lane < LANES ? space.re : space.im)[i * LANES + lane % LANES] = half[row * stride + mirrored];
        }
    }
    ck_fourier(plane, space.re, space.im, space.rest);
    for (int part = 0; part < 2; part++) {
        long start = first + part * LANES;
        if (start > length / 2)
            return;
        const ck_vector *source = (const ck_vector *)(part ? space.im : space.re);
        ck_vector own = *(const ck_vector *)(weights + start);
        ck_vector *target = (ck_vector *)(kernel + start * length);
        for (long i = 0; i < length; i++)
            target[i] = source[i] * own * weights[i];
    }
}
