#pragma once
// Sums over all pairs of points of a function of their distance, by fast Fourier transforms on a square grid.

enum { CK_FOURIER_LANES = 16 };

/// A square of `length` x `length` nodes on a ring in both directions, of which nodes x nodes hold charges.
typedef struct {
    long length;  // a multiple of 64 whose prime factors are 2, 3 and 5
    long nodes;   // at most half the length
    long stride;  // of the rows of charges, potential and spectrum: a multiple of 32, at least `nodes`
    // cos and -sin of 2 pi i / length, for i < length
    const float *cosines, *sines;
} ck_plane;

// Fourier.c

/// Sixteen complex transforms at once: real[i][lane] and imaginary[i][lane] become sum over j of
/// value[j] * exp(-2 pi sqrt(-1) i j / length). With the two exchanged, the inverse times `length`.
/// `scratch` has room for 2 * length * 16 numbers.
void ck_fourier(const ck_plane *plane, float *real, float *imaginary, float *scratch);

// PlaneConvolution.c. `scratch` has room for 4 * length * 16 numbers; a spectrum for length / 2 + 16 rows, each twice:
// real parts, then imaginary parts, in two planes.

/// Transforms the columns [32 * block, 32 * block + 32) of the charges, [nodes][stride].
void ck_plane_down(const ck_plane *plane, long block, const float *charges, float *real, float *imaginary,
                   float *scratch);

/// Transforms the rows [16 * block, 16 * block + 16) of the spectrum, multiplies by the kernel's transform and goes
/// back. Returns its share of the sum over all pairs of charges of their product times the kernel.
double ck_plane_across(const ck_plane *plane, long block, const float *kernel, float *real, float *imaginary,
                       float *scratch);

/// Goes back along the columns [32 * block, 32 * block + 32): the potential, [nodes][stride].
void ck_plane_up(const ck_plane *plane, long block, const float *real, const float *imaginary, float *potential,
                 float *scratch);

/// Half a kernel's transform: of (limit - r²) / ((1 + r²) (1 + limit)) with r the distance of a node from the first
/// times `spacing`, along one direction, for 32 * block ... of the other. `half` is [length / 2 + 1][length / 2 + 32].
void ck_plane_kernel_down(const ck_plane *plane, long block, double spacing, double limit, float *half, float *scratch);

/// The other half, for two blocks of sixteen frequencies, the first 32 * block:
/// kernel[block of sixteen][frequency][sixteen], each times weights[frequency] of both directions.
void ck_plane_kernel_across(const ck_plane *plane, long block, const float *half, const float *weights, float *kernel,
                            float *scratch);
