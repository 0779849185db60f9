#pragma once
// What the steps of t-SNE spend their time with. Points and forces are pairs, [point][x, y].

// NeighborWeights.c

/// weights[i] = exp(-precision * distances[i]²), divided by their sum, with the precision at which their entropy is
/// `entropy`; where there is none, the nearest share the weights. Distances ascend.
void ck_neighbor_weights(const float *distances, long count, double entropy, float *weights);

// Attraction.c

/// A sparse matrix: the entries of row i are those from starts[i] to starts[i + 1], each with its column.
typedef struct {
    const int *starts, *columns;
    const float *weights;
} ck_sparse;

/// forces[i] = the sum over the entries of row i of weight / (1 + d²) * (point i - point column), d their distance,
/// for the rows [first, first + count).
void ck_attraction(const ck_sparse *matrix, long first, long count, const float *points, float *forces);

/// The sum over the entries of the rows [first, first + count) of weight * log(weight * (1 + d²)).
double ck_attraction_cost(const ck_sparse *matrix, long first, long count, const float *points);

// Repulsion.c

/// forces[i] = the sum over all points of (point i - point) / (1 + d²)², sums[i] = that of 1 / (1 + d²) without the
/// point itself; for i of [first, first + count).
void ck_repulsion(const float *points, long point_count, long first, long count, float *forces, float *sums);

/// Where the nodes of a grid lie: node i at left + (i - 2) * spacing, and likewise down from top.
typedef struct {
    float left, top, spacing;
    long stride;  // between the rows of nodes; two more nodes than are in use can be read and written in each
} ck_lattice;

/// Adds a charge of 1 for every point to the nodes around it, by quintic B-splines.
void ck_spread(const ck_lattice *lattice, const float *points, long count, float *charges);

/// forces[i] = -1/2 of the slope of the potential at point i, for the points [first, first + count).
void ck_slopes(const ck_lattice *lattice, const float *potential, const float *points, long first, long count,
               float *forces);

// Descent.c

/// How the points of a map move.
typedef struct {
    float exaggeration;      // of the attraction
    float repulsion_share;   // what the repulsion is multiplied by
    float momentum, rate;
    float longest_step;
} ck_descent;

/// One step of gradient descent with momentum and gains: of the points [first, first + count), their gains and steps
/// change, not yet the points.
void ck_descend(const ck_descent *descent, long first, long count, const float *attraction, const float *repulsion,
                float *gains, float *steps);

/// Moves all points by their steps, and the whole so that its mean is the origin.
void ck_move(const float *steps, long count, float *points);

/// Smallest x and y, largest x and y of the points, of which there is one at least.
void ck_bounds(const float *points, long count, float bounds[4]);
