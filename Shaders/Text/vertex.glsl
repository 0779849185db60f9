// Glyphs, one instance each, in pixels of the stage; atlas and stage pixels correspond one to one.
layout(location = 0) in vec4 target;  // left, top, width, height on the stage
layout(location = 1) in vec4 source;  // left, top, width, height in the atlas
layout(location = 2) in vec4 color;   // straight alpha
uniform mat4 clipFromPosition;
out vec2 place;  // pixels in the atlas
flat out vec4 textColor;

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = clipFromPosition * vec4(target.xy + corner * target.zw, 0.0, 1.0);
    place = source.xy + corner * source.zw;
    textColor = color;
}
