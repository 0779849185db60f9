import CGL

/// A picture in the graphics memory to draw into, with depth, that can be read back.
///
/// `Renderer` smooths all edges itself, so multisampling is for others who draw here.
@MainActor
public final class OffscreenTarget {
    /// The width, in pixels.
    public let width: Int
    /// The height, in pixels.
    public let height: Int
    /// The framebuffer to draw into.
    public let framebuffer: GLuint

    private let resolvedFramebuffer: GLuint
    private let buffers: [GLuint]

    /// A target of the given size in pixels; fewer samples where the driver has fewer, 0 for none.
    ///
    /// - Throws: `RenderingError.targetSize`.
    public init(width: Int, height: Int, samples: Int = 0) throws {
        let limit = Int(glInteger(GL_MAX_RENDERBUFFER_SIZE))
        guard (1...limit).contains(width), (1...limit).contains(height) else {
            throw RenderingError.targetSize(width: width, height: height, limit: limit)
        }
        self.width = width
        self.height = height
        var framebuffers: [GLuint] = [0, 0]
        var buffers: [GLuint] = [0, 0, 0]
        glGenFramebuffers(2, &framebuffers)
        glGenRenderbuffers(3, &buffers)
        framebuffer = framebuffers[0]
        resolvedFramebuffer = framebuffers[1]
        self.buffers = buffers
        attach(samples: GLsizei(min(samples, Int(glInteger(GL_MAX_SAMPLES)))))
        guard glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE else {
            throw RenderingError.targetSize(width: width, height: height, limit: limit)
        }
    }

    /// Directs drawing to this target.
    public func bind() {
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer)
    }

    /// What drawing is directed to.
    public static var bound: GLuint { GLuint(glInteger(GL_DRAW_FRAMEBUFFER_BINDING)) }

    /// Directs drawing to a framebuffer that was `bound` before.
    public static func bind(_ framebuffer: GLuint) { glBindFramebuffer(GL_FRAMEBUFFER, framebuffer) }

    /// Copies what has been drawn to another framebuffer, its lower left corner at (x, y), and leaves that bound.
    public func copy(to other: GLuint, x: Int, y: Int) {
        let (w, h) = (GLint(width), GLint(height))
        resolve()
        glBindFramebuffer(GL_READ_FRAMEBUFFER, resolvedFramebuffer)
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, other)
        let (left, bottom) = (GLint(x), GLint(y))
        glBlitFramebuffer(
            0, 0, w, h, left, bottom, left + w, bottom + h, GL_COLOR_BUFFER_BIT, GL_NEAREST)
        glBindFramebuffer(GL_FRAMEBUFFER, other)
    }

    /// What has been drawn, top row first; leaves the target bound.
    public func read() -> DisplayImage {
        resolve()
        glBindFramebuffer(GL_READ_FRAMEBUFFER, resolvedFramebuffer)
        glPixelStorei(GL_PACK_ALIGNMENT, 1)
        let rowBytes = width * 4
        var bottomUp = [UInt8](repeating: 0, count: rowBytes * height)
        glReadPixels(0, 0, GLsizei(width), GLsizei(height), GL_RGBA, GL_UNSIGNED_BYTE, &bottomUp)
        bind()
        var pixels: [UInt8] = []
        pixels.reserveCapacity(bottomUp.count)
        for row in (0..<height).reversed() { pixels += bottomUp[row * rowBytes..<(row + 1) * rowBytes] }
        return DisplayImage(width: width, height: height, pixels: pixels)
    }

    /// Frees the target.
    public func close() {
        glDeleteFramebuffers(2, [framebuffer, resolvedFramebuffer])
        glDeleteRenderbuffers(GLsizei(buffers.count), buffers)
    }

    /// Averages the samples of every pixel.
    private func resolve() {
        let (w, h) = (GLint(width), GLint(height))
        glDisable(GL_SCISSOR_TEST)
        glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer)
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, resolvedFramebuffer)
        glBlitFramebuffer(0, 0, w, h, 0, 0, w, h, GL_COLOR_BUFFER_BIT, GL_NEAREST)
    }

    private func attach(samples: GLsizei) {
        let (w, h) = (GLsizei(width), GLsizei(height))
        glBindRenderbuffer(GL_RENDERBUFFER, buffers[0])
        glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, GL_RGBA8, w, h)
        glBindRenderbuffer(GL_RENDERBUFFER, buffers[1])
        glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, GL_DEPTH_COMPONENT24, w, h)
        glBindRenderbuffer(GL_RENDERBUFFER, buffers[2])
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, w, h)
        glBindFramebuffer(GL_FRAMEBUFFER, resolvedFramebuffer)
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, buffers[2])
        bind()
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, buffers[0])
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, buffers[1])
    }
}

/// One integer of the driver's state.
@MainActor
func glInteger(_ name: Int32) -> GLint {
    var value: GLint = 0
    glGetIntegerv(name, &value)
    return value
}
