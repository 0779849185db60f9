/// One mask of a variant: a shape, and what it does to the pixels that it covers. Later parts lie on top.
public struct MaskPart: Sendable, Hashable, Codable {
    /// What a part does to the pixels that it covers.
    public enum Effect: Sendable, Hashable, Codable {
        /// They are hidden under the fill, whatever was hidden before.
        case hides(Fill)
        /// They are shown again: an eraser.
        case shows
        /// Hidden ones are shown, shown ones are hidden under the fill.
        case inverts(Fill)
    }

    /// Which pixels.
    public var shape: MaskShape
    /// What becomes of them.
    public var effect: Effect

    /// A part; see the properties for the meaning of the parameters.
    public init(_ shape: MaskShape, _ effect: Effect) {
        self.shape = shape
        self.effect = effect
    }

    /// What hidden pixels show; nil for an eraser, which hides none. Setting it leaves an eraser as it is.
    public var fill: Fill? {
        get {
            switch effect {
            case .hides(let fill), .inverts(let fill): fill
            case .shows: nil
            }
        }
        set {
            guard let newValue else { return }
            switch effect {
            case .hides: effect = .hides(newValue)
            case .inverts: effect = .inverts(newValue)
            case .shows: break
            }
        }
    }
}

extension [MaskPart] {
    /// The part that hides the pixel in column `x` and row `y`, as it is seen; nil where the pixel is shown.
    public func indexHiding(x: Int, y: Int) -> Int? {
        var owner: Int?
        for (index, part) in enumerated() where part.shape.contains(x: x, y: y) {
            switch part.effect {
            case .hides: owner = index
            case .shows: owner = nil
            case .inverts: owner = owner == nil ? index : nil
            }
        }
        return owner
    }
}
