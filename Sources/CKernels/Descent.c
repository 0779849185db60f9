#include <math.h>

#include "CKTSNE.h"
#include "Clones.h"

CK_CLONES void ck_descend(const ck_descent *descent, long first, long count, const float *attraction,
                          const float *repulsion, float *gains, float *steps) {
    const float smallest_gain = 0.01f;
    ck_descent by = *descent;
    for (long i = 2 * first; i < 2 * (first + count); i++) {
        float slope = by.exaggeration * attraction[i] - by.repulsion_share * repulsion[i];
        // A gain grows as long as the point keeps its direction, which is against the slope.
        int step_sign = (steps[i] > 0) - (steps[i] < 0), slope_sign = (slope > 0) - (slope < 0);
        gains[i] = step_sign == slope_sign ? gains[i] * 0.8f + smallest_gain : gains[i] + 0.2f;
        steps[i] = by.momentum * steps[i] - by.rate * gains[i] * slope;
    }
    for (long i = 2 * first; i < 2 * (first + count); i += 2) {
        float length = sqrtf(steps[i] * steps[i] + steps[i + 1] * steps[i + 1]);
        float share = length > by.longest_step ? by.longest_step / length : 1;
        steps[i] *= share;
        steps[i + 1] *= share;
    }
}

CK_CLONES void ck_move(const float *steps, long count, float *points) {
    double x = 0, y = 0;
    for (long i = 0; i < 2 * count; i += 2) {
        points[i] += steps[i];
        points[i + 1] += steps[i + 1];
        x += points[i];
        y += points[i + 1];
    }
    float mean_x = (float)(x / count), mean_y = (float)(y / count);
    for (long i = 0; i < 2 * count; i += 2) {
        points[i] -= mean_x;
        points[i + 1] -= mean_y;
    }
}

CK_CLONES void ck_bounds(const float *points, long count, float bounds[4]) {
    float left = points[0], top = points[1], right = left, bottom = top;
    for (long i = 0; i < 2 * count; i += 2) {
        left = points[i] < left ? points[i] : left;
        right = points[i] > right ? points[i] : right;
        top = points[i + 1] < top ? points[i + 1] : top;
        bottom = points[i + 1] > bottom ? points[i + 1] : bottom;
    }
    bounds[0] = left, bounds[1] = top, bounds[2] = right, bounds[3] = bottom;
}
