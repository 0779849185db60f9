#include <math.h>

#include "CKTSNE.h"

/// What a precision makes of the distances: squares are those beyond the nearest, divided by their mean.
typedef struct {
    double sum, entropy, slope;  // slope: of the entropy over the logarithm of the precision
} calibration;

static calibration calibrate(const float *distances, long count, double unit, double precision, float *weights) {
    double nearest = (double)distances[0] * distances[0], sum = 0, first = 0, second = 0;
    for (long i = 0; i < count; i++) {
        double exponent = precision * (((double)distances[i] * distances[i] - nearest) * unit);
        double weight = exp(-exponent);
        weights[i] = (float)weight;
        sum += weight;
        first += exponent * weight;
        second += exponent * exponent * weight;
    }
    double mean = first / sum;
    return (calibration){sum, log(sum) + mean, -(second / sum - mean * mean)};
}

void ck_neighbor_weights(const float *distances, long count, double entropy, float *weights) {
    double nearest = (double)distances[0] * distances[0], mean = 0;
    for (long i = 0; i < count; i++)
        mean += ((double)distances[i] * distances[i] - nearest) / count;
    // Newton's method on the logarithm, kept between the bounds that it has learnt.
    double unit = mean > 0 ? 1 / mean : 0, place = 0, low = -60, high = 60;
    calibration found = calibrate(distances, count, unit, 1, weights);
    for (int step = 0; step < 200 && fabs(found.entropy - entropy) > 1e-9 && high - low > 1e-9; step++) {
        if (found.entropy > entropy)
            low = place;
        else
            high = place;
        double next = place - (found.entropy - entropy) / found.slope;
        place = next > low && next < high ? next : (low + high) / 2;
        found = calibrate(distances, count, unit, exp(place), weights);
    }
    for (long i = 0; i < count; i++)
        weights[i] = (float)(weights[i] / found.sum);
}
