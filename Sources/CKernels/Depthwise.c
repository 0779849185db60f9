#include <string.h>

#include "CKernels.h"
#include "Clones.h"

enum { STRIP = 64 };

/// One output pixel, channels [channel, channel + count), count at most STRIP.
CK_INLINE void depthwise_strip(const float *map, ck_maps shape, ck_axis vertical, ck_axis horizontal, long top,
                               long left, long channel, int count, const float *weights, const float *bias,
                               float *output) {
    float sums[STRIP];
    for (int i = 0; i < count; i++)
        sums[i] = bias[channel + i];
    for (long i = 0; i < vertical.kernel; i++) {
        long row = top + i * vertical.dilation;
        if (row < 0 || row >= shape.height)
            continue;
        for (long j = 0; j < horizontal.kernel; j++) {
            long column = left + j * horizontal.dilation;
            if (column < 0 || column >= shape.width)
                continue;
            const float *in = map + (row * shape.width + column) * shape.channels + channel;
            const float *filter = weights + (i * horizontal.kernel + j) * shape.channels + channel;
            for (int c = 0; c < count; c++)
                sums[c] += in[c] * filter[c];
        }
    }
    memcpy(output + channel, sums, count * sizeof(float));
}

CK_CLONES void ck_depthwise(const float *input, ck_maps shape, ck_axis vertical, ck_axis horizontal,
                            long output_height, long output_width, long first, long rows, const float *weights,
                            const float *bias, float *output) {
    for (long y = first; y < first + rows; y++) {
        const float *map = input + y / output_height * shape.height * shape.width * shape.channels;
        long top = y % output_height * vertical.stride - vertical.padding;
        for (long x = 0; x < output_width; x++) {
            long left = x * horizontal.stride - horizontal.padding;
            float *out = output + (y * output_width + x) * shape.channels;
            long c = 0;
            for (; c + STRIP <= shape.channels; c += STRIP)
                depthwise_strip(map, shape, vertical, horizontal, top, left, c, STRIP, weights, bias, out);
            if (c < shape.channels)
                depthwise_strip(map, shape, vertical, horizontal, top, left, c, (int)(shape.channels - c),
                                weights, bias, out);
        }
    }
}
