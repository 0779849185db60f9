// A mark is a wedge between a corner and the middle of an edge, folded around the centre.
flat in vec4 shape;
flat in vec4 sizes;
flat in vec3 sprite;
flat in vec4 fillColor;
flat in vec4 outlineColor;
out vec4 fragment;

// How far outside the mark a place lies, in pixels; negative inside.
float outside(vec2 place) {
    float radius = length(place);
    float turns = atan(place.x, -place.y) * shape.x / 6.2831853;
    float angle = abs(turns - floor(turns + 0.5)) * 6.2831853 / shape.x;
    float edge = radius * cos(angle - shape.y) - shape.z * sizes.x;
    float end = radius * sin(angle) - shape.w * sizes.x;
    float full = max(edge, end);
    return max(full, -full - sizes.w);
}

void main() {
    vec2 fromCenter = ((gl_PointCoord - 0.5) * sprite.x - vec2(0.0, sprite.y)) * vec2(1.0, sprite.z);
    float distance = outside(fromCenter);
    float covered = clamp(0.5 - (distance - sizes.z), 0.0, 1.0);
    float filled = sizes.z > 0.0 ? clamp(0.5 - distance, 0.0, 1.0) : 1.0;
    fragment = mix(outlineColor, fillColor, filled) * covered;
}
