#include "CKernels.h"
#include "Clones.h"

enum { BLOCK = 16 };

CK_INLINE void transpose_block(const float *source, long columns, float *target, long rows) {
    float block[BLOCK][BLOCK];
    for (int row = 0; row < BLOCK; row++)
        for (int column = 0; column < BLOCK; column++)
            block[column][row] = source[row * columns + column];
    for (int column = 0; column < BLOCK; column++)
        for (int row = 0; row < BLOCK; row++)
            target[column * rows + row] = block[column][row];
}

CK_CLONES void ck_transpose(const float *source, long rows, long columns, float *target) {
    for (long row = 0; row < rows; row += BLOCK)
        for (long column = 0; column < columns; column += BLOCK) {
            const float *from = source + row * columns + column;
            float *to = target + column * rows + row;
            if (row + BLOCK <= rows && column + BLOCK <= columns) {
                transpose_block(from, columns, to, rows);
                continue;
            }
            long height = rows - row < BLOCK ? rows - row : BLOCK;
            long width = columns - column < BLOCK ? columns - column : BLOCK;
            for (long j = 0; j < width; j++)
                for (long i = 0; i < height; i++)
                    to[j * rows + i] = from[i * columns + j];
        }
}
