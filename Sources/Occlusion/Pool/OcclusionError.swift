/// What can go wrong while a pool is computed; `description` is the sentence for the user.
public enum OcclusionError: Error, Equatable, CustomStringConvertible {
    /// The settings leave no window.
    case noWindows
    /// The pool was given up because the user asked so.
    case cancelled
    /// The network gave another number of outputs than it was asked for.
    case wrongOutputs(expected: Int, shape: [Int])
    /// The network's output is not a number under some mask.
    case notFinite(mask: PixelRectangle?)
    /// The curves were given up because the user asked so.
    case curvesCancelled
    /// The network's output is not a number for a picture of which `share`, 0...1, is hidden.
    case curveNotFinite(share: Float)

    /// One sentence that says what is wrong.
    public var description: String {
        switch self {
        case .noWindows: "The pool has no masks: choose at least one window size."
        case .cancelled: "The pool was cancelled."
        case .wrongOutputs(let expected, let shape):
            "The network gave an output of the shape \(shape) for \(expected) variants."
        case .notFinite(nil): "The network's output for this picture is not a number, so there is no pool."
        case .notFinite(let mask?):
            "The network's output is not a number under the mask at \(mask.x), \(mask.y) of "
                + "\(mask.width) x \(mask.height) pixels, so there is no pool."
        case .curvesCancelled: "The curves were cancelled."
        case .curveNotFinite(let share):
            "The network's output is not a number with \(Int((share * 100).rounded())) % of the pixels hidden, "
                + "so there are no curves."
        }
    }
}
