import Rendering

/// The card of a branch, a class, a subclass or a cluster: what it is, and some of its pictures.
@MainActor struct BranchCard {
    /// The first line.
    let title: String
    /// The second line.
    let remark: String
    /// Some of its samples, by their index in the data set.
    let samples: [Int]
    let pen: Pen
    let thumbnail: (Int) -> DisplayImage?

    /// Pictures in a row, and the side of each.
    private static let perRow = 6
    private static let side: Float = 46
    /// How many pictures there are at most.
    static let most = 12

    /// The extent, in points.
    var size: Point {
        let rows = Float((samples.count + Self.perRow - 1) / Self.perRow)
        return Point(24 + Float(Self.perRow) * (Self.side + 4) - 4, 56 + rows * (Self.side + 4) + 8)
    }

    /// So many of a branch's samples as are shown, evenly from all of them.
    static func some(of samples: [Int]) -> [Int] {
        guard samples.count > most else { return samples }
        return (0..<most).map { samples[$0 * samples.count / most] }
    }

    /// The card in its place.
    func items(in place: Rectangle) -> [OverlayItem] {
        var items: [OverlayItem] = [
            .box(Box(place, fill: pen.theme.raised, border: pen.theme.line2, radius: 6)),
            pen.text(
                title, place.origin + Point(12, 24), width: place.width - 24, size: TypeSize.body,
                weight: .semibold),
            pen.text(
                remark, place.origin + Point(12, 43), width: place.width - 24, color: pen.theme.ink2),
        ]
        for (index, sample) in samples.enumerated() {
            let (row, column) = (Float(index / Self.perRow), Float(index % Self.perRow))
            let square = Rectangle(
                x: place.minX + 12 + column * (Self.side + 4), y: place.minY + 54 + row * (Self.side + 4),
                width: Self.side, height: Self.side)
            items.append(
                thumbnail(sample).map { .image($0, square, opacity: 1) }
                    ?? pen.fill(square, pen.theme.surface))
        }
        return items
    }
}
