import CGL
import Foundation

/// An OpenGL 3.3 core context without window or display server: EGL on Mesa's surfaceless platform.
///
/// Current on the thread that made it, until `close`. Draw into an `OffscreenTarget`; there is no default
/// framebuffer.
@MainActor
public final class OffscreenContext {
    private static let surfacelessPlatform: EGLenum = 0x31DD  // EGL_PLATFORM_SURFACELESS_MESA

    private let display: EGLDisplay
    private var context: EGLContext?

    /// Makes a context and makes it current.
    ///
    /// - Throws: `RenderingError.noOffscreenGL`.
    public init() throws {
        func failure(_ step: String) -> RenderingError {
            .noOffscreenGL(reason: "\(step), EGL error 0x\(String(eglGetError(), radix: 16))")
        }
        // libepoxy ends the process where a library or a function is missing, so both are looked for first.
        guard dlopen("libEGL.so.1", RTLD_LAZY) != nil else {
            throw RenderingError.noOffscreenGL(reason: "there is no libEGL.so.1")
        }
        let extensions = eglQueryString(nil, EGL_EXTENSIONS).map { String(cString: $0) } ?? ""
        guard extensions.contains("EGL_MESA_platform_surfaceless"),
            extensions.contains("EGL_EXT_platform_base")
        else { throw failure("EGL without surfaceless platform") }
        guard let display = eglGetPlatformDisplayEXT(Self.surfacelessPlatform, nil, nil) else {
            throw failure("no surfaceless EGL display")
        }
        // EGL counts no initialisations: the display stays initialised for the next context of the process.
        guard eglInitialize(display, nil, nil) == EGL_TRUE else { throw failure("EGL does not start") }
        guard eglBindAPI(EGLenum(EGL_OPENGL_API)) == EGL_TRUE else { throw failure("EGL without OpenGL") }
        let attributes: [EGLint] = [
            EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE,
        ]
        guard let context = eglCreateContext(display, nil, nil, attributes) else {
            throw failure("no OpenGL 3.3 core context")
        }
        guard eglMakeCurrent(display, nil, nil, context) == EGL_TRUE else {
            _ = eglDestroyContext(display, context)
            throw failure("the context cannot be made current")
        }
        self.display = display
        self.context = context
    }

    /// Makes the context current on the calling thread again.
    public func makeCurrent() {
        guard let context else { return }
        _ = eglMakeCurrent(display, nil, nil, context)
    }

    /// Ends the context, with everything that was made in it.
    public func close() {
        guard let context else { return }
        _ = eglMakeCurrent(display, nil, nil, nil)
        _ = eglDestroyContext(display, context)
        self.context = nil
    }
}
