// Images on parallelograms, one instance each, in world units or in pixels of the stage.
layout(location = 0) in vec4 originAndLayer;   // the top left corner; the layer of the page
layout(location = 1) in vec4 rightAndFade;     // to the top right corner; 0...1 towards the tint
layout(location = 2) in vec4 downAndOpacity;   // to the bottom left corner; 0...1
layout(location = 3) in vec4 tint;
uniform mat4 clipFromPosition;
out vec2 uv;            // 0...1 from the image's top left corner
flat out vec3 look;     // layer, fade, opacity
flat out vec3 tintColor;

void main() {
    uv = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec3 position = originAndLayer.xyz + uv.x * rightAndFade.xyz + uv.y * downAndOpacity.xyz;
    gl_Position = clipFromPosition * vec4(position, 1.0);
    look = vec3(originAndLayer.w, rightAndFade.w, downAndOpacity.w);
    tintColor = tint.rgb;
}
