// The frame of the window: triangles of ImGui's draw lists.
// In: position in pixels from the top left, texture place 0...1, colour with straight alpha.
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 texturePlace;
layout(location = 2) in vec4 color;

uniform vec2 viewportPixels;

out vec2 uv;
out vec4 tint;

void main() {
    uv = texturePlace;
    tint = color;
    gl_Position = vec4(position.x / viewportPixels.x * 2.0 - 1.0, 1.0 - position.y / viewportPixels.y * 2.0, 0.0, 1.0);
}
