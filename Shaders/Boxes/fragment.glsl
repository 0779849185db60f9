in vec2 fromCenter;
flat in vec2 extent;
flat in vec2 borderAndRadius;
flat in vec4 fillColor;
flat in vec4 borderColor;
out vec4 fragment;

// How far outside the rounded rectangle a place lies, in pixels; negative inside.
float outside(vec2 place, vec2 extent, float radius) {
    vec2 past = abs(place) - extent + radius;
    return length(max(past, 0.0)) + min(max(past.x, past.y), 0.0) - radius;
}

void main() {
    float width = borderAndRadius.x;
    float radius = borderAndRadius.y;
    float distance = outside(fromCenter, extent, radius);
    float inner = outside(fromCenter, extent - width, max(radius - width, 0.0));
    float covered = clamp(0.5 - distance, 0.0, 1.0);
    float filled = width > 0.0 ? clamp(0.5 - inner, 0.0, 1.0) : 1.0;
    // The border lies over the fill, so a translucent border shows it.
    vec4 outlined = borderColor + fillColor * (1.0 - borderColor.a);
    fragment = mix(outlined, fillColor, filled) * covered;
}
