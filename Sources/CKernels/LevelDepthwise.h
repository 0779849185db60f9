// Depthwise convolution of a level: one filter a channel, strips of channels held in registers while the taps run.

#include "Taps.h"

/// `count` vectors of channels of one output pixel; `count` is a constant wherever this is inlined.
INLINE void depthwise_strip(const int count, const ck_depthwise_layer *layer, const float *corner, ck_taps down,
                            ck_taps across, long channel, float *output) {
    vector sums[4], low = splat(layer->low), high = splat(layer->high);
    long channels = layer->maps.channels;
    UNROLL for (int v = 0; v < count; v++) sums[v] = load(layer->bias + channel + v * LANES);
    for (long i = down.first; i < down.end; i++)
        for (long j = across.first; j < across.end; j++) {
            const float *in = corner + (i * layer->vertical.dilation * layer->maps.width +
                                        j * layer->horizontal.dilation) * channels + channel;
            const float *weights = layer->weights + (i * layer->horizontal.kernel + j) * channels + channel;
            UNROLL for (int v = 0; v < count; v++) sums[v] += load(in + v * LANES) * load(weights + v * LANES);
        }
    UNROLL for (int v = 0; v < count; v++) store(output + channel + v * LANES, clip(sums[v], low, high));
}

/// One channel of one output pixel, for maps of fewer channels than a vector has numbers.
INLINE void depthwise_channel(const ck_depthwise_layer *layer, const float *corner, ck_taps down, ck_taps across,
                              long channel, float *output) {
    float sum = layer->bias[channel];
    long channels = layer->maps.channels;
    for (long i = down.first; i < down.end; i++)
        for (long j = across.first; j < across.end; j++)
            sum += corner[(i * layer->vertical.dilation * layer->maps.width + j * layer->horizontal.dilation) *
                              channels + channel] *
                   layer->weights[(i * layer->horizontal.kernel + j) * channels + channel];
    sum = sum < layer->low ? layer->low : sum;
    output[channel] = sum > layer->high ? layer->high : sum;
}

INLINE void depthwise_pixel(const ck_depthwise_layer *layer, const float *corner, ck_taps down, ck_taps across,
                            float *output) {
    long channels = layer->maps.channels, c = 0;
    for (; c + 4 * LANES <= channels; c += 4 * LANES)
        depthwise_strip(4, layer, corner, down, across, c, output);
    for (; c + 2 * LANES <= channels; c += 2 * LANES)
        depthwise_strip(2, layer, corner, down, across, c, output);
    for (; c + LANES <= channels; c += LANES)
        depthwise_strip(1, layer, corner, down, across, c, output);
    if (c < channels && channels >= LANES)  // The last strip goes back so as to end with the last channel.
        depthwise_strip(1, layer, corner, down, across, channels - LANES, output);
    else
        for (; c < channels; c++)
            depthwise_channel(layer, corner, down, across, c, output);
}

static void LEVEL(depthwise)(const ck_depthwise_layer *layer, long first, long rows) {
    ck_maps maps = layer->maps;
    for (long y = first; y < first + rows; y++) {
        long top = y % layer->output_height * layer->vertical.stride - layer->vertical.padding;
        const float *row = layer->input + (y / layer->output_height * maps.height + top) * maps.width * maps.channels;
        ck_taps down = ck_taps_inside(layer->vertical, top, maps.height);
        for (long x = 0; x < layer->output_width; x++) {
            long left = x * layer->horizontal.stride - layer->horizontal.padding;
            depthwise_pixel(layer, row + left * maps.channels, down,
                            ck_taps_inside(layer->horizontal, left, maps.width),
                            layer->output + (y * layer->output_width + x) * maps.channels);
        }
    }
}
