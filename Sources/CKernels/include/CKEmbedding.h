#pragma once
// What the placing of samples in the plane spends its time with.

// Scaling.c

/// distances[i] = the distance of `row` from rows[i], for `count` rows of `columns` numbers, from the products of `row`
/// with each and from the squares of all; where these cancel, from the differences.
void ck_distances(const float *row, float own_square, const float *rows, const float *squares, const float *products,
                  long count, long columns, float *distances);

/// How many of `count` rows have squares[i] - 2 * products[i] < limit.
long ck_count_nearer(const float *squares, const float *products, long count, float limit);

/// What one sample adds to the Guttman transform: with r = wanted[i] / distance from (x, y) to (xs[i], ys[i]), or 0 where
/// the two coincide, own[0] += r * (x - xs[i]) and to_xs[i] -= r * (x - xs[i]), likewise own[1] and to_ys for y.
/// Returns the sum of (distance - wanted[i])^2.
double ck_guttman(const float *wanted, const float *xs, const float *ys, long count, float x, float y, double own[2],
                  float *to_xs, float *to_ys);

// Layout.c

/// target[row] = sum over the entries of values[entry] * vector[columns[entry]], for the rows [first, first + count) of
/// a sparse matrix; the entries of a row begin at starts[row].
void ck_sparse_product(const int *starts, const int *columns, const double *values, const double *vector, long first,
                       long count, double *target);

/// The edges of some vertices of a graph, each with the time at which it pulls again.
typedef struct {
    const int *heads, *tails;
    const float *periods;  // in epochs
    float *times;          // of the next pull, in epochs
    long count;
    int first_vertex, last_vertex;  // the vertices that may be moved, both included
} ck_edges;

/// One epoch of UMAP's layout (McInnes 2018, algorithm 5), for the edges whose time has come.
typedef struct {
    float *positions;        // [vertex][x, y]
    const float *snapshot;   // where the vertices were before the epoch; may be `positions`
    long vertex_count;
    float a, b;              // similarity = 1 / (1 + a * distance^(2 b))
    float rate;              // of learning
    float epoch;
    unsigned long long seed;
    int *active;             // room for as many numbers as there are edges
} ck_layout;

/// Moves the heads towards their tails and away from five random vertices each; tails among the vertices that may be
/// moved come towards their heads, too. Other vertices are read from the snapshot.
void ck_layout_epoch(const ck_layout *layout, const ck_edges *edges);
