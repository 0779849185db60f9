// Centred maps for a level: taken apart by cluster, and summed with weights.

/// How many numbers ahead memory is asked for.
enum { NUMBERS_AHEAD = 2048 };

INLINE vector centred_lanes(const ck_centring *maps, const float *pixel, long channel, long lanes) {
    __builtin_prefetch(pixel + channel + NUMBERS_AHEAD);
    return load_lanes(pixel + channel, lanes) * load_lanes(maps->scale + channel, lanes)
           - load_lanes(maps->high + channel, lanes) - load_lanes(maps->low + channel, lanes);
}

/// Channels whose plan of how they are taken apart is held on the stack.
enum { CHUNK = 1024 };

#if VECTOR_BYTES == 64

/// Which lanes of a vector go to one cluster, and where.
typedef struct {
    unsigned short lanes, target_lanes;
    int place;
} move;

INLINE int plan_moves(const ck_clusters *clusters, long channel, long lanes, move *moves) {
    int count = 0;
    for (int cluster = 0; cluster < clusters->count; cluster++) {
        unsigned mask = 0;
        for (long lane = 0; lane < lanes; lane++)
            mask |= (unsigned)(clusters->of_channel[channel + lane] == cluster) << lane;
        if (mask)
            moves[count++] = (move){
                .lanes = mask,
                .target_lanes = (1u << __builtin_popcount(mask)) - 1,
                .place = clusters->places[channel + __builtin_ctz(mask)],
            };
    }
    return count;
}

/// The lanes of each cluster move together, by one instruction, and lie side by side then.
INLINE void centre_chunk(const ck_centring *maps, const ck_clusters *clusters, const float *pixel, long pixels,
                         long channel, long count, float *target, long stride) {
    move moves[CHUNK / LANES][CK_MOST_CLUSTERS];
    int move_counts[CHUNK / LANES];
    for (long c = 0; c < count; c += LANES)
        move_counts[c / LANES] =
            plan_moves(clusters, channel + c, count - c < LANES ? count - c : LANES, moves[c / LANES]);
    for (long p = 0; p < pixels; p++, pixel += maps->channels, target += stride)
        for (long c = 0; c < count; c += LANES) {
            vector v = count - c >= LANES ? centred_lanes(maps, pixel, channel + c, LANES)
                                          : centred_lanes(maps, pixel, channel + c, count - c);
            const move *moving = moves[c / LANES];
            for (int m = 0; m < move_counts[c / LANES]; m++)
                __builtin_ia32_storeups512_mask(
                    target + moving[m].place,
                    __builtin_ia32_compresssf512_mask(v, splat(0), moving[m].lanes), moving[m].target_lanes);
        }
}

#else

INLINE void centre_chunk(const ck_centring *maps, const ck_clusters *clusters, const float *pixel, long pixels,
                         long channel, long count, float *target, long stride) {
    const int *places = clusters->places + channel;
    for (long p = 0; p < pixels; p++, pixel += maps->channels, target += stride)
        for (long c = 0; c < count; c += LANES) {
            long lanes = count - c < LANES ? count - c : LANES;
            vector v = lanes == LANES ? centred_lanes(maps, pixel, channel + c, LANES)
                                      : centred_lanes(maps, pixel, channel + c, lanes);
            float numbers[LANES];
            store(numbers, v);
            for (long lane = 0; lane < lanes; lane++)
                target[places[c + lane]] = numbers[lane];
        }
}

#endif

static void LEVEL(centre)(const ck_centring *maps, const ck_clusters *clusters, long first, long pixels,
                          float *target, long stride) {
    const float *pixel = maps->values + first * maps->channels;
    for (long channel = 0; channel < maps->channels; channel += CHUNK) {
        long count = maps->channels - channel < CHUNK ? maps->channels - channel : CHUNK;
        centre_chunk(maps, clusters, pixel, pixels, channel, count, target, stride);
    }
}

INLINE float sum_of_lanes(vector v) {
    float lanes[LANES];
    store(lanes, v);
    UNROLL for (int half = LANES / 2; half > 0; half /= 2)
        UNROLL for (int lane = 0; lane < half; lane++)
            lanes[lane] += lanes[lane + half];
    return lanes[0];
}

/// `clusters` is a constant wherever this is inlined, so that the sums live in registers.
INLINE void score_pixels(const int clusters, const ck_centring *maps, const float *pixel, long pixels,
                         const float *weights, float *scores, long stride) {
    const long channels = maps->channels;
    for (long p = 0; p < pixels; p++, pixel += channels) {
        vector sums[CK_MOST_CLUSTERS];
        UNROLL for (int cluster = 0; cluster < clusters; cluster++)
            sums[cluster] = splat(0);
        for (long channel = 0; channel < channels; channel += LANES) {
            long lanes = channels - channel < LANES ? channels - channel : LANES;
            vector v = lanes == LANES ? centred_lanes(maps, pixel, channel, LANES)
                                      : centred_lanes(maps, pixel, channel, lanes);
            UNROLL for (int cluster = 0; cluster < clusters; cluster++) {
                const float *address = weights + cluster * channels + channel;
                vector weight = lanes == LANES ? load(address) : load_lanes(address, lanes);
                sums[cluster] += select(weight != 0, v * weight, splat(0));
            }
        }
        UNROLL for (int cluster = 0; cluster < clusters; cluster++)
            scores[cluster * stride + p] = sum_of_lanes(sums[cluster]);
    }
}

#define CLUSTERS(n)                                                          \
    case n:                                                                  \
        score_pixels(n, maps, pixel, pixels, weights, scores, stride);       \
        break;

static void LEVEL(scores)(const ck_centring *maps, long first, long pixels, const float *weights, long clusters,
                          float *scores, long stride) {
    const float *pixel = maps->values + first * maps->channels;
    switch (clusters) {
        CLUSTERS(1) CLUSTERS(2) CLUSTERS(3) CLUSTERS(4) CLUSTERS(5) CLUSTERS(6) CLUSTERS(7) CLUSTERS(8)
    }
}
