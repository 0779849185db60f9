// The kernels for processors with AVX2 and FMA: sixteen registers of eight floats.

#if defined(__x86_64__)

#define VECTOR_BYTES 32
#define TILE_ROWS 6
#define LEVEL(name) name##_avx2

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "LevelVectors.h"

#include "LevelProduct.h"
#include "LevelWinograd.h"
#include "LevelDense.h"
#include "LevelDepthwise.h"
#include "LevelGram.h"
#include "LevelHistogram.h"
#include "LevelSummaries.h"
#include "LevelCentring.h"
#pragma clang attribute pop
#include "LevelTable.h"

#endif
