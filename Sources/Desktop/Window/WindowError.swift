/// Why there is no window; one sentence each for the user.
public enum WindowError: Error, CustomStringConvertible {
    /// No display server answers.
    case noDisplay(reason: String)
    /// The graphics driver has no OpenGL 3.3.
    case noOpenGL(reason: String)
    /// The window cannot be made for another reason.
    case noWindow(reason: String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .noDisplay(let reason):
            "The window cannot open because there is no display (\(reason)): use `convoscope snapshot` or "
                + "`convoscope analyze`, which need none."
        case .noOpenGL(let reason):
            "The window cannot open because this system offers no OpenGL 3.3 (\(reason)): update the graphics "
                + "driver, or install libgl1-mesa-dri, which draws without a graphics card."
        case .noWindow(let reason): "The window cannot open: \(reason)."
        }
    }
}
