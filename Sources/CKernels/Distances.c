#include "CKDistances.h"

#include <math.h>

#include "Clones.h"

enum { LANES = 16 };
typedef int ck_integers __attribute__((vector_size(64), aligned(4)));
typedef double ck_doubles __attribute__((vector_size(64), aligned(8)));
typedef float ck_half __attribute__((vector_size(32), aligned(4)));

CK_CLONES void ck_bounds_from_products(const float *products, const float *squares, float own_square, long count,
                                       float *bounds) {
    for (long i = 0; i < count; i++) {
        float bound = own_square + squares[i] - 2 * products[i];
        bounds[i] = bound > 0 ? bound : 0;
    }
}

CK_CLONES double ck_exact_square(const float *left, const float *right, long count) {
    ck_doubles sums[4] = {{0}, {0}, {0}, {0}};
    long i = 0;
    for (; i + 32 <= count; i += 32)
        for (int part = 0; part < 4; part++) {
            ck_doubles a = __builtin_convertvector(*(const ck_half *)(left + i + 8 * part), ck_doubles);
            ck_doubles b = __builtin_convertvector(*(const ck_half *)(right + i + 8 * part), ck_doubles);
            sums[part] += (a - b) * (a - b);
        }
    double rest = 0;
    for (; i < count; i++) {
        double difference = (double)left[i] - right[i];
        rest += difference * difference;
    }
    ck_doubles sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    for (int lane = 0; lane < 8; lane++)
        rest += sum[lane];
    return rest;
}

CK_CLONES long ck_within(const float *bounds, const float *squares, float own_square, float error, float limit,
                         long skipped, long count, int *found) {
    long number = 0;
    for (long first = 0; first < count; first += LANES) {
        long end = first + LANES < count ? first + LANES : count;
        if (end - first == LANES) {
            ck_vector slack = (*(const ck_vector *)(squares + first) + own_square) * error;
            if (!__builtin_reduce_or((ck_integers)(*(const ck_vector *)(bounds + first) - slack <= limit)))
                continue;
        }
        for (long i = first; i < end; i++)
            if (bounds[i] - (squares[i] + own_square) * error <= limit && i != skipped)
                found[number++] = (int)i;
    }
    return number;
}

CK_CLONES void ck_lower_keys(const float *bounds, const float *squares, float own_square, float error, long count,
                             float *keys, unsigned char *is_exact) {
    long i = 0;
    for (; i + LANES <= count; i += LANES) {
        ck_vector square = *(const ck_vector *)(squares + i) + own_square;
        ck_vector least = *(const ck_vector *)(bounds + i) - square * error;
        ck_vector *key = (ck_vector *)(keys + i);
        ck_integers is_less = least < *key;
        if (!__builtin_reduce_or(is_less))
            continue;
        for (int lane = 0; lane < LANES; lane++)
            if (is_less[lane]) {
                keys[i + lane] = least[lane];
                is_exact[i + lane] = 0;
            }
    }
    for (; i < count; i++) {
        float least = bounds[i] - (squares[i] + own_square) * error;
        if (least < keys[i]) {
            keys[i] = least;
            is_exact[i] = 0;
        }
    }
}

CK_CLONES float ck_smallest_key(const float *keys, long count) {
    ck_vector smallest = (ck_vector){0} + HUGE_VALF;
    long i = 0;
    for (; i + LANES <= count; i += LANES) {
        ck_vector key = *(const ck_vector *)(keys + i);
        ck_integers is_less = key < smallest;
        smallest = (ck_vector)((is_less & (ck_integers)key) | (~is_less & (ck_integers)smallest));
    }
    float least = HUGE_VALF;
    for (; i < count; i++)
        least = keys[i] < least ? keys[i] : least;
    for (int lane = 0; lane < LANES; lane++)
        least = smallest[lane] < least ? smallest[lane] : least;
    return least;
}

CK_CLONES long ck_find_key(const float *keys, float key, long first, long count) {
    long i = first;
    for (; i + LANES <= count; i += LANES)
        if (__builtin_reduce_or((ck_integers)(*(const ck_vector *)(keys + i) == key)))
            break;
    while (i < count && keys[i] != key)
        i++;
    return i;
}

CK_CLONES long ck_may_be_nearest(const float *bounds, const float *squares, const float *rests, float own_square,
                                 float own_rest, float error, float limit, const int *among, long count,
                                 ck_candidate *candidates) {
    for (long place = 0; place < count; place++) {
        int i = among[place];
        float most = bounds[i] + 4 * own_rest * rests[i] + (squares[i] + own_square) * error;
        limit = most < limit ? most : limit;
    }
    long number = 0;
    for (long place = 0; place < count; place++) {
        int i = among[place];
        float least = bounds[i] - (squares[i] + own_square) * error;
        if (least <= limit)
            candidates[number++] = (ck_candidate){least, i};
    }
    return number;
}

CK_INLINE float most(const float *bounds, const float *squares, const float *rests, float own_square, float own_rest,
                     float error, long i) {
    return bounds[i] + 4 * own_rest * rests[i] + (squares[i] + own_square) * error;
}

CK_CLONES float ck_farthest(const float *bounds, const float *squares, const float *rests, float own_square,
                            float own_rest, float error, long count) {
    float largest = 0;
    for (long i = 0; i < count; i++) {
        float value = most(bounds, squares, rests, own_square, own_rest, error, i);
        largest = value > largest ? value : largest;
    }
    return largest;
}

CK_CLONES long ck_beyond(const float *bounds, const float *squares, const float *rests, float own_square,
                         float own_rest, float error, float limit, long count, int *found) {
    long number = 0;
    for (long i = 0; i < count; i++)
        if (most(bounds, squares, rests, own_square, own_rest, error, i) >= limit)
            found[number++] = (int)i;
    return number;
}
