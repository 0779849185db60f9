#pragma once

// Marks a function to be compiled for several levels of the x86-64 architecture; the right one is chosen when
// the program is loaded. Helpers that such a function calls must be CK_INLINE, or they stay at the lowest level.
#if defined(__x86_64__) && defined(__linux__)
#define CK_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CK_CLONES
#endif
#define CK_INLINE static inline __attribute__((always_inline))

/// Sixteen floats that the compiler splits into as many registers as the processor needs; unaligned in memory.
typedef float ck_vector __attribute__((vector_size(64), aligned(4)));
