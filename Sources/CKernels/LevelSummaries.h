// How strongly maps respond, for a level: as many channels at a time as a vector holds. After LevelHistogram.h.

// Otsu's threshold is compared with values: a product and a sum that are rounded together lie elsewhere.
#pragma clang fp contract(off)

INLINE vector magnitude(vector v) { return (vector)((integers)v & 0x7fffffff); }

/// What one pass over the maps of a vector finds.
typedef struct {
    vector smallest, largest, weakest, strongest;  // of the values, and of their magnitudes
    doubles sum, squares;                          // of the magnitudes
} map_moments;

INLINE map_moments moments_of(const float *values, long pixels, long channels, long lanes) {
    vector infinity = splat(__builtin_inff());
    map_moments m = {.smallest = infinity, .largest = -infinity, .weakest = infinity};
    for (long pixel = 0; pixel < pixels; pixel++, values += channels) {
        __builtin_prefetch(values + AHEAD * channels);
        vector v = load_lanes(values, lanes), size = magnitude(v);
        m.smallest = select(v < m.smallest, v, m.smallest);
        m.largest = select(v > m.largest, v, m.largest);
        m.weakest = select(size < m.weakest, size, m.weakest);
        doubles wide = __builtin_convertvector(size, doubles);
        m.sum += wide;
        m.squares += wide * wide;
    }
    vector low = magnitude(m.smallest), high = magnitude(m.largest);
    m.strongest = select(low > high, low, high);
    return m;
}

/// 256 bins between two magnitudes, as numpy.linspace has them.
INLINE bin_vectors bins_between(vector first, vector last) {
    vector step = (last - first) / (float)CK_BIN_COUNT;
    integers vanishes = step == 0;  // of a constant map, or of one that lies within the smallest floats
    return (bin_vectors){
        .scale = splat(1),
        .first = first,
        .last = last,
        .step = select(vanishes, splat(1.0f / CK_BIN_COUNT), step),
        .width = select(vanishes, last - first, splat(1)),
        .range = last - first,
    };
}

/// Counts the magnitudes of the maps of a vector, counts[bin][lane]; the row after the last bin is for what is
/// counted apart.
INLINE void count_magnitudes(const float *values, long pixels, long channels, long lanes, const bin_vectors *bins,
                             unsigned *counts) {
    enum { BLOCK = 256 };
    memset(counts, 0, (CK_BIN_COUNT + 1) * LANES * sizeof *counts);
    integers lane_numbers, weakest = {0};
    for (int lane = 0; lane < LANES; lane++)
        lane_numbers[lane] = lane;
    // The counters follow a block later: so neither waits for the other.
    int places[BLOCK * LANES];
    for (long pixel = 0; pixel < pixels; pixel += BLOCK) {
        long block = pixels - pixel < BLOCK ? pixels - pixel : BLOCK;
        int *next = places;
        for (long i = 0; i < block; i++, values += channels) {
            __builtin_prefetch(values + AHEAD * channels);
            vector size = magnitude(load_lanes(values, lanes));
            weakest -= size == bins->first;
            integers bin = bins_of(size, bins);
            next = note_places(next, bin, bin * LANES + lane_numbers);
        }
        for (const int *place = places; place < next; place++)
            counts[*place]++;
    }
    for (int lane = 0; lane < LANES; lane++)
        counts[lane] += weakest[lane];
}

INLINE vector bin_edge(const bin_vectors *bins, int bin) {
    return bin < CK_BIN_COUNT ? splat((float)bin) * bins->step * bins->width + bins->first : bins->last;
}

INLINE vector bin_centre(const bin_vectors *bins, int bin) {
    return (bin_edge(bins, bin) + bin_edge(bins, bin + 1)) / 2.0f;
}

INLINE vector bin_weight(const unsigned *counts, int bin) {
    return __builtin_convertvector(*(const integers *)(counts + bin * LANES), vector);
}

/// The centre of the bin after which a cut makes the variance between both sides largest, the first of those where
/// several do; the largest magnitude where there is nothing to cut. Every step is rounded to 32 bits, as
/// scikit-image's are.
INLINE vector otsu_thresholds(const unsigned *counts, const bin_vectors *bins) {
    vector weights_from[CK_BIN_COUNT], means_from[CK_BIN_COUNT];  // of a bin and all after it
    vector weight = {0}, moment = {0};
    for (int bin = CK_BIN_COUNT - 1; bin > 0; bin--) {
        vector count = bin_weight(counts, bin);
        weight += count;
        moment += count * bin_centre(bins, bin);
        weights_from[bin] = weight;
        means_from[bin] = moment / weight;
    }
    vector threshold = bins->last, best = splat(-1);
    weight = moment = (vector){0};
    for (int bin = 0; bin < CK_BIN_COUNT - 1; bin++) {
        vector count = bin_weight(counts, bin), centre = bin_centre(bins, bin);
        weight += count;
        moment += count * centre;
        vector apart = moment / weight - means_from[bin + 1];
        vector variance = weight * weights_from[bin + 1] * (apart * apart);
        integers wins = variance > best;
        best = select(wins, variance, best);
        threshold = select(wins, centre, threshold);
    }
    return threshold;
}

INLINE void add_above(const float *values, long pixels, long channels, long lanes, vector thresholds, double *above) {
    doubles sums = {0};
    for (long pixel = 0; pixel < pixels; pixel++, values += channels) {
        __builtin_prefetch(values + AHEAD * channels);
        vector size = magnitude(load_lanes(values, lanes));
        sums += __builtin_convertvector(select(size > thresholds, size, (vector){0}), doubles);
    }
    *(doubles *)above = sums;
}

INLINE void summarize_lanes(const float *values, long pixels, long channels, long lanes, float *summaries, long stride,
                            float *range) {
    map_moments m = moments_of(values, pixels, channels, lanes);
    bin_vectors bins = bins_between(m.weakest, m.strongest);
    unsigned counts[(CK_BIN_COUNT + 1) * LANES];
    count_magnitudes(values, pixels, channels, lanes, &bins, counts);
    double above[LANES];
    add_above(values, pixels, channels, lanes, otsu_thresholds(counts, &bins), above);
    for (long lane = 0; lane < lanes; lane++) {
        summaries[lane] = (float)above[lane];
        summaries[stride + lane] = (float)__builtin_sqrt(m.squares[lane]);
        summaries[2 * stride + lane] = (float)(m.sum[lane] / (double)pixels);
        summaries[3 * stride + lane] = m.strongest[lane];
        range[0] = m.smallest[lane] < range[0] ? m.smallest[lane] : range[0];
        range[1] = m.largest[lane] > range[1] ? m.largest[lane] : range[1];
    }
}

static void LEVEL(summarize_maps)(const float *values, long pixels, long channels, long count, float *summaries,
                                  long stride, float *range) {
    long map = 0;
    for (; map + LANES <= count; map += LANES)
        summarize_lanes(values + map, pixels, channels, LANES, summaries + map, stride, range);
    if (map < count)
        summarize_lanes(values + map, pixels, channels, count - map, summaries + map, stride, range);
}

#pragma clang fp contract(on)
