#include <float.h>
#include <math.h>

#include "CKernels.h"
#include "Clones.h"

void ck_pack_panels(const float *weights, long depth, long columns, long row_stride, long column_stride,
                    long first, long count, float *panels) {
    long width = ck_panel_width();
    for (long p = first; p < first + count; p++)
        for (long k = 0; k < depth; k++) {
            float *row = panels + (p * depth + k) * width;
            for (long i = 0; i < width; i++) {
                long column = p * width + i;
                row[i] = column < columns ? weights[k * row_stride + column * column_stride] : 0;
            }
        }
}

// Rows of G for F(4x4, 3x3) with the points 0, 1, -1, 2, -2 and infinity.
static const double winograd_points[6][3] = {{1.0 / 4, 0, 0},
                                             {-1.0 / 6, -1.0 / 6, -1.0 / 6},
                                             {-1.0 / 6, 1.0 / 6, -1.0 / 6},
                                             {1.0 / 24, 1.0 / 12, 1.0 / 6},
                                             {1.0 / 24, -1.0 / 12, 1.0 / 6},
                                             {0, 0, 1}};

enum { STRIP = 16 };

/// G g G' of STRIP filters side by side, in double precision: the error stays with the transformed floats.
CK_INLINE void transform_filters(const double filters[9][STRIP], float *target, long step) {
    double half[6][3][STRIP];
    for (int i = 0; i < 6; i++)
        for (int s = 0; s < 3; s++)
            for (int n = 0; n < STRIP; n++)
                half[i][s][n] = winograd_points[i][0] * filters[s][n] + winograd_points[i][1] * filters[3 + s][n] +
                                winograd_points[i][2] * filters[6 + s][n];
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++)
            for (int n = 0; n < STRIP; n++)
                target[(i * 6 + j) * step + n] =
                    (float)(winograd_points[j][0] * half[i][0][n] + winograd_points[j][1] * half[i][1][n] +
                            winograd_points[j][2] * half[i][2][n]);
}

CK_CLONES void ck_winograd_weights(const float *weights, long outputs, long inputs, long first, long count,
                                   float *panels) {
    long width = ck_panel_width(), step = (outputs + width - 1) / width * inputs * width;
    for (long p = first; p < first + count; p++)
        for (long k = 0; k < inputs; k++)
            for (long n = 0; n < width; n += STRIP) {
                double filters[9][STRIP];
                float transformed[36 * STRIP];
                long size = width - n < STRIP ? width - n : STRIP;
                for (int tap = 0; tap < 9; tap++)
                    for (long i = 0; i < STRIP; i++) {
                        long output = p * width + n + i;
                        int is_filter = i < size && output < outputs;
                        filters[tap][i] = is_filter ? weights[(output * inputs + k) * 9 + tap] : 0;
                    }
                transform_filters(filters, transformed, STRIP);
                for (int e = 0; e < 36; e++)
                    for (long i = 0; i < size; i++)
                        panels[e * step + (p * inputs + k) * width + n + i] = transformed[e * STRIP + i];
            }
}

/// 32767 divided by less could be too large for a float.
#define SMALLEST_SCALE 1e-33f

CK_CLONES void ck_round_panels(const float *panels, long depth, long count, short *numbers, float *scales) {
    long width = ck_panel_width();
    for (long p = 0; p < count; p++)
        for (long start = 0; start < depth; start += CK_SCALE_ROWS, scales += width) {
            long end = start + CK_SCALE_ROWS < depth ? start + CK_SCALE_ROWS : depth;
            float inverse[64];
            for (long i = 0; i < width; i++)
                scales[i] = 0;
            for (long k = start; k < end; k++)
                for (long i = 0; i < width; i++) {
                    float size = fabsf(panels[(p * depth + k) * width + i]);
                    // What is not a number makes the scale none, and so the outputs: it must not be lost.
                    scales[i] = size > scales[i] || isnan(size) ? size : scales[i];
                }
            for (long i = 0; i < width; i++) {
                // So small that the inverse would be infinite is 0; infinite stays so by the scale.
                inverse[i] = scales[i] >= SMALLEST_SCALE && scales[i] <= FLT_MAX ? 32767 / scales[i] : 0;
                scales[i] /= 32767;
            }
            for (long k = start; k < end; k++)
                for (long i = 0; i < width; i++) {
                    long index = (p * depth + k) * width + i;
                    numbers[index] = inverse[i] > 0 ? (short)rintf(panels[index] * inverse[i]) : 0;
                }
        }
}

long ck_nonzero(const float *values, long count, int *places) {
    long found = 0;
    for (long i = 0; i < count; i++) {
        places[found] = (int)i;
        found += values[i] != 0;
    }
    return found;
}
