/// Where a picture's pixels come to lie on a network's input: the picture is scaled as a whole, and the input is cut
/// out of it.
public struct PictureFrame: Sendable, Hashable {
    /// Pixels of the picture, from left to right.
    public let pictureWidth: Int
    /// Pixels of the picture, from top to bottom.
    public let pictureHeight: Int
    /// Pixels of the network's input, from left to right.
    public let width: Int
    /// Pixels of the network's input, from top to bottom.
    public let height: Int
    /// The extent of the whole scaled picture, in pixels of the input, from left to right.
    let wholeWidth: Int
    /// The extent of the whole scaled picture, in pixels of the input, from top to bottom.
    let wholeHeight: Int
    /// What is cut off at the left edge, in pixels of the input.
    let left: Int
    /// What is cut off at the upper edge, in pixels of the input.
    let top: Int

    /// The place on the input, in pixels from its upper left corner, of a place on the picture, in pixels from its.
    public func inputPoint(x: Double, y: Double) -> (x: Double, y: Double) {
        (
            x * Double(wholeWidth) / Double(pictureWidth) - Double(left),
            y * Double(wholeHeight) / Double(pictureHeight) - Double(top)
        )
    }

    /// The place on the picture of a place on the input; the other way round.
    public func picturePoint(x: Double, y: Double) -> (x: Double, y: Double) {
        (
            (x + Double(left)) * Double(pictureWidth) / Double(wholeWidth),
            (y + Double(top)) * Double(pictureHeight) / Double(wholeHeight)
        )
    }
}
