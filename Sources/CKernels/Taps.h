#pragma once
// Which taps of a window lie inside a map.

#include "CKernels.h"

/// Taps [first, end) of a window.
typedef struct {
    long first, end;
} ck_taps;

/// The taps of a window starting at `start` that lie in [0, extent).
static inline __attribute__((always_inline)) ck_taps ck_taps_inside(ck_axis axis, long start, long extent) {
    if (start >= 0 && start + (axis.kernel - 1) * axis.dilation < extent)
        return (ck_taps){0, axis.kernel};
    long first = start >= 0 ? 0 : (-start + axis.dilation - 1) / axis.dilation;
    long end = start >= extent ? 0 : (extent - start + axis.dilation - 1) / axis.dilation;
    end = end < axis.kernel ? end : axis.kernel;
    return (ck_taps){first, end > first ? end : first};
}
