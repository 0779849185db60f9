#include <string.h>

#include "CKernels.h"
#include "Clones.h"

typedef struct {
    const float *row;  // the map's row, or null outside the map
    long width, stride, channel, channels;
} source_row;

/// One row of taps of one patch; returns the end of what was written.
CK_INLINE float *copy_taps(source_row source, ck_axis axis, long start, float *target) {
    long bytes = source.channels * (long)sizeof(float);
    if (!source.row) {
        memset(target, 0, axis.kernel * bytes);
        return target + axis.kernel * source.channels;
    }
    int is_contiguous = axis.dilation == 1 && source.channels == source.stride;
    if (is_contiguous && start >= 0 && start + axis.kernel <= source.width) {
        memcpy(target, source.row + start * source.stride, axis.kernel * bytes);
        return target + axis.kernel * source.channels;
    }
    for (long tap = 0; tap < axis.kernel; tap++, target += source.channels) {
        long column = start + tap * axis.dilation;
        if (column < 0 || column >= source.width)
            memset(target, 0, bytes);
        else
            memcpy(target, source.row + column * source.stride + source.channel, bytes);
    }
    return target;
}

void ck_columns(const float *input, ck_maps shape, ck_axis vertical, ck_axis horizontal, long output_height,
                long output_width, long first, long count, long channel, long channels, float *columns, long stride) {
    for (long pixel = first; pixel < first + count; pixel++, columns += stride) {
        float *target = columns;
        long x = pixel % output_width, y = pixel / output_width % output_height;
        long picture = pixel / (output_width * output_height);
        const float *map = input + picture * shape.height * shape.width * shape.channels;
        long left = x * horizontal.stride - horizontal.padding;
        for (long tap = 0; tap < vertical.kernel; tap++) {
            long row = y * vertical.stride - vertical.padding + tap * vertical.dilation;
            int is_inside = row >= 0 && row < shape.height;
            source_row source = {is_inside ? map + row * shape.width * shape.channels : 0, shape.width,
                                 shape.channels, channel, channels};
            target = copy_taps(source, horizontal, left, target);
        }
    }
}
