// Class marks, one point sprite each: places in the unit of the cloud, sizes in points of the stage.
layout(location = 0) in vec4 place;    // x, y, radius, the outline's width
layout(location = 1) in vec4 fill;     // straight alpha
layout(location = 2) in vec4 outline;  // straight alpha
layout(location = 3) in float mark;    // as `ClassMark` counts them
uniform mat4 clipFromPosition;         // from pixels
uniform vec2 origin;                   // the cloud's, in pixels
uniform vec2 scales;                   // pixels a unit of the cloud, pixels a point
flat out vec4 shape;                   // the corners, then normal (radians), distance and end of an edge; see fragment
flat out vec4 sizes;                   // radius, shift down, outline, width of a hollow mark's line; pixels
flat out vec3 sprite;                  // its side, its pixels' shift and direction
flat out vec4 fillColor;
flat out vec4 outlineColor;

const float pi = 3.14159265;
const float never = 1e9;

// A regular polygon's corners and edges, its first corner pointing up.
vec4 regular(float corners, float radius) {
    return vec4(corners, pi / corners, radius * cos(pi / corners), never);
}

// Five tips at 1.42, the notches between them at 0.62.
vec4 star() {
    float normal = atan(1.42 - 0.62 * cos(pi / 5.0), 0.62 * sin(pi / 5.0));
    return vec4(5.0, normal, 1.42 * cos(normal), never);
}

void main() {
    float radius = place.z * scales.y;
    float shift = 0.0;
    float turn = 1.0;
    float reach = 1.42;
    switch (int(mark + 0.5)) {
        case 1: shape = vec4(4.0, 0.0, 0.89, never); reach = 0.89; break;
        case 2: shape = regular(3.0, 1.4); shift = 0.2; break;
        case 3: shape = regular(4.0, 1.28); break;
        case 4: shape = regular(3.0, 1.4); shift = -0.2; turn = -1.0; break;
        case 5: shape = vec4(4.0, 0.0, 1.15, 0.4); reach = 1.15; break;
        case 6: shape = regular(6.0, 1.1); reach = 1.1; break;
        case 7: shape = star(); break;
        default: shape = vec4(4096.0, 0.0, 1.0, never); reach = 1.0;
    }
    sizes = vec4(radius, shift * radius, place.w * scales.y, mark > 7.5 ? max(0.42 * radius, 1.2 * scales.y) : never);
    // Beside a sharp corner the outline reaches twice its width.
    float extent = reach * radius + 2.0 * sizes.z + 1.0;
    sprite = vec3(2.0 * extent, sizes.y, turn);
    gl_PointSize = 2.0 * extent;
    gl_Position = clipFromPosition * vec4(origin + place.xy * scales.x, 0.0, 1.0);
    fillColor = premultiplied(fill);
    outlineColor = premultiplied(outline);
}
