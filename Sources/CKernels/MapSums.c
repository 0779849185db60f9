#include "CKernels.h"
#include "Clones.h"

enum { LANES = 16 };
typedef double ck_doubles __attribute__((vector_size(128), aligned(8)));

CK_CLONES void ck_add_rows(const float *restrict matrix, long rows, long columns, long stride,
                           const float *restrict weights, float *restrict sums) {
    for (long row = 0; row < rows; row++, matrix += stride) {
        float weight = weights[row];
        for (long column = 0; column < columns; column++)
            sums[column] += weight * matrix[column];
    }
}

CK_CLONES void ck_add_squares(const float *left, const float *right, long count, double *of_difference,
                              double *of_right) {
    ck_doubles difference = {0}, square = {0};
    long i = 0;
    for (; i + LANES <= count; i += LANES) {
        ck_doubles x = __builtin_convertvector(*(const ck_vector *)(left + i), ck_doubles);
        ck_doubles y = __builtin_convertvector(*(const ck_vector *)(right + i), ck_doubles);
        difference += (x - y) * (x - y);
        square += y * y;
    }
    for (int lane = 0; lane < LANES; lane++) {
        *of_difference += difference[lane];
        *of_right += square[lane];
    }
    for (; i < count; i++) {
        double x = left[i], y = right[i];
        *of_difference += (x - y) * (x - y);
        *of_right += y * y;
    }
}

CK_CLONES void ck_add_squared_differences(const float *left, const float *right, long count, double *sums) {
    for (long i = 0; i < count; i++) {
        double difference = (double)left[i] - (double)right[i];
        sums[i] += difference * difference;
    }
}
