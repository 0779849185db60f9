// Upright boxes, one instance each, in pixels of the stage.
layout(location = 0) in vec4 rectangle;  // left, top, width, height
layout(location = 1) in vec4 fill;       // straight alpha
layout(location = 2) in vec4 border;
layout(location = 3) in vec4 shape;      // the border's width, the corners' radius
uniform mat4 clipFromPosition;
out vec2 fromCenter;    // pixels
flat out vec2 extent;   // half of width and height
flat out vec2 borderAndRadius;
flat out vec4 fillColor;
flat out vec4 borderColor;

void main() {
    extent = rectangle.zw / 2.0;
    fromCenter = (vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0) * extent;
    gl_Position = clipFromPosition * vec4(rectangle.xy + extent + fromCenter, 0.0, 1.0);
    borderAndRadius = shape.xy;
    fillColor = premultiplied(fill);
    borderColor = premultiplied(border);
}
