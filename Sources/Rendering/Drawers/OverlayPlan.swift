/// Which drawer an overlay item goes through; what goes through the same one can be drawn together.
enum OverlayKind: Hashable {
    /// Polygons and lines.
    case triangles
    case boxes
    case text
    /// Clouds of points.
    case points
    /// Images that lie on this page of the image store.
    case images(page: Int)
}

/// Items that are drawn together: one drawer, one clip rectangle.
struct OverlayBatch {
    let kind: OverlayKind
    /// Where drawing is allowed, in points; nil: everywhere.
    let clip: Rectangle?
    /// The items' indices in the overlay, ascending.
    var items: [Int]
}

/// Groups overlay items into few batches that look as if drawn one after the other.
///
/// An item joins an earlier batch of its kind if it touches nothing of the batches after that one. "Touches" is
/// tested on a coarse grid over the stage, so it errs on the safe side.
struct OverlayPlan {
    /// The batches, in the order of drawing.
    private(set) var batches: [OverlayBatch] = []

    private static let rows = 32
    private static let columns = 64
    private static let lookBack = 8

    private var covered: [[UInt64]] = []
    private let stageSize: Point

    /// A plan for the items, of which the kind and the area in points (nil: nothing to draw) are told by `describe`.
    init(
        _ overlay: [OverlayItem], stageSize: Point,
        describe: (OverlayItem) -> (kind: OverlayKind, bounds: Rectangle)?
    ) {
        self.stageSize = pointwiseMax(stageSize, Point(1, 1))
        let stage = Rectangle(origin: .zero, size: stageSize)
        var clips: [Rectangle?] = []
        for (index, item) in overlay.enumerated() {
            switch item {
            case .beginClip(let rectangle):
                let outer = (clips.last ?? nil) ?? stage
                clips.append(
                    outer.intersection(rectangle) ?? Rectangle(origin: rectangle.origin, size: .zero))
            case .endClip:
                _ = clips.popLast()
            default:
                let clip = clips.last ?? nil
                guard let described = describe(item),
                    let visible = described.bounds.intersection(clip ?? stage)
                else { continue }
                add(index, described.kind, clip: clip, visible: visible)
            }
        }
    }

    private mutating func add(_ index: Int, _ kind: OverlayKind, clip: Rectangle?, visible: Rectangle) {
        let area = cells(visible)
        for earlier in batches.indices.reversed().prefix(Self.lookBack) {
            if batches[earlier].kind == kind, batches[earlier].clip == clip {
                batches[earlier].items.append(index)
                cover(earlier, area)
                return
            }
            if touches(earlier, area) { break }
        }
        batches.append(OverlayBatch(kind: kind, clip: clip, items: [index]))
        covered.append([UInt64](repeating: 0, count: Self.rows))
        cover(batches.count - 1, area)
    }

    /// The grid rows that a rectangle meets, and its columns as bits.
    private func cells(_ rectangle: Rectangle) -> (rows: ClosedRange<Int>, columns: UInt64) {
        let cell = stageSize / Point(Float(Self.columns), Float(Self.rows))
        func index(_ value: Float, _ count: Int) -> Int { min(max(Int(value), 0), count - 1) }
        let left = index(rectangle.minX / cell.x, Self.columns)
        let right = index(rectangle.maxX / cell.x, Self.columns)
        let top = index(rectangle.minY / cell.y, Self.rows)
        let bottom = index(rectangle.maxY / cell.y, Self.rows)
        return (top...max(top, bottom), (~0 >> UInt64(63 - max(right, left))) & (~0 << UInt64(left)))
    }

    private func touches(_ batch: Int, _ area: (rows: ClosedRange<Int>, columns: UInt64)) -> Bool {
        area.rows.contains { covered[batch][$0] & area.columns != 0 }
    }

    private mutating func cover(_ batch: Int, _ area: (rows: ClosedRange<Int>, columns: UInt64)) {
        for row in area.rows { covered[batch][row] |= area.columns }
    }
}

extension Rectangle {
    /// The smallest rectangle around the points, grown by `margin`; nil for no points.
    init?(around points: [Point], margin: Float) {
        guard let first = points.first else { return nil }
        let low = points.reduce(first, pointwiseMin)
        let high = points.reduce(first, pointwiseMax)
        self = Rectangle(origin: low, size: high - low).inset(by: -margin)
    }
}
