#pragma once
// The nearest neighbours of rows of numbers.

/// The largest magnitude among the numbers; not a number where one of them is not finite.
float ck_largest_magnitude(const float *values, long count);

/// centred[column] = row[column] * scale - means[column]; returns the sum of the squares of what was written.
float ck_centre_row(const float *row, const float *means, float scale, long columns, float *centred);

/// A row that may be near, and its key: the smaller, the nearer.
typedef struct {
    float key;
    int row;
} ck_candidate;

/// Of the rows 0 ..< count those with the `wanted` smallest keys, and all whose keys are hardly larger.
///
/// The key of a row is squares[row] - 2 * products[row]: its squared distance from the one who asks less the square of
/// the latter, `own_square`. A key is taken to be wrong by 2^-19 of own_square and of the distance. The row `skipped`
/// is left out, and so are keys that are not finite. Returns how many were written to `candidates`, which has room for
/// `count`; in no order.
long ck_nearest_candidates(const float *products, const float *squares, long count, long skipped, long wanted,
                           float own_square, ck_candidate *candidates);

/// distances[i] = the squared length of (row - rows[candidates[i].row]) * scale; rows have `columns` numbers.
void ck_squared_distances(const float *row, const float *rows, long columns, float scale,
                          const ck_candidate *candidates, long count, float *distances);

/// The same where squared distances, or bounds of them, are known instead of products.
long ck_lowest_bounds(const float *bounds, long count, long skipped, long wanted, float own_square,
                      ck_candidate *candidates);
