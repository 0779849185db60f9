#include <float.h>
#include <math.h>
#include <string.h>

#include "CKernels.h"
#include "Clones.h"
#include "Taps.h"

CK_INLINE void maximum(float *restrict target, const float *restrict source, long count) {
    for (long i = 0; i < count; i++)
        target[i] = source[i] > target[i] ? source[i] : target[i];
}

CK_CLONES void ck_max_pool(const float *input, ck_maps shape, ck_axis vertical, ck_axis horizontal,
                           long output_height, long output_width, long first, long rows, float *output) {
    long channels = shape.channels;
    for (long y = first; y < first + rows; y++) {
        const float *map = input + y / output_height * shape.height * shape.width * channels;
        long top = y % output_height * vertical.stride - vertical.padding;
        ck_taps down = ck_taps_inside(vertical, top, shape.height);
        for (long x = 0; x < output_width; x++) {
            long left = x * horizontal.stride - horizontal.padding;
            ck_taps across = ck_taps_inside(horizontal, left, shape.width);
            float *out = output + (y * output_width + x) * channels;
            int is_first = 1;
            for (long i = down.first; i < down.end; i++)
                for (long j = across.first; j < across.end; j++) {
                    const float *in = map + ((top + i * vertical.dilation) * shape.width + left +
                                             j * horizontal.dilation) * channels;
                    if (is_first)
                        memcpy(out, in, channels * sizeof(float));
                    else
                        maximum(out, in, channels);
                    is_first = 0;
                }
            if (is_first)
                for (long c = 0; c < channels; c++)
                    out[c] = -FLT_MAX;
        }
    }
}

CK_CLONES void ck_average_pool(const float *input, ck_maps shape, ck_axis vertical, ck_axis horizontal,
                               long output_height, long output_width, long first, long rows,
                               int counts_padding, long bottom, long right, float *output) {
    long channels = shape.channels;
    for (long y = first; y < first + rows; y++) {
        const float *map = input + y / output_height * shape.height * shape.width * channels;
        long top = y % output_height * vertical.stride - vertical.padding;
        ck_taps down = ck_taps_inside(vertical, top, shape.height);
        ck_taps padded_down = ck_taps_inside(vertical, top, shape.height + bottom);
        for (long x = 0; x < output_width; x++) {
            long left = x * horizontal.stride - horizontal.padding;
            ck_taps across = ck_taps_inside(horizontal, left, shape.width);
            ck_taps padded_across = ck_taps_inside(horizontal, left, shape.width + right);
            long divisor = counts_padding ? padded_down.end * padded_across.end
                                          : (down.end - down.first) * (across.end - across.first);
            float scale = divisor > 0 ? 1.0f / (float)divisor : 0;
            float *restrict out = output + (y * output_width + x) * channels;
            memset(out, 0, channels * sizeof(float));
            for (long i = down.first; i < down.end; i++)
                for (long j = across.first; j < across.end; j++) {
                    const float *restrict in = map + ((top + i * vertical.dilation) * shape.width + left +
                                                      j * horizontal.dilation) * channels;
                    for (long c = 0; c < channels; c++)
                        out[c] += in[c];
                }
            for (long c = 0; c < channels; c++)
                out[c] *= scale;
        }
    }
}

/// One sum over thousands of pixels would lose three digits: pixels are summed in single precision by the block,
/// blocks in double precision.
enum { PIXEL_BLOCK = 64, CHANNEL_BLOCK = 64 };

CK_CLONES void ck_global_average(const float *input, long pixels, long channels, float *restrict output) {
    for (long first = 0; first < channels; first += CHANNEL_BLOCK) {
        long count = channels - first < CHANNEL_BLOCK ? channels - first : CHANNEL_BLOCK;
        double total[CHANNEL_BLOCK] = {0};
        for (long start = 0; start < pixels; start += PIXEL_BLOCK) {
            long end = start + PIXEL_BLOCK < pixels ? start + PIXEL_BLOCK : pixels;
            float sum[CHANNEL_BLOCK] = {0};
            for (long pixel = start; pixel < end; pixel++)
                for (long c = 0; c < count; c++)
                    sum[c] += input[pixel * channels + first + c];
            for (long c = 0; c < count; c++)
                total[c] += sum[c];
        }
        for (long c = 0; c < count; c++)
            output[first + c] = (float)(total[c] / (double)pixels);
    }
}

CK_CLONES void ck_global_maximum(const float *input, long pixels, long channels, float *output) {
    memcpy(output, input, channels * sizeof(float));
    for (long pixel = 1; pixel < pixels; pixel++)
        maximum(output, input + pixel * channels, channels);
}
