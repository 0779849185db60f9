/// What can go wrong between a drawing and its pixels; every description is one sentence for the user.
public enum RenderingError: Error, CustomStringConvertible, Equatable {
    /// There is no OpenGL without a window; the reason says at which step.
    case noOffscreenGL(reason: String)
    /// The OpenGL that is there is too old; its version string.
    case openGLTooOld(version: String)
    /// No target of this size can be made; in pixels.
    case targetSize(width: Int, height: Int, limit: Int)
    /// A shader does not compile or link; the driver's log.
    case shader(name: String, log: String)
    /// A font file cannot be used.
    case font(path: String)
    /// A picture could not be written.
    case unwritable(path: String, reason: String)
    /// A picture could not be read.
    case unreadable(path: String, reason: String)

    /// One sentence that says what is wrong and, where there is something, what to do.
    public var description: String {
        switch self {
        case .noOffscreenGL(let reason):
            "Pictures cannot be drawn without a window here (\(reason)); "
                + "install libegl1, libegl-mesa0 and libgl1-mesa-dri."
        case .openGLTooOld(let version):
            "OpenGL 3.3 is needed, and this system offers \(version)."
        case .targetSize(let width, let height, let limit):
            "A picture of \(width) x \(height) pixels cannot be drawn; each side must be 1 to \(limit)."
        case .shader(let name, let log):
            "The graphics driver refuses the shader \(name): \(log)"
        case .font(let path):
            "The font \(path) cannot be used; install the program again."
        case .unwritable(let path, let reason):
            "The picture \(path) cannot be written: \(reason)."
        case .unreadable(let path, let reason):
            "The picture \(path) cannot be read: \(reason)."
        }
    }
}
