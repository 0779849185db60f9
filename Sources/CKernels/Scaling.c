#include <math.h>

#include "CKernels.h"
#include "Clones.h"

enum { LANES = 16 };
typedef int ck_integers __attribute__((vector_size(64), aligned(4)));

/// Where a squared distance is this share of the squares it is made of, few of its digits are right.
static const float CANCELLED = 0x1p-12f;

CK_INLINE float squared_distance(const float *left, const float *right, long columns) {
    ck_vector sum = {0};
    long i = 0;
    for (; i + LANES <= columns; i += LANES) {
        ck_vector difference = *(const ck_vector *)(left + i) - *(const ck_vector *)(right + i);
        sum += difference * difference;
    }
    float total = 0;
    for (int lane = 0; lane < LANES; lane++)
        total += sum[lane];
    for (; i < columns; i++)
        total += (left[i] - right[i]) * (left[i] - right[i]);
    return total;
}

CK_CLONES void ck_distances(const float *row, float own_square, const float *rows, const float *squares,
                            const float *products, long count, long columns, float *distances) {
    for (long i = 0; i < count; i++) {
        float square = own_square + squares[i] - 2 * products[i];
        if (square < CANCELLED * (own_square + squares[i]))
            square = squared_distance(row, rows + i * columns, columns);
        distances[i] = sqrtf(square);
    }
}

CK_CLONES long ck_count_nearer(const float *squares, const float *products, long count, float limit) {
    ck_integers counts = {0};
    long i = 0;
    for (; i + LANES <= count; i += LANES)
        counts -= *(const ck_vector *)(squares + i) - 2 * *(const ck_vector *)(products + i) < limit;
    long total = 0;
    for (int lane = 0; lane < LANES; lane++)
        total += counts[lane];
    for (; i < count; i++)
        total += squares[i] - 2 * products[i] < limit;
    return total;
}

CK_CLONES double ck_guttman(const float *wanted, const float *x, const float *y, long sample, long count, float *sum_x,
                            float *sum_y) {
    float own_x = x[sample], own_y = y[sample];
    ck_vector pulls_x = {0}, pulls_y = {0}, errors = {0};
    long first = sample + 1, other = first;
    for (; other + LANES <= count; other += LANES) {
        ck_vector dx = own_x - *(const ck_vector *)(x + other), dy = own_y - *(const ck_vector *)(y + other);
        ck_vector distance = __builtin_elementwise_sqrt(dx * dx + dy * dy), goal = *(const ck_vector *)(wanted + other - first);
        ck_vector factor = (ck_vector)((distance > 0) & (ck_integers)(goal / distance));
        ck_vector pull_x = factor * dx, pull_y = factor * dy;
        pulls_x += pull_x;
        pulls_y += pull_y;
        *(ck_vector *)(sum_x + other) -= pull_x;
        *(ck_vector *)(sum_y + other) -= pull_y;
        errors += (distance - goal) * (distance - goal);
    }
    double pull_x = 0, pull_y = 0, error = 0;
    for (int lane = 0; lane < LANES; lane++) {
        pull_x += pulls_x[lane];
        pull_y += pulls_y[lane];
        error += errors[lane];
    }
    for (; other < count; other++) {
        float dx = own_x - x[other], dy = own_y - y[other], distance = sqrtf(dx * dx + dy * dy);
        float goal = wanted[other - first], factor = distance > 0 ? goal / distance : 0;
        pull_x += factor * dx;
        pull_y += factor * dy;
        sum_x[other] -= factor * dx;
        sum_y[other] -= factor * dy;
        error += (distance - goal) * (distance - goal);
    }
    sum_x[sample] += (float)pull_x;
    sum_y[sample] += (float)pull_y;
    return error;
}
