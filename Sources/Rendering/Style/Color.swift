/// A colour in sRGB with straight (not premultiplied) alpha, every component 0...1.
public struct Color: Sendable, Hashable {
    /// The components, 0...1.
    public var red, green, blue, alpha: Float

    /// A colour of its components, 0...1.
    public init(red: Float, green: Float, blue: Float, alpha: Float = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// A colour written as in a style sheet: `Color(0xC2185B)`.
    public init(_ hex: UInt32, alpha: Float = 1) {
        self.init(
            red: Float(hex >> 16 & 0xFF) / 255, green: Float(hex >> 8 & 0xFF) / 255,
            blue: Float(hex & 0xFF) / 255, alpha: alpha)
    }

    /// The same colour with its alpha multiplied.
    public func opacity(_ factor: Float) -> Color {
        Color(red: red, green: green, blue: blue, alpha: alpha * factor)
    }

    /// The colour `fraction` of the way to `other`, component by component.
    public func mixed(with other: Color, _ fraction: Float) -> Color {
        Color(
            red: red + (other.red - red) * fraction, green: green + (other.green - green) * fraction,
            blue: blue + (other.blue - blue) * fraction, alpha: alpha + (other.alpha - alpha) * fraction)
    }
}
