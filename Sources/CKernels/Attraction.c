#include <math.h>
#include <string.h>

#include "CKTSNE.h"
#include "Clones.h"

enum { LANES = 16 };
typedef long ck_pairs __attribute__((vector_size(64)));

/// Eight points as one vector of sixteen numbers.
CK_INLINE void gather_eight(const float *points, const int *columns, ck_vector *gathered) {
    long pairs[8];
    for (int i = 0; i < 8; i++)
        memcpy(pairs + i, points + 2 * (long)columns[i], sizeof(long));
    *gathered = (ck_vector)(ck_pairs){pairs[0], pairs[1], pairs[2], pairs[3], pairs[4], pairs[5], pairs[6], pairs[7]};
}

CK_INLINE float sum_of_lanes(const ck_vector *v) {
    float sum = 0;
    for (int lane = 0; lane < LANES; lane++)
        sum += (*v)[lane];
    return sum;
}

CK_CLONES void ck_attraction(const ck_sparse *matrix, long first, long count, const float *points, float *forces) {
    for (long row = first; row < first + count; row++) {
        float x = points[2 * row], y = points[2 * row + 1], rest_x = 0, rest_y = 0;
        ck_vector sum_x = {0}, sum_y = {0};
        long entry = matrix->starts[row], end = matrix->starts[row + 1];
        for (; entry + LANES <= end; entry += LANES) {
            ck_vector a, b;
            gather_eight(points, matrix->columns + entry, &a);
            gather_eight(points, matrix->columns + entry + 8, &b);
            ck_vector dx = x - __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            ck_vector dy = y - __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
            ck_vector pull = *(const ck_vector *)(matrix->weights + entry) / (1 + dx * dx + dy * dy);
            sum_x += pull * dx;
            sum_y += pull * dy;
        }
        for (; entry < end; entry++) {
            const float *point = points + 2 * (long)matrix->columns[entry];
            float dx = x - point[0], dy = y - point[1];
            float pull = matrix->weights[entry] / (1 + dx * dx + dy * dy);
            rest_x += pull * dx;
            rest_y += pull * dy;
        }
        forces[2 * row] = rest_x + sum_of_lanes(&sum_x);
        forces[2 * row + 1] = rest_y + sum_of_lanes(&sum_y);
    }
}

double ck_attraction_cost(const ck_sparse *matrix, long first, long count, const float *points) {
    double cost = 0;
    for (long row = first; row < first + count; row++)
        for (long entry = matrix->starts[row]; entry < matrix->starts[row + 1]; entry++) {
            const float *point = points + 2 * (long)matrix->columns[entry];
            double dx = points[2 * row] - point[0], dy = points[2 * row + 1] - point[1];
            double weight = matrix->weights[entry];
            if (weight > 0)
                cost += weight * log(weight * (1 + dx * dx + dy * dy));
        }
    return cost;
}
