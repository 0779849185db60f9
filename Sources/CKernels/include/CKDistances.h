#pragma once
// Squared distances of rows that are known within bounds, and exact ones where that matters.
//
// A bound is made of the squares of two rows and their product, and taken to be wrong by at most `error` times the sum
// of the squares. The true squared distance lies between the bound and the bound plus 4 * rests[i] * rests[j].

#include "CKNeighbors.h"

/// bounds[i] = max(0, own_square + squares[i] - 2 * products[i])
void ck_bounds_from_products(const float *products, const float *squares, float own_square, long count, float *bounds);

/// The squared distance of two rows, every difference and sum in doubles.
double ck_exact_square(const float *left, const float *right, long count);

/// The rows but `skipped` whose squared distance may be `limit` or less; returns how many were written to `found`, in
/// order.
long ck_within(const float *bounds, const float *squares, float own_square, float error, float limit, long skipped,
               long count, int *found);

/// Takes a row into a tree: keys[i] becomes the least that its squared distance can be, where that is less; then
/// is_exact[i] = 0. Keys that are not a number stay so.
void ck_lower_keys(const float *bounds, const float *squares, float own_square, float error, long count, float *keys,
                   unsigned char *is_exact);

/// The smallest of the keys, those left out that are not a number; HUGE_VALF where there is none.
float ck_smallest_key(const float *keys, long count);

/// The first place from `first` on that has the key; `count` where none has.
long ck_find_key(const float *keys, float key, long first, long count);

/// Which of the rows `among` may be at a squared distance of `limit` or less and be the nearest of them: written to
/// `candidates` with the least that it can be as its key. Returns how many.
long ck_may_be_nearest(const float *bounds, const float *squares, const float *rests, float own_square, float own_rest,
                       float error, float limit, const int *among, long count, ck_candidate *candidates);

/// The largest that a squared distance of the row may be.
float ck_farthest(const float *bounds, const float *squares, const float *rests, float own_square, float own_rest,
                  float error, long count);

/// Which rows may be at a squared distance of `limit` or more; returns how many were written to `found`, in order.
long ck_beyond(const float *bounds, const float *squares, const float *rests, float own_square, float own_rest,
               float error, float limit, long count, int *found);
