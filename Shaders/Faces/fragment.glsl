// Enlarged: every texel is a crisp cell, its borders antialiased over one pixel of the screen, by moving the
// place of a bilinear sample towards the texel's middle. Reduced: the average of the texels that the pixel
// covers, from evenly spaced bilinear samples, each at most two texels wide. At 1:1 both are the same.
in vec2 uv;
flat in vec3 look;
flat in vec3 tintColor;
uniform sampler2DArray page;
out vec4 fragment;

const float mostTaps = 8.0;  // along each axis

vec4 texelAt(vec2 place, vec2 size) {
    return texture(page, vec3(clamp(place, vec2(0.5), size - 0.5) / size, look.x));
}

void main() {
    vec2 size = vec2(textureSize(page, 0).xy);
    vec2 place = uv * size;
    vec2 extent = max(fwidth(place), vec2(1e-5));  // texels a pixel
    vec4 color;
    if (max(extent.x, extent.y) <= 1.0) {
        vec2 border = floor(place + 0.5);
        color = texelAt(border + clamp((place - border) / extent, -0.5, 0.5), size);
    } else {
        vec2 taps = clamp(ceil(extent / 2.0), 1.0, mostTaps);
        color = vec4(0.0);
        for (float y = 0.5; y < taps.y; y += 1.0) {
            for (float x = 0.5; x < taps.x; x += 1.0) {
                color += texelAt(place + extent * (vec2(x, y) / taps - 0.5), size);
            }
        }
        color /= taps.x * taps.y;
    }
    color.rgb = mix(color.rgb, tintColor, look.y);
    color.a *= look.z;
    fragment = premultiplied(color);
}
