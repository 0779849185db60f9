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

CK_CLONES double ck_guttman(const float *wanted, const float *xs, const float *ys, long count, float x, float y,
                            double own[2], float *to_xs, float *to_ys) {
    ck_vector sum_x = {0}, sum_y = {0}, stress = {0};
    long i = 0;
    for (; i + LANES <= count; i += LANES) {
        ck_vector dx = x - *(const ck_vector *)(xs + i), dy = y - *(const ck_vector *)(ys + i);
        ck_vector square = dx * dx + dy * dy, goal = *(const ck_vector *)(wanted + i);
        ck_vector distance = __builtin_elementwise_sqrt(square);
        ck_vector factor = (ck_vector)((distance > 0) & (ck_integers)(goal / distance));
        ck_vector pull_x = factor * dx, pull_y = factor * dy;
        sum_x += pull_x;
        sum_y += pull_y;
        *(ck_vector *)(to_xs + i) -= pull_x;
        *(ck_vector *)(to_ys + i) -= pull_y;
        stress += (distance - goal) * (distance - goal);
    }
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
        own[0] += sum_x[lane];
        own[1] += sum_y[lane];
        total += stress[lane];
    }
    for (; i < count; i++) {
        float dx = x - xs[i], dy = y - ys[i], distance = sqrtf(dx * dx + dy * dy);
        float factor = distance > 0 ? wanted[i] / distance : 0;
        own[0] += factor * dx;
        own[1] += factor * dy;
        to_xs[i] -= factor * dx;
        to_ys[i] -= factor * dy;
        total += (distance - wanted[i]) * (distance - wanted[i]);
    }
    return total;
}
