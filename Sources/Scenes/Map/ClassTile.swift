import Rendering
import Tensors

/// The mean similarity of the classes in a layer as a small picture: the tile that stands for the layer.
enum ClassTile {
    /// More classes than this make cells too small to be seen: those with the most samples are shown.
    static let largestCount = 16

    /// What the highest colour of all tiles stands for: the largest of the layers' largest means, rounded up to a
    /// tenth; nil where there is none.
    static func top(_ largest: [Float]) -> Float? {
        largest.max().map { min(max(($0 * 10).rounded(.up) / 10, 0.1), 1) }
    }

    /// A pixel a pair of classes.
    ///
    /// - Parameters:
    ///   - means: `[classes, classes]`.
    ///   - members: how many samples each class has.
    ///   - top: what the highest colour stands for.
    static func image(of means: Tensor, members: [Int], top: Float) -> DisplayImage {
        let shown = members.indices.filter { members[$0] > 0 }
            .sorted { (members[$0], $1) > (members[$1], $0) }.prefix(largestCount).sorted()
        let (values, count) = (means.values, means.shape[0])
        let cells = shown.flatMap { row in shown.map { values[row * count + $0] } }
        guard !shown.isEmpty else {
            return DisplayImage(map: [.nan], width: 1, height: 1, colorMap: .viridis, range: 0...top)
        }
        return DisplayImage(
            map: cells, width: shown.count, height: shown.count, colorMap: .viridis, range: 0...top)
    }
}
