#include "CKernels.h"
#include "Clones.h"

CK_CLONES void ck_shared_bits(const uint64_t *set, const uint64_t *sets, long words, long count, uint32_t *shared) {
    for (long other = 0; other < count; other++, sets += words) {
        int bits = 0;
        for (long word = 0; word < words; word++)
            bits += __builtin_popcountll(set[word] & sets[word]);
        shared[other] = (uint32_t)bits;
    }
}
