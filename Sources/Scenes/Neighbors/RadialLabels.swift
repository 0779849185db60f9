import Rendering

/// What stands around the disc: each class with its counts and the picture that moved most, and more pictures of the
/// class that the picture in the middle has. What finds no room is left out; the largest classes choose first.
struct RadialLabels: Sendable {
    /// A class's name and counts.
    struct Label: Sendable, Equatable {
        /// The class; -1: none.
        var classIndex: Int
        /// Shortened to what has room.
        var name: String
        /// As in "27 → 82".
        var counts: String
        /// All of the words.
        var place: Rectangle
        /// Which of the ends of the lines are below one another.
        var alignment: TextAlignment
    }

    /// A picture beside the rim.
    struct Picture: Sendable, Equatable {
        /// The sample, by its index in the data set.
        var sample: Int
        /// Its class; -1: none.
        var classIndex: Int
        /// Where it is drawn.
        var place: Rectangle
        /// The direction of its trace; nil: it stands by a label, whose trace may be elsewhere.
        var angle: Float?
    }

    /// The labels that have room.
    private(set) var labels: [Label] = []
    /// The pictures that have room.
    private(set) var pictures: [Picture] = []

    /// The side of a picture, in points.
    static let pictureSide: Float = 30
    private static let gap: Float = 9
    private static let height: Float = 34
    private static let markWidth: Float = 17
    private static let largestName: Float = 110

    private var taken: [Rectangle] = []
    private let layout: RadialLayout
    private let fonts: TextMeasure

    /// The labels of a disc; `ownClass` is that of the picture in the middle.
    init(_ plot: RadialPlot, _ layout: RadialLayout, classNames: [String], ownClass: Int?, fonts: TextMeasure)
    {
        (self.layout, self.fonts) = (layout, fonts)
        let bySize = plot.sectors.sorted {
            ($0.fromCount + $0.toCount, $1.classIndex) > ($1.fromCount + $1.toCount, $0.classIndex)
        }
        for sector in bySize {
            let name =
                classNames.indices.contains(sector.classIndex)
                ? classNames[sector.classIndex] : classNames.isEmpty ? "all" : "no class"
            guard let label = label(for: sector, name: name) else { continue }
            labels.append(label)
            taken.append(label.place)
            addGreatestMover(of: sector, beside: label, plot)
        }
        if let own = plot.sectors.first(where: { $0.classIndex == ownClass }) { addMembers(of: own, plot) }
    }

    // MARK: Labels

    private func label(for sector: RadialPlot.Sector, name: String) -> Label? {
        let counts = "\(NumberFormat.count(sector.fromCount)) \u{2192} \(NumberFormat.count(sector.toCount))"
        for shift in [0, -0.14, 0.14, -0.28, 0.28, -0.4, 0.4] as [Float] {
            let angle = sector.middle + (sector.end - sector.start) * shift
            let direction = RadialLayout.direction(angle)
            let anchor = layout.center + direction * (layout.outerRadius + Self.gap)
            let alignment: TextAlignment = direction.x > 0.3 ? .left : direction.x < -0.3 ? .right : .center
            let room =
                switch alignment {
                case .left: layout.bounds.maxX - anchor.x
                case .right: anchor.x - layout.bounds.minX
                case .center: Self.largestName
                }
            guard room > 44 else { continue }
            let shown = fonts.truncated(
                name, to: min(room, Self.largestName) - Self.markWidth, size: TypeSize.label,
                weight: .semibold)
            let width = max(
                fonts.width(of: shown, size: TypeSize.label, weight: .semibold) + Self.markWidth,
                fonts.width(of: counts, size: TypeSize.label))
            // Above the disc the words end at the anchor, below it they begin there.
            let size = Point(width, Self.height)
            let y = anchor.y - size.y / 2 + direction.y * size.y / 2
            let x =
                switch alignment {
                case .left: anchor.x
                case .right: anchor.x - width
                case .center: anchor.x - width / 2
                }
            let place = Rectangle(origin: Point(x, y), size: size)
            guard isFree(place) else { continue }
            return Label(
                classIndex: sector.classIndex, name: shown, counts: counts, place: place, alignment: alignment
            )
        }
        return nil
    }

    private func isFree(_ place: Rectangle) -> Bool {
        let bounds = layout.bounds
        return place.minX >= bounds.minX && place.maxX <= bounds.maxX && place.minY >= bounds.minY
            && place.maxY <= bounds.maxY && !taken.contains { $0.inset(by: -3).intersects(place) }
    }

    // MARK: Pictures

    private mutating func addGreatestMover(
        of sector: RadialPlot.Sector, beside label: Label, _ plot: RadialPlot
    ) {
        let members = plot.traces.filter { $0.classIndex == sector.classIndex }
        guard let mover = members.max(by: { abs($0.change) < abs($1.change) }) else { return }
        let side = Self.pictureSide
        let left = Rectangle(
            x: label.place.minX - side - 8, y: label.place.center.y - side / 2, width: side, height: side + 3)
        var right = left
        right.origin.x = label.place.maxX + 8
        for place in label.alignment == .right ? [left] : label.alignment == .left ? [right] : [left, right]
        where isFree(place) {
            pictures.append(Picture(sample: mover.sample, classIndex: mover.classIndex, place: place))
            taken.append(place)
            return
        }
    }

    /// Up to five more pictures along the rim of a sector: those that moved most, each in the direction of its trace.
    private mutating func addMembers(of sector: RadialPlot.Sector, _ plot: RadialPlot) {
        let known = Set(pictures.map(\.sample))
        let movers = plot.traces.filter { $0.classIndex == sector.classIndex && !known.contains($0.sample) }
            .sorted { (abs($0.change), $1.sample) > (abs($1.change), $0.sample) }
        var angles: [Float] = []
        for mover in movers where angles.count < 5 {
            guard angles.allSatisfy({ abs($0 - mover.angle) >= RadialPlot.leastSector }) else { continue }
            let side = Self.pictureSide
            let middle =
                layout.center + RadialLayout.direction(mover.angle) * (layout.outerRadius + side * 0.5 + 12)
            let place = Rectangle(
                origin: (middle - side / 2).rounded(.toNearestOrAwayFromZero), size: Point(side, side + 3))
            guard isFree(place), !isOverDisc(place) else { continue }
            angles.append(mover.angle)
            pictures.append(
                Picture(
                    sample: mover.sample, classIndex: mover.classIndex, place: place, angle: mover.angle))
            taken.append(place)
        }
    }

    private func isOverDisc(_ place: Rectangle) -> Bool {
        let low = place.origin
        let high = place.origin + place.size
        let nearest = pointwiseMax(low, pointwiseMin(high, layout.center))
        return layout.distance(of: nearest) < layout.outerRadius + 4
    }
}
