#pragma once
// What the placing of samples in the plane spends its time with.

// Scaling.c

/// distances[i] = the distance of `row` from rows[i], for `count` rows of `columns` numbers, from the products of `row`
/// with each and from the squares of all; where these cancel, from the differences.
void ck_distances(const float *row, float own_square, const float *rows, const float *squares, const float *products,
                  long count, long columns, float *distances);

/// How many of `count` rows have squares[i] - 2 * products[i] < limit.
long ck_count_nearer(const float *squares, const float *products, long count, float limit);

/// What one sample and the `count` - `sample` - 1 after it add to each other's Guttman transforms: with
/// r = wanted[other - sample - 1] / distance of the two, or 0 where they coincide, sum_x[sample] += r * (x[sample] -
/// x[other]) and sum_x[other] -= r * (x[sample] - x[other]), likewise for y. Returns the sum of the squares of distance
/// less wanted.
double ck_guttman(const float *wanted, const float *x, const float *y, long sample, long count, float *sum_x,
                  float *sum_y);

// Layout.c

/// target[row] = sum over the entries of values[entry] * vector[columns[entry]], for the rows [first, first + count) of
/// a sparse matrix; the entries of a row begin at starts[row].
void ck_sparse_product(const int *starts, const int *columns, const double *values, const double *vector, long first,
                       long count, double *target);

/// One epoch of UMAP's layout (McInnes, Healy and Melville 2018, algorithm 5) for some of the vertices.
typedef struct {
    float *positions;       // [vertex][x, y]
    const float *snapshot;  // where the vertices were before the epoch; may be `positions`
    long vertex_count;
    int first, last;        // the vertices that may be moved, both included
    float a, b;             // similarity = 1 / (1 + a * distance^(2 b))
    float rate;             // of learning
    float epoch;
    unsigned long long seed;
} ck_layout;

/// Moves the heads of `count` edges towards their tails and away from five random vertices each; tails that may be moved
/// come towards their heads, too, others are read from the snapshot.
///
/// An edge pulls when the epoch has reached its time, which is then put off by its period. `active` has room for as many
/// numbers as there are edges.
void ck_layout_epoch(const ck_layout *layout, const int *heads, const int *tails, const float *periods, float *times,
                     long count, int *active);
