/// Which numbers of a stack are black and white.
struct LevelScale: Equatable {
    let black: Float
    let white: Float

    /// What is understood, for sentences.
    static let understood = "0...1, -1...1, 0...16 (UCI's digits), 0...255 and 0...65535"

    /// The scales, each with the smallest and largest numbers that it is found by: filters overshoot a little, but
    /// standardised values, as -0.42...2.82 of MNIST, are on none.
    private static let known:
        [(scale: LevelScale, smallest: ClosedRange<Float>, largest: ClosedRange<Float>)] = [
            (LevelScale(black: 0, white: 1), -0.1...1.1, -0.1...1.1),
            (LevelScale(black: -1, white: 1), -1.1...1.1, -1.1...1.1),
            (LevelScale(black: 0, white: 16), 0...16, 15...16),
            (.bytes, 0...280, 16...280),
            (.bytes, -25...0, 100...280),
            (LevelScale(black: 0, white: 65_535), 0...65_535, 280...65_535),
        ]

    /// The scale of bytes, on which levels are what they are.
    static let bytes = LevelScale(black: 0, white: 255)

    /// The scale that numbers from `smallest` to `largest` are on; nil where they are on none, because they were
    /// standardised, say, or are no pixels.
    static func find(smallest: Float, largest: Float) -> LevelScale? {
        known.first { $0.smallest.contains(smallest) && $0.largest.contains(largest) }?.scale
    }

    /// The level 0...255 of a number, rounded; what is no number is black.
    func level(_ number: Float) -> UInt8 {
        let level = (number - black) / (white - black) * 255
        return level.isNaN ? 0 : UInt8(max(0, min(255, level.rounded())))
    }
}
