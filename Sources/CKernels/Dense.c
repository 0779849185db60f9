#include "CKernels.h"
#include "Clones.h"

// Vectors are not passed by value: that would tie the functions to one level of the processor.
CK_INLINE float sum(const ck_vector *v) {
    float total = 0;
    for (int i = 0; i < 16; i++)
        total += (*v)[i];
    return total;
}

#define LOAD(address) (*(const ck_vector *)(address))

/// Four rows at a time, so that the input is read from the cache once for all of them.
CK_INLINE void dense_rows4(const float *weights, const float *input, long length, float *output) {
    const float *w0 = weights, *w1 = w0 + length, *w2 = w1 + length, *w3 = w2 + length;
    ck_vector s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
    long i = 0;
    for (; i + 16 <= length; i += 16) {
        ck_vector x = LOAD(input + i);
        s0 += x * LOAD(w0 + i);
        s1 += x * LOAD(w1 + i);
        s2 += x * LOAD(w2 + i);
        s3 += x * LOAD(w3 + i);
    }
    output[0] = sum(&s0);
    output[1] = sum(&s1);
    output[2] = sum(&s2);
    output[3] = sum(&s3);
    for (; i < length; i++) {
        output[0] += input[i] * w0[i];
        output[1] += input[i] * w1[i];
        output[2] += input[i] * w2[i];
        output[3] += input[i] * w3[i];
    }
}

CK_INLINE float dense_row(const float *weights, const float *input, long length) {
    ck_vector total = {0};
    long i = 0;
    for (; i + 16 <= length; i += 16)
        total += LOAD(input + i) * LOAD(weights + i);
    float result = sum(&total);
    for (; i < length; i++)
        result += input[i] * weights[i];
    return result;
}

CK_CLONES void ck_dense(const float *weights, const float *input, long length, const float *bias, long first,
                        long rows, float *output) {
    long row = first, end = first + rows;
    for (; row + 4 <= end; row += 4)
        dense_rows4(weights + row * length, input, length, output + row);
    for (; row < end; row++)
        output[row] = dense_row(weights + row * length, input, length);
    if (bias)
        for (row = first; row < end; row++)
            output[row] += bias[row];
}
