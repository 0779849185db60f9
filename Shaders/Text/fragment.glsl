in vec2 place;
flat in vec4 textColor;
uniform sampler2D atlas;
out vec4 fragment;

void main() {
    float coverage = texelFetch(atlas, ivec2(place), 0).r;
    fragment = premultiplied(vec4(textColor.rgb, textColor.a * coverage));
}
