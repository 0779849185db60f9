#include "CKernels.h"
#include "Clones.h"

// Vectors are handed only to functions that are inlined, so that it does not matter how they would be.
#pragma clang diagnostic ignored "-Wpsabi"

CK_CLONES void ck_sparse_product(const int *starts, const int *columns, const double *values, const double *vector,
                                 long first, long count, double *target) {
    for (long row = first; row < first + count; row++) {
        double sum = 0;
        for (int entry = starts[row]; entry < starts[row + 1]; entry++)
            sum += values[entry] * vector[columns[entry]];
        target[row] = sum;
    }
}

/// A pull and RANDOM_COUNT pushes, computed at once; the rest of the lanes is idle.
enum { EIGHT = 8, RANDOM_COUNT = 5 };
typedef float ck_eight __attribute__((vector_size(32)));
typedef int ck_eight_integers __attribute__((vector_size(32)));

CK_INLINE ck_eight chosen(ck_eight_integers mask, ck_eight yes, ck_eight no) {
    return (ck_eight)((mask & (ck_eight_integers)yes) | (~mask & (ck_eight_integers)no));
}

CK_INLINE ck_eight clipped(ck_eight v, float limit) {
    ck_eight bound = limit - (ck_eight){0};
    v = chosen(v < -bound, -bound, v);
    return chosen(v > bound, bound, v);
}

/// x^exponent for positive x, to six digits: 2^(exponent * log2 x) by polynomials.
CK_INLINE ck_eight power(ck_eight x, float exponent) {
    // x = 2^whole * (1 + t), t in -0.25 ..< 0.5
    ck_eight_integers bits = (ck_eight_integers)x, whole = (bits - 0x3f400000) >> 23;
    ck_eight t = (ck_eight)(bits - (whole << 23)) - 1;
    ck_eight series = 0.11998386f * t - 0.24276375f;
    series = series * t + 0.2982907f;
    series = series * t - 0.36154732f;
    series = series * t + 0.48062411f;
    series = series * t - 0.72132826f;
    series = series * t + 1.44269633f;
    ck_eight logarithm = (__builtin_convertvector(whole, ck_eight) + series * t) * exponent;
    logarithm = clipped(logarithm, 126);
    // Adding and taking off 1.5 * 2^23 rounds.
    ck_eight rounded = (logarithm + 12582912.0f) - 12582912.0f, f = logarithm - rounded;
    ck_eight two = 0.00134004f * f + 0.00967604f;
    two = two * f + 0.05550327f;
    two = two * f + 0.24022107f;
    two = two * f + 0.69314721f;
    two = two * f + 1;
    return (ck_eight)((ck_eight_integers)two + (__builtin_convertvector(rounded, ck_eight_integers) << 23));
}

/// The next 64 random bits (SplitMix64).
CK_INLINE unsigned long long random_bits(unsigned long long *state) {
    unsigned long long bits = *state += 0x9E3779B97F4A7C15;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
    return bits ^ (bits >> 31);
}

CK_INLINE int random_vertex(unsigned long long bits, long count) {
    return (int)(((bits & 0xffffffff) * (unsigned long long)count) >> 32);
}

CK_INLINE float sum(ck_eight v) { return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7])); }

/// Lists the edges whose time has come and sets their next; returns how many there are.
CK_INLINE long activate(const float *periods, float *times, long edges, float epoch, int *active) {
    long count = 0;
    for (long edge = 0; edge < edges; edge++) {
        active[count] = (int)edge;
        count += times[edge] <= epoch;
    }
    for (long i = 0; i < count; i++)
        times[active[i]] += periods[active[i]];
    return count;
}

CK_INLINE void pull(const ck_layout *layout, int head, int tail, unsigned long long *state) {
    const float *snapshot = layout->snapshot;
    float *own = layout->positions + 2 * head;
    int may_move = tail >= layout->first && tail <= layout->last;
    const float *other = (may_move ? layout->positions : snapshot) + 2 * tail;
    unsigned long long bits[3] = {random_bits(state), random_bits(state), random_bits(state)};
    int k[RANDOM_COUNT];
    for (int i = 0; i < RANDOM_COUNT; i++)
        k[i] = random_vertex(i & 1 ? bits[i / 2] >> 32 : bits[i / 2], layout->vertex_count);
    const float *p0 = snapshot + 2 * k[0], *p1 = snapshot + 2 * k[1], *p2 = snapshot + 2 * k[2];
    const float *p3 = snapshot + 2 * k[3], *p4 = snapshot + 2 * k[4];
    ck_eight xs = {other[0], p0[0], p1[0], p2[0], p3[0], p4[0], 0, 0};
    ck_eight ys = {other[1], p0[1], p1[1], p2[1], p3[1], p4[1], 0, 0};
    ck_eight_integers pushes = {0, -(k[0] != head), -(k[1] != head), -(k[2] != head), -(k[3] != head), -(k[4] != head)};

    ck_eight dx = own[0] - xs, dy = own[1] - ys, square = dx * dx + dy * dy;
    ck_eight raised = power(square + 1e-12f, layout->b), similarity = layout->a * raised + 1;
    float twice = 2 * layout->b;
    ck_eight strength = (ck_eight)(pushes & (ck_eight_integers)(twice - (ck_eight){0}));
    strength[0] = -twice * layout->a * raised[0];
    ck_eight divisor = {1e-12f, 0.001f, 0.001f, 0.001f, 0.001f, 0.001f, 1, 1};
    strength /= (divisor + square) * similarity;
    ck_eight gx = clipped(strength * dx, 4) * layout->rate, gy = clipped(strength * dy, 4) * layout->rate;
    // Where the tail cannot come, the edge in the other direction moves only its own head: this head goes for it, too.
    float again = may_move ? 0 : 1;
    own[0] += sum(gx) + again * gx[0];
    own[1] += sum(gy) + again * gy[0];
    if (may_move) {
        layout->positions[2 * tail] -= gx[0];
        layout->positions[2 * tail + 1] -= gy[0];
    }
}

CK_CLONES void ck_layout_epoch(const ck_layout *layout, const int *heads, const int *tails, const float *periods,
                               float *times, long count, int *active) {
    unsigned long long state = layout->seed;
    long active_count = activate(periods, times, count, layout->epoch, active);
    for (long i = 0; i < active_count; i++)
        pull(layout, heads[active[i]], tails[active[i]], &state);
}
