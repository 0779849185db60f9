/// The part of a framebuffer that a drawing fills, in physical pixels from its top left corner.
public struct Viewport: Sendable, Hashable {
    /// The left edge.
    public var x: Int
    /// The top edge.
    public var y: Int
    /// The width.
    public var width: Int
    /// The height.
    public var height: Int
    /// The height of the whole framebuffer.
    public var framebufferHeight: Int

    /// A part of a framebuffer of the given height, in physical pixels from the top left corner.
    public init(x: Int, y: Int, width: Int, height: Int, framebufferHeight: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
        self.framebufferHeight = framebufferHeight
    }

    /// A whole framebuffer, in physical pixels.
    public init(width: Int, height: Int) {
        self.init(x: 0, y: 0, width: width, height: height, framebufferHeight: height)
    }
}
