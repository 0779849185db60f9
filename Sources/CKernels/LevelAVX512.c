// The kernels for processors with AVX-512: thirty-two registers of sixteen floats.

#if defined(__x86_64__)

#define VECTOR_BYTES 64
#define TILE_ROWS 14
#define LEVEL(name) name##_avx512

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
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
