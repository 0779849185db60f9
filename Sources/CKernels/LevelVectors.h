// The vectors of a level. Included by each level's file after it has defined VECTOR_BYTES, TILE_ROWS and LEVEL.

#include <string.h>

#include "Levels.h"

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

typedef float vector __attribute__((vector_size(VECTOR_BYTES), aligned(4)));
typedef int integers __attribute__((vector_size(VECTOR_BYTES), aligned(4)));
typedef short shorts __attribute__((vector_size(VECTOR_BYTES / 2), aligned(2)));

enum { LANES = VECTOR_BYTES / 4, PANEL = 2 * LANES };

INLINE vector load(const float *address) { return *(const vector *)address; }
INLINE void store(float *address, vector v) { *(vector *)address = v; }
INLINE vector splat(float x) { return x - (vector){0}; }  // of which the compiler makes a broadcast

/// Elements of `yes` where the mask is set, else of `no`.
INLINE vector select(integers mask, vector yes, vector no) {
    return (vector)((mask & (integers)yes) | (~mask & (integers)no));
}

/// Kept between two bounds; what is not a number stays so.
INLINE vector clip(vector v, vector low, vector high) {
    v = select(v < low, low, v);
    return select(v > high, high, v);
}
