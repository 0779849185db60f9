// In: texture place 0...1, colour with straight alpha. Out: colour with straight alpha.
// Enlarged pictures keep crisp, antialiased pixel edges; everything else is sampled linearly.
in vec2 uv;
in vec4 tint;

uniform sampler2D image;
uniform float keepsPixels;  // 1 for pictures, 0 for letters and shapes

out vec4 fragment;

void main() {
    vec2 size = vec2(textureSize(image, 0));
    vec2 texel = uv * size;
    vec2 footprint = max(fwidth(texel), vec2(1e-5));
    vec2 edge = floor(texel + 0.5);
    vec2 crisp = (edge + clamp((texel - edge) / footprint, -0.5, 0.5)) / size;
    bool isEnlarged = max(footprint.x, footprint.y) < 1.0;
    fragment = tint * texture(image, keepsPixels > 0.5 && isEnlarged ? crisp : uv);
}
