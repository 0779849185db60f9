#include <math.h>

#include "CKernels.h"
#include "Clones.h"

/* NaN stays NaN: no comparison with it is true. */
CK_INLINE float clipped(float x, float low, float high) {
    x = x < low ? low : x;
    return x > high ? high : x;
}

CK_CLONES void ck_add_bias(float *values, long rows, long columns, long stride, const float *restrict bias) {
    for (long row = 0; row < rows; row++, values += stride)
        for (long i = 0; i < columns; i++)
            values[i] += bias[i];
}

CK_CLONES void ck_add_bias_clip(float *values, long rows, long columns, long stride,
                                const float *restrict bias, float low, float high) {
    for (long row = 0; row < rows; row++, values += stride)
        for (long i = 0; i < columns; i++)
            values[i] = clipped(values[i] + bias[i], low, high);
}

CK_CLONES void ck_scale_shift(const float *source, long rows, long columns, const float *restrict scale,
                              const float *restrict shift, float *target) {
    for (long row = 0; row < rows; row++, source += columns, target += columns)
        for (long i = 0; i < columns; i++)
            target[i] = source[i] * scale[i] + shift[i];
}

CK_CLONES void ck_clip(const float *source, long count, float low, float high, float *target) {
    for (long i = 0; i < count; i++)
        target[i] = clipped(source[i], low, high);
}

CK_CLONES void ck_leaky_relu(const float *source, long count, float slope, float *target) {
    for (long i = 0; i < count; i++)
        target[i] = source[i] >= 0 ? source[i] : source[i] * slope;
}

CK_CLONES void ck_sigmoid(const float *source, long count, float *target) {
    for (long i = 0; i < count; i++)
        target[i] = 1 / (1 + expf(-source[i]));
}

CK_CLONES void ck_hard_sigmoid(const float *source, long count, float alpha, float beta, float *target) {
    for (long i = 0; i < count; i++)
        target[i] = clipped(alpha * source[i] + beta, 0, 1);
}

CK_CLONES void ck_hard_swish(const float *source, long count, float *target) {
    for (long i = 0; i < count; i++)
        target[i] = source[i] * clipped(source[i] * (1 / 6.0f) + 0.5f, 0, 1);
}

CK_CLONES void ck_local_response(const float *source, long pixels, long channels, long size, float alpha,
                                 float beta, float bias, float *target) {
    long before = (size - 1) / 2, after = size - 1 - before;
    for (long pixel = 0; pixel < pixels; pixel++, source += channels, target += channels)
        for (long c = 0; c < channels; c++) {
            long first = c > before ? c - before : 0;
            long last = c + after < channels ? c + after : channels - 1;
            float energy = 0;
            for (long i = first; i <= last; i++)
                energy += source[i] * source[i];
            target[c] = source[c] * powf(bias + alpha / (float)size * energy, -beta);
        }
}
