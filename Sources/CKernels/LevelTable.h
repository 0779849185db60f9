// The table of a level, after its kernels.

const ck_kernels LEVEL(ck_kernels) = {
    .panel_width = PANEL,
    .tile_rows = TILE_ROWS,
    .multiply = LEVEL(multiply),
    .winograd_input = LEVEL(winograd_input),
    .winograd_output = LEVEL(winograd_output),
    .depthwise = LEVEL(depthwise),
    .dense_short = LEVEL(dense_short),
    .unpack_short = LEVEL(unpack_short),
    .gram = LEVEL(gram),
    .map_ranges = LEVEL(map_ranges),
    .count_bins = LEVEL(count_bins),
    .summarize_maps = LEVEL(summarize_maps),
    .centre = LEVEL(centre),
    .scores = LEVEL(scores),
};
