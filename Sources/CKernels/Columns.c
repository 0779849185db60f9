#include <string.h>

#include "CKernels.h"
#include "Clones.h"

/// Numbers that are copied at once where a row of taps has fewer: two moves of a vector in place of a call.
enum { SHORT_COPY = 32 };

typedef struct {
    const float *row;  // the map's row, or null outside the map
    const float *end;  // of all maps
    long width, stride, channel, channels;
} source_row;

/// One row of taps of one patch; returns the end of what was written. `limit` ends the memory that may be written:
/// what a short copy writes too much belongs to the taps and patches that follow.
CK_INLINE float *copy_taps(source_row source, ck_axis axis, long start, float *target, const float *limit) {
    long bytes = source.channels * (long)sizeof(float);
    if (!source.row) {
        memset(target, 0, axis.kernel * bytes);
        return target + axis.kernel * source.channels;
    }
    int is_contiguous = axis.dilation == 1 && source.channels == source.stride;
    if (is_contiguous && start >= 0 && start + axis.kernel <= source.width) {
        long count = axis.kernel * source.channels;
        const float *from = source.row + start * source.stride;
        if (count <= SHORT_COPY && from + SHORT_COPY <= source.end && target + SHORT_COPY <= limit)
            memcpy(target, from, SHORT_COPY * sizeof(float));
        else
            memcpy(target, from, count * sizeof(float));
        return target + count;
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

CK_CLONES void ck_columns(const float *input, ck_maps shape, ck_axis vertical, ck_axis horizontal,
                          long output_height, long output_width, long first, long count, long channel,
                          long channels, float *columns, long stride) {
    const float *end = input + shape.count * shape.height * shape.width * shape.channels;
    const float *limit = columns + count * stride;
    long x = first % output_width, y = first / output_width % output_height;
    const float *map = input + first / (output_width * output_height) * shape.height * shape.width * shape.channels;
    for (long i = 0; i < count; i++, columns += stride) {
        float *target = columns;
        long left = x * horizontal.stride - horizontal.padding;
        for (long tap = 0; tap < vertical.kernel; tap++) {
            long row = y * vertical.stride - vertical.padding + tap * vertical.dilation;
            int is_inside = row >= 0 && row < shape.height;
            source_row source = {is_inside ? map + row * shape.width * shape.channels : 0, end, shape.width,
                                 shape.channels, channel, channels};
            target = copy_taps(source, horizontal, left, target, limit);
        }
        if (++x == output_width) {
            x = 0;
            if (++y == output_height) {
                y = 0;
                map += shape.height * shape.width * shape.channels;
            }
        }
    }
}
