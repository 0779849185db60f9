// Dark letters are strengthened a little: coverage is blended in sRGB, which makes dark on light look thinner
// than light on dark.
in vec2 place;
flat in vec4 textColor;
uniform sampler2D atlas;
out vec4 fragment;

void main() {
    float coverage = texelFetch(atlas, ivec2(place), 0).r;
    float brightness = dot(textColor.rgb, vec3(0.21, 0.72, 0.07));
    coverage = pow(coverage, mix(0.8, 1.0, brightness));
    fragment = premultiplied(vec4(textColor.rgb, textColor.a * coverage));
}
