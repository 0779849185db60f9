// Ranges and histograms of maps for a level: as many channels at a time as a vector holds.

// Bin edges are compared with values: a product and a sum that are rounded together lie elsewhere.
#pragma clang fp contract(off)

typedef double doubles __attribute__((vector_size(2 * VECTOR_BYTES), aligned(8)));

/// How many pixels ahead memory is asked for: the few numbers of a pixel that are read lie far apart.
enum { AHEAD = 48 };

/// The next numbers of a pixel, of which `lanes` are in memory; a constant where this is inlined for full vectors.
INLINE vector load_lanes(const float *address, long lanes) {
    if (lanes == LANES)
        return load(address);
    float padded[LANES] = {0};
    for (long lane = 0; lane < lanes; lane++)
        padded[lane] = address[lane];
    return load(padded);
}

INLINE void range_lanes(const float *values, long pixels, long channels, long lanes, float *smallest, float *largest,
                        double *sums) {
    vector low = splat(__builtin_inff()), high = -low;
    doubles total = {0};
    for (long pixel = 0; pixel < pixels; pixel++, values += channels) {
        __builtin_prefetch(values + AHEAD * channels);
        vector v = load_lanes(values, lanes);
        low = select(v < low, v, low);
        high = select(v > high, v, high);
        total += __builtin_convertvector(v, doubles);
    }
    memcpy(smallest, &low, lanes * sizeof(float));
    memcpy(largest, &high, lanes * sizeof(float));
    memcpy(sums, &total, lanes * sizeof(double));
}

static void LEVEL(map_ranges)(const float *values, long pixels, long channels, long first, long count,
                              float *smallest, float *largest, double *sums) {
    long map = 0;
    values += first;
    for (; map + LANES <= count; map += LANES)
        range_lanes(values + map, pixels, channels, LANES, smallest + map, largest + map, sums + map);
    if (map < count)
        range_lanes(values + map, pixels, channels, count - map, smallest + map, largest + map, sums + map);
}

/// The bins of the maps in a vector.
typedef struct {
    vector scale, first, last, step, width, range;
} bin_vectors;

INLINE bin_vectors load_bins(const ck_bins *bins, long lanes) {
    bin_vectors v;
    memset(&v, 0, sizeof v);
    for (long lane = 0; lane < lanes; lane++) {
        v.scale[lane] = bins[lane].scale;
        v.first[lane] = bins[lane].first;
        v.last[lane] = bins[lane].last;
        v.step[lane] = bins[lane].step;
        v.width[lane] = bins[lane].width;
    }
    v.range = v.last - v.first;
    return v;
}

INLINE vector edge(const bin_vectors *bins, integers bin) {
    return __builtin_convertvector(bin, vector) * bins->step * bins->width + bins->first;
}

/// The bin of each value that is counted, CK_BIN_COUNT for the others: the smallest ones, which after a ReLU are
/// most and are counted apart, and those that are not finite.
INLINE integers bins_of(vector scaled, const bin_vectors *bins) {
    integers inside = (scaled > bins->first) & (scaled <= bins->last);
    vector place = (scaled - bins->first) / bins->range * (float)CK_BIN_COUNT;
    integers bin = __builtin_convertvector(select(inside, place, splat(0)), integers);
    bin += bin > CK_BIN_COUNT - 1;  // a comparison that holds is -1, and the place is 256 at most
    bin += scaled < edge(bins, bin);
    bin -= (bin < CK_BIN_COUNT - 1) & (scaled >= edge(bins, bin + 1));
    return (inside & bin) | (~inside & CK_BIN_COUNT);
}

/// Notes the places where the values of a vector are counted; those that are not counted may be left out.
INLINE int *note_places(int *next, integers bins, integers places) {
#if VECTOR_BYTES == 64
    unsigned short counted = __builtin_ia32_cmpd512_mask(bins, (integers){0} + CK_BIN_COUNT, 1, 0xFFFF);  // less
    *(integers *)next = __builtin_ia32_compresssi512_mask(places, (integers){0}, counted);
    return next + __builtin_popcount(counted);
#else
    *(integers *)next = places;
    return next + LANES;
#endif
}

INLINE void count_lanes(const float *values, long pixels, long channels, long lanes, const ck_bins *maps,
                        unsigned *counts) {
    enum { ROW = CK_BIN_COUNT + 1, BLOCK = 256 };  // a place more in every row for what is not counted
    unsigned rows[LANES * ROW];
    memset(rows, 0, sizeof rows);
    integers row_starts;
    for (int lane = 0; lane < LANES; lane++)
        row_starts[lane] = lane * ROW;
    bin_vectors bins = load_bins(maps, lanes);
    integers smallest = {0};
    // The counters follow a block later: so neither waits for the other.
    int places[BLOCK * LANES];
    for (long pixel = 0; pixel < pixels; pixel += BLOCK) {
        long block = pixels - pixel < BLOCK ? pixels - pixel : BLOCK;
        int *next = places;
        for (long i = 0; i < block; i++, values += channels) {
            __builtin_prefetch(values + AHEAD * channels);
            vector scaled = load_lanes(values, lanes) * bins.scale;
            smallest -= scaled == bins.first;
            integers bin = bins_of(scaled, &bins);
            next = note_places(next, bin, bin + row_starts);
        }
        for (const int *place = places; place < next; place++)
            rows[*place]++;
    }
    for (long lane = 0; lane < lanes; lane++) {
        rows[lane * ROW] += smallest[lane];
        memcpy(counts + lane * CK_BIN_COUNT, rows + lane * ROW, CK_BIN_COUNT * sizeof(unsigned));
    }
}

static void LEVEL(count_bins)(const float *values, long pixels, long channels, long first, long count,
                              const ck_bins *bins, unsigned *counts) {
    long map = 0;
    values += first;
    for (; map + LANES <= count; map += LANES)
        count_lanes(values + map, pixels, channels, LANES, bins + map, counts + map * CK_BIN_COUNT);
    if (map < count)
        count_lanes(values + map, pixels, channels, count - map, bins + map, counts + map * CK_BIN_COUNT);
}

#pragma clang fp contract(on)
