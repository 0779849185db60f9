#include <math.h>

#include "CKernels.h"
#include "Clones.h"

// One function of two numbers over a row. The cases are told apart before the loop, so that each loop is plain.
#define CK_BINARY(name, expression)                                                                              \
    CK_CLONES void name(const float *left, long left_step, const float *right, long right_step, long count,      \
                        float *target) {                                                                         \
        if (left_step && right_step) {                                                                           \
            for (long i = 0; i < count; i++) {                                                                   \
                float x = left[i], y = right[i];                                                                 \
                target[i] = expression;                                                                          \
            }                                                                                                    \
        } else if (left_step) {                                                                                  \
            float y = *right;                                                                                    \
            for (long i = 0; i < count; i++) {                                                                   \
                float x = left[i];                                                                               \
                target[i] = expression;                                                                          \
            }                                                                                                    \
        } else {                                                                                                 \
            float x = *left;                                                                                     \
            for (long i = 0; i < count; i++) {                                                                   \
                float y = right[i * right_step];                                                                 \
                target[i] = expression;                                                                          \
            }                                                                                                    \
        }                                                                                                        \
    }

CK_BINARY(ck_add, x + y)
CK_BINARY(ck_subtract, x - y)
CK_BINARY(ck_multiply, x *y)
CK_BINARY(ck_divide, x / y)
CK_BINARY(ck_power, powf(x, y))
CK_BINARY(ck_parametric_relu, x >= 0 ? x : x * y)
CK_BINARY(ck_minimum, x != x || x < y ? x : y)
CK_BINARY(ck_maximum, x != x || x > y ? x : y)
