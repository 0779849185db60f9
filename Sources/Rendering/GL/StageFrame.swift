import CGL

/// The OpenGL state of one frame: where it goes, what clips it, and how depth and colours combine.
@MainActor
struct StageFrame {
    /// Where the frame goes.
    let viewport: Viewport
    /// Physical pixels a point.
    let scale: Float

    /// The stage's extent, in points.
    var sizeInPoints: Point { Point(Float(viewport.width), Float(viewport.height)) / scale }

    /// From pixels of the stage (y down, z already in -1...1) to clip space.
    var clipFromStage: Matrix4 {
        let (width, height) = (Float(viewport.width), Float(viewport.height))
        return Matrix4(
            SIMD4(2 / width, 0, 0, 0), SIMD4(0, -2 / height, 0, 0), SIMD4(0, 0, 1, 0), SIMD4(-1, 1, 0, 1))
    }

    /// Sets the state that all drawers share.
    func begin() {
        glViewport(
            GLint(viewport.x), GLint(bottom), GLsizei(viewport.width), GLsizei(viewport.height))
        for capability in [GL_CULL_FACE, GL_STENCIL_TEST, GL_FRAMEBUFFER_SRGB, GL_PRIMITIVE_RESTART] {
            glDisable(capability)
        }
        for capability in [GL_SCISSOR_TEST, GL_MULTISAMPLE, GL_DEPTH_TEST, GL_BLEND] { glEnable(capability) }
        glPolygonMode(GL_FRONT_AND_BACK, GL_FILL)
        glColorMask(1, 1, 1, 1)
        glDepthMask(1)
        glDepthFunc(GL_LEQUAL)
        glBlendEquation(GL_FUNC_ADD)
        glBlendFuncSeparate(GL_ONE, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA)
        glActiveTexture(GL_TEXTURE0)
        glBindSampler(0, 0)
        clip(nil)
    }

    /// Fills the viewport.
    func clear(_ background: Color) {
        glClearColor(background.red, background.green, background.blue, background.alpha)
        glClearDepth(1)
        glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT)
    }

    /// Sets how depth takes part in what follows.
    func apply(_ depth: DrawCommand.Depth) {
        depth == .flat ? glDisable(GL_DEPTH_TEST) : glEnable(GL_DEPTH_TEST)
        glDepthMask(depth == .solid || depth == .onSurface ? 1 : 0)
        if depth == .onSurface {
            glEnable(GL_POLYGON_OFFSET_FILL)
            glPolygonOffset(-1, -2)
        } else {
            glDisable(GL_POLYGON_OFFSET_FILL)
        }
    }

    /// Allows drawing inside the rectangle only, in points; nil: in the whole viewport.
    func clip(_ rectangle: Rectangle?) {
        let whole = Rectangle(x: 0, y: 0, width: Float(viewport.width), height: Float(viewport.height))
        let snapped = rectangle.map { PixelGrid.snap($0, scale: scale) } ?? whole
        let clipped = snapped.intersection(whole) ?? Rectangle(x: 0, y: 0, width: 0, height: 0)
        glScissor(
            GLint(viewport.x + Int(clipped.minX)),
            GLint(bottom + viewport.height - Int(clipped.maxY)),
            GLsizei(clipped.width), GLsizei(clipped.height))
    }

    /// Leaves plain state to whoever draws next.
    func end() {
        for capability in [GL_SCISSOR_TEST, GL_DEPTH_TEST, GL_POLYGON_OFFSET_FILL] { glDisable(capability) }
        glDepthMask(1)
        glUseProgram(0)
        glBindVertexArray(0)
        glBindBuffer(GL_ARRAY_BUFFER, 0)
        glBindTexture(GL_TEXTURE_2D, 0)
        glBindTexture(GL_TEXTURE_2D_ARRAY, 0)
    }

    /// The viewport's lower edge, counted from the framebuffer's, as OpenGL does.
    var bottom: Int { viewport.framebufferHeight - viewport.y - viewport.height }
}
