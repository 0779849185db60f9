#include <math.h>

#include "CKNeighbors.h"
#include "Clones.h"

enum { LANES = 16 };
typedef int ck_integers __attribute__((vector_size(64), aligned(4)));

CK_INLINE float sum_of_lanes(const ck_vector *v) {
    float sum = 0;
    for (int lane = 0; lane < LANES; lane++)
        sum += (*v)[lane];
    return sum;
}

CK_CLONES float ck_largest_magnitude(const float *values, long count) {
    ck_vector largest = {0}, poison = {0};  // stays 0 but for infinities and what is not a number
    long i = 0;
    for (; i + LANES <= count; i += LANES) {
        ck_vector value = *(const ck_vector *)(values + i);
        largest = __builtin_elementwise_max(largest, __builtin_elementwise_abs(value));
        poison += value * 0;
    }
    for (; i < count; i++) {
        largest[0] = fabsf(values[i]) > largest[0] ? fabsf(values[i]) : largest[0];
        poison[0] += values[i] * 0;
    }
    return __builtin_reduce_max(largest) + sum_of_lanes(&poison);
}

CK_CLONES float ck_centre_row(const float *row, const float *means, float scale, long columns, float *centred) {
    ck_vector squares = {0};
    float rest = 0;
    long i = 0;
    for (; i + LANES <= columns; i += LANES) {
        ck_vector value = *(const ck_vector *)(row + i) * scale - *(const ck_vector *)(means + i);
        *(ck_vector *)(centred + i) = value;
        squares += value * value;
    }
    for (; i < columns; i++) {
        centred[i] = row[i] * scale - means[i];
        rest += centred[i] * centred[i];
    }
    return rest + sum_of_lanes(&squares);
}

/// How wrong a key may be, as a share of what it was made of.
static const float KEY_ERROR = 0x1p-19f;

CK_INLINE float middle_of_three(float a, float b, float c) {
    float low = a < b ? a : b, high = a < b ? b : a;
    return c < low ? low : c > high ? high : c;
}

/// The wanted-th smallest key, by C. Hoare's "Find" (1961); changes the order of the candidates.
CK_INLINE float smallest_key(ck_candidate *candidates, long count, long wanted) {
    long first = 0, last = count - 1, place = wanted - 1;
    while (first < last) {
        float pivot = middle_of_three(candidates[first].key, candidates[(first + last) / 2].key, candidates[last].key);
        long i = first, j = last;
        while (i <= j) {
            while (candidates[i].key < pivot)
                i++;
            while (candidates[j].key > pivot)
                j--;
            if (i <= j) {
                ck_candidate swapped = candidates[i];
                candidates[i++] = candidates[j];
                candidates[j--] = swapped;
            }
        }
        if (place <= j)
            last = j;
        else if (place >= i)
            first = i;
        else
            break;
    }
    return candidates[place].key;
}

/// The largest key that may belong to one of the wanted rows, whatever the rounding.
CK_INLINE float key_limit(float key, float own_square) {
    float distance = own_square + key;
    return key + KEY_ERROR * (own_square + (distance > 0 ? distance : 0));
}

/// Leaves out what is not among the nearest; returns how many are left.
CK_INLINE long prune(ck_candidate *candidates, long count, long wanted, float own_square, float *limit) {
    *limit = key_limit(smallest_key(candidates, count, wanted), own_square);
    long kept = 0;
    for (long i = 0; i < count; i++)
        if (candidates[i].key <= *limit)
            candidates[kept++] = candidates[i];
    return kept;
}

/// Keys are squares - 2 * values, or where there are no squares, values - own_square.
CK_INLINE long nearest(const float *values, const float *squares, long count, long skipped, long wanted, float own_square,
                       ck_candidate *candidates) {
    float limit = HUGE_VALF;
    long found = 0, crowd = 2 * wanted + 64;
    for (long first = 0; first < count; first += LANES) {
        long end = first + LANES < count ? first + LANES : count;
        if (end - first == LANES) {
            ck_vector value = *(const ck_vector *)(values + first);
            ck_vector keys = squares ? *(const ck_vector *)(squares + first) - 2 * value : value - own_square;
            if (!__builtin_reduce_or((ck_integers)(keys <= limit)))
                continue;
        }
        for (long row = first; row < end; row++) {
            float key = squares ? squares[row] - 2 * values[row] : values[row] - own_square;
            if (key <= limit && key < HUGE_VALF && row != skipped)
                candidates[found++] = (ck_candidate){key, (int)row};
        }
        if (found >= crowd) {
            found = prune(candidates, found, wanted, own_square, &limit);
            crowd = found + wanted + 64;
        }
    }
    return found > wanted ? prune(candidates, found, wanted, own_square, &limit) : found;
}

CK_CLONES long ck_nearest_candidates(const float *products, const float *squares, long count, long skipped, long wanted,
                                     float own_square, ck_candidate *candidates) {
    return nearest(products, squares, count, skipped, wanted, own_square, candidates);
}

CK_CLONES long ck_lowest_bounds(const float *bounds, long count, long skipped, long wanted, float own_square,
                                ck_candidate *candidates) {
    return nearest(bounds, 0, count, skipped, wanted, own_square, candidates);
}

CK_INLINE float squared_distance(const float *left, const float *right, long columns, float scale) {
    ck_vector sums[4] = {{0}, {0}, {0}, {0}};
    long i = 0;
    for (; i + 4 * LANES <= columns; i += 4 * LANES)
        for (int part = 0; part < 4; part++) {
            long at = i + part * LANES;
            ck_vector difference = (*(const ck_vector *)(left + at) - *(const ck_vector *)(right + at)) * scale;
            sums[part] += difference * difference;
        }
    float rest = 0;
    for (; i < columns; i++) {
        float difference = (left[i] - right[i]) * scale;
        rest += difference * difference;
    }
    ck_vector sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    return rest + sum_of_lanes(&sum);
}

CK_CLONES void ck_squared_distances(const float *row, const float *rows, long columns, float scale,
                                    const ck_candidate *candidates, long count, float *distances) {
    for (long i = 0; i < count; i++)
        distances[i] = squared_distance(row, rows + candidates[i].row * columns, columns, scale);
}
