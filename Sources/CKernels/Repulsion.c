#include "CKTSNE.h"
#include "Clones.h"

enum { LANES = 16, ROWS = 4 };

CK_INLINE float sum_of_lanes(const ck_vector *v) {
    float sum = 0;
    for (int lane = 0; lane < LANES; lane++)
        sum += (*v)[lane];
    return sum;
}

/// `rows` points against all; a constant wherever this is inlined, so that the sums live in registers.
CK_INLINE void repel(const int rows, const float *points, long point_count, long first, float *forces, float *sums) {
    ck_vector sum_x[ROWS], sum_y[ROWS], sum[ROWS];
    float x[ROWS], y[ROWS];
    for (int r = 0; r < rows; r++) {
        sum_x[r] = sum_y[r] = sum[r] = (ck_vector){0};
        x[r] = points[2 * (first + r)], y[r] = points[2 * (first + r) + 1];
    }
    long i = 0;
    for (; i + LANES <= point_count; i += LANES) {
        ck_vector a = *(const ck_vector *)(points + 2 * i), b = *(const ck_vector *)(points + 2 * i + LANES);
        ck_vector xs = __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        ck_vector ys = __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
        for (int r = 0; r < rows; r++) {
            ck_vector dx = x[r] - xs, dy = y[r] - ys;
            ck_vector near = 1 / (1 + dx * dx + dy * dy);
            sum[r] += near;
            sum_x[r] += near * near * dx;
            sum_y[r] += near * near * dy;
        }
    }
    for (int r = 0; r < rows; r++) {
        float rest = 0, rest_x = 0, rest_y = 0;
        for (long k = i; k < point_count; k++) {
            float dx = x[r] - points[2 * k], dy = y[r] - points[2 * k + 1];
            float near = 1 / (1 + dx * dx + dy * dy);
            rest += near;
            rest_x += near * near * dx;
            rest_y += near * near * dy;
        }
        forces[2 * (first + r)] = rest_x + sum_of_lanes(sum_x + r);
        forces[2 * (first + r) + 1] = rest_y + sum_of_lanes(sum_y + r);
        sums[first + r] = rest + sum_of_lanes(sum + r) - 1;
    }
}

CK_CLONES void ck_repulsion(const float *points, long point_count, long first, long count, float *forces, float *sums) {
    long i = first, end = first + count;
    for (; i + ROWS <= end; i += ROWS)
        repel(ROWS, points, point_count, i, forces, sums);
    for (; i < end; i++)
        repel(1, points, point_count, i, forces, sums);
}

typedef float ck_eight __attribute__((vector_size(32), aligned(4)));

/// How much each of the six nodes around a place counts, as polynomials of how far the place is past the third; the
/// last two lanes are none.
static const ck_eight QUINTIC[6] = {
    {1 / 120.f, 26 / 120.f, 66 / 120.f, 26 / 120.f, 1 / 120.f, 0, 0, 0},
    {-5 / 120.f, -50 / 120.f, 0, 50 / 120.f, 5 / 120.f, 0, 0, 0},
    {10 / 120.f, 20 / 120.f, -60 / 120.f, 20 / 120.f, 10 / 120.f, 0, 0, 0},
    {-10 / 120.f, 20 / 120.f, 0, -20 / 120.f, 10 / 120.f, 0, 0, 0},
    {5 / 120.f, -20 / 120.f, 30 / 120.f, -20 / 120.f, 5 / 120.f, 0, 0, 0},
    {-1 / 120.f, 5 / 120.f, -10 / 120.f, 10 / 120.f, -5 / 120.f, 1 / 120.f, 0, 0},
};

/// The first of the six nodes around a place, and how far the place is past the third.
CK_INLINE long first_node(float place, float origin, float density, float *past) {
    float steps = (place - origin) * density;
    long node = (long)steps;
    *past = steps - node;
    return node;
}

CK_INLINE void quintic(float t, ck_eight *weights) {
    *weights = ((((QUINTIC[5] * t + QUINTIC[4]) * t + QUINTIC[3]) * t + QUINTIC[2]) * t + QUINTIC[1]) * t + QUINTIC[0];
}

CK_INLINE void quintic_slope(float t, ck_eight *slopes) {
    *slopes = (((QUINTIC[5] * (5 * t) + 4 * QUINTIC[4]) * t + 3 * QUINTIC[3]) * t + 2 * QUINTIC[2]) * t + QUINTIC[1];
}

CK_CLONES void ck_spread(const ck_lattice *lattice, const float *points, long count, float *charges) {
    float density = 1 / lattice->spacing, x, y;
    for (long i = 0; i < count; i++) {
        ck_eight across, down;
        long column = first_node(points[2 * i], lattice->left, density, &x);
        long row = first_node(points[2 * i + 1], lattice->top, density, &y);
        quintic(x, &across);
        quintic(y, &down);
        float *target = charges + row * lattice->stride + column;
        for (int k = 0; k < 6; k++, target += lattice->stride)
            *(ck_eight *)target += across * down[k];
    }
}

CK_CLONES void ck_slopes(const ck_lattice *lattice, const float *potential, const float *points, long first, long count,
                         float *forces) {
    float density = 1 / lattice->spacing, x, y;
    for (long i = first; i < first + count; i++) {
        ck_eight across, down, across_slope, down_slope, by_down = {0}, by_slope = {0};
        long column = first_node(points[2 * i], lattice->left, density, &x);
        long row = first_node(points[2 * i + 1], lattice->top, density, &y);
        quintic(x, &across);
        quintic(y, &down);
        quintic_slope(x, &across_slope);
        quintic_slope(y, &down_slope);
        const float *source = potential + row * lattice->stride + column;
        for (int k = 0; k < 6; k++, source += lattice->stride) {
            ck_eight values = *(const ck_eight *)source;
            by_down += values * down[k];
            by_slope += values * down_slope[k];
        }
        ck_eight along_x = by_down * across_slope, along_y = by_slope * across;
        float slope_x = 0, slope_y = 0;
        for (int k = 0; k < 6; k++) {
            slope_x += along_x[k];
            slope_y += along_y[k];
        }
        forces[2 * i] = -0.5f * density * slope_x;
        forces[2 * i + 1] = -0.5f * density * slope_y;
    }
}
