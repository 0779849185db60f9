// Put before every shader, after the version line.

// A colour with straight alpha, as the blending (one, one minus source alpha) expects it.
vec4 premultiplied(vec4 color) {
    return vec4(color.rgb * color.a, color.a);
}
