/// What a pool of masks is made of.
public struct PoolSettings: Sendable, Hashable, Codable {
    /// The sizes of the sliding window, as shares of the picture's width and height, above 0 and at most 1.
    public var windowFractions: [Double]
    /// The step of the window as a share of its size, above 0.
    public var strideFraction: Double
    /// What hides the window's pixels.
    public var fill: Fill
    /// How many variants stand for each corner of the tetrahedron, at most.
    public var variantsPerLabel: Int

    /// The thesis's settings where nothing else is given.
    public init(
        windowFractions: [Double] = [1.0 / 8, 1.0 / 4, 3.0 / 8, 1.0 / 2], strideFraction: Double = 0.5,
        fill: Fill = .black, variantsPerLabel: Int = 12
    ) {
        self.windowFractions = windowFractions
        self.strideFraction = strideFraction
        self.fill = fill
        self.variantsPerLabel = variantsPerLabel
    }
}
