#include "CKernels.h"
#include "Clones.h"

enum { LANES = 16 };
typedef double ck_doubles __attribute__((vector_size(128), aligned(8)));
typedef int ck_integers __attribute__((vector_size(64), aligned(4)));

CK_INLINE float centred(const ck_centring *maps, const float *pixel, long channel) {
    return pixel[channel] * maps->scale[channel] - maps->high[channel] - maps->low[channel];
}

CK_CLONES void ck_centre(const ck_centring *maps, long first, long pixels, const int *restrict places,
                         float *restrict target, long stride) {
    const long channels = maps->channels;
    for (long p = 0; p < pixels; p++, target += stride) {
        const float *restrict pixel = maps->values + (first + p) * channels;
        for (long start = 0; start < channels; start += LANES) {
            long count = channels - start < LANES ? channels - start : LANES;
            float lanes[LANES];
            if (count == LANES)
                for (int lane = 0; lane < LANES; lane++)
                    lanes[lane] = centred(maps, pixel, start + lane);
            else
                for (int lane = 0; lane < count; lane++)
                    lanes[lane] = centred(maps, pixel, start + lane);
            // One by one: the processors' own scattering is slower.
            _Pragma("clang loop vectorize(disable)") for (int lane = 0; lane < count; lane++)
                target[places[start + lane]] = lanes[lane];
        }
    }
}

CK_CLONES void ck_scores(const ck_centring *maps, long first, long pixels, const float *restrict weights,
                         float *restrict scores) {
    const ck_centring local = *maps;
    const float *pixel = local.values + first * local.channels;
    for (long p = 0; p < pixels; p++, pixel += local.channels) {
        ck_vector sums = {0};
        long channel = 0;
        for (; channel + LANES <= local.channels; channel += LANES) {
            ck_vector weight = *(const ck_vector *)(weights + channel);
            ck_vector value = *(const ck_vector *)(pixel + channel) * *(const ck_vector *)(local.scale + channel)
                              - *(const ck_vector *)(local.high + channel) - *(const ck_vector *)(local.low + channel);
            sums += (ck_vector)((ck_integers)(value * weight) & (weight != 0));
        }
        float sum = 0;
        for (; channel < local.channels; channel++)
            sum += weights[channel] != 0 ? centred(&local, pixel, channel) * weights[channel] : 0;
        for (int lane = 0; lane < LANES; lane++)
            sum += sums[lane];
        scores[p] = sum;
    }
}

CK_CLONES void ck_add_rows(const float *restrict matrix, long rows, long columns, long stride,
                           const float *restrict weights, float *restrict sums) {
    for (long row = 0; row < rows; row++, matrix += stride) {
        float weight = weights[row];
        for (long column = 0; column < columns; column++)
            sums[column] += weight * matrix[column];
    }
}

CK_CLONES void ck_add_squares(const float *left, const float *right, long count, double *of_difference,
                              double *of_right) {
    ck_doubles difference = {0}, square = {0};
    long i = 0;
    for (; i + LANES <= count; i += LANES) {
        ck_doubles x = __builtin_convertvector(*(const ck_vector *)(left + i), ck_doubles);
        ck_doubles y = __builtin_convertvector(*(const ck_vector *)(right + i), ck_doubles);
        difference += (x - y) * (x - y);
        square += y * y;
    }
    for (int lane = 0; lane < LANES; lane++) {
        *of_difference += difference[lane];
        *of_right += square[lane];
    }
    for (; i < count; i++) {
        double x = left[i], y = right[i];
        *of_difference += (x - y) * (x - y);
        *of_right += y * y;
    }
}
