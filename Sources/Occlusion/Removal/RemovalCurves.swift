/// What a class's probability does while pixels disappear, the most important ones first, and while they appear.
///
/// Deletion begins with the picture and hides more and more of it under a fill: the faster the probability falls, the
/// better the order knew what matters. Insertion begins with the filled picture and shows more and more of it: the
/// faster the probability rises, the better.
/// Source: V. Petsiuk, A. Das, K. Saenko, "RISE: randomized input sampling for explanation of black-box models", 2018.
public struct RemovalCurves: Sendable, Equatable {
    /// The class whose probability is followed.
    public let classIndex: Int
    /// What hidden pixels show.
    public let fill: Fill
    /// The share of the pixels that deletion has hidden and insertion has shown, 0...1, ascending from 0 to 1.
    public let shares: [Float]
    /// The probability at each share while pixels are hidden, 0...1.
    public let deletion: [Float]
    /// The probability at each share while pixels are shown, 0...1.
    public let insertion: [Float]
    /// The area under `deletion`, 0...1; small is good.
    public let deletionArea: Float
    /// The area under `insertion`, 0...1; large is good.
    public let insertionArea: Float

    /// Curves of the given points, at least two; the areas are found by the trapezoid rule.
    public init(classIndex: Int, fill: Fill, shares: [Float], deletion: [Float], insertion: [Float]) {
        precondition(
            shares.count > 1 && deletion.count == shares.count && insertion.count == shares.count,
            "\(shares.count) shares, \(deletion.count) and \(insertion.count) probabilities")
        self.classIndex = classIndex
        self.fill = fill
        self.shares = shares
        self.deletion = deletion
        self.insertion = insertion
        deletionArea = Self.area(under: deletion, over: shares)
        insertionArea = Self.area(under: insertion, over: shares)
    }

    private static func area(under curve: [Float], over shares: [Float]) -> Float {
        let pieces = shares.indices.dropFirst().map { index in
            let width = Double(shares[index]) - Double(shares[index - 1])
            return width * (Double(curve[index]) + Double(curve[index - 1])) / 2
        }
        return Float(pieces.reduce(0, +))
    }
}
