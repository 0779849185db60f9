// Enlarged: every texel is a crisp cell, its borders antialiased over one pixel of the screen, by moving the
// place of a bilinear sample towards the texel's middle. Reduced: the average of the texels that the pixel
// covers, from evenly spaced bilinear samples, at most 1.5 texels apart up to 12 texels a pixel. At 1:1 both are the same. Each axis
// decides for itself, without branches: software renderers pay for both sides of one.
in vec2 uv;
flat in vec3 look;
flat in vec3 tintColor;
uniform sampler2DArray page;
out vec4 fragment;

const float mostTaps = 8.0;  // along each axis

void main() {
    vec2 size = vec2(textureSize(page, 0).xy);
    vec2 place = uv * size;
    vec2 extent = max(fwidth(place), vec2(1e-5));  // texels a pixel
    vec2 border = floor(place + 0.5);
    vec2 crisp = border + clamp((place - border) / min(extent, 1.0), -0.5, 0.5);
    vec2 taps = clamp(ceil(extent * 0.67), 1.0, mostTaps);
    vec2 tapDistance = extent / taps;
    vec2 first = mix(crisp, place - 0.5 * (extent - tapDistance), greaterThan(extent, vec2(1.0)));
    vec4 color = vec4(0.0);
    vec2 tap = vec2(0.0);
    int count = int(taps.x * taps.y);
    for (int index = 0; index < count; index++) {
        vec2 sampled = clamp(first + tap * tapDistance, vec2(0.5), size - 0.5) / size;
        color += texture(page, vec3(sampled, look.x));
        tap.x += 1.0;
        tap = tap.x < taps.x ? tap : vec2(0.0, tap.y + 1.0);
    }
    color /= float(count);
    color.rgb = mix(color.rgb, tintColor, look.y);
    color.a *= look.z;
    fragment = premultiplied(color);
}
