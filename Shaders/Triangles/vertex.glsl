// Coloured triangles, in world units or in pixels of the stage.
layout(location = 0) in vec3 position;
layout(location = 1) in vec4 color;  // straight alpha
uniform mat4 clipFromPosition;
out vec4 vertexColor;

void main() {
    gl_Position = clipFromPosition * vec4(position, 1.0);
    vertexColor = color;
}
