#include "CKernels.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

void ck_return_large_memory(void) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
    mallopt(M_ARENA_MAX, 2);
#endif
}
