// The kernels for any processor: vectors of four floats, as SSE2 and NEON have them.

#define VECTOR_BYTES 16
#define TILE_ROWS 4
#define LEVEL(name) name##_baseline

#include "LevelVectors.h"

#include "LevelProduct.h"
#include "LevelWinograd.h"
#include "LevelDense.h"
#include "LevelDepthwise.h"
#include "LevelGram.h"
#include "LevelHistogram.h"
#include "LevelSummaries.h"
#include "LevelCentring.h"
#include "LevelTable.h"
