import Rendering

/// Puts words on the stage so that no two meet: what comes first stays, what would touch it is left out.
struct LabelBoard {
    /// Words that belong together, with their marks.
    struct Label {
        /// What is drawn.
        var items: [OverlayItem]
        /// The room they take.
        var bounds: Rectangle
    }

    /// Where nothing may be written beyond.
    let stage: Rectangle
    /// What was put down, in order.
    private(set) var placed: [Label] = []

    /// An empty board.
    init(stage: Rectangle) { self.stage = stage }

    /// Keeps a place free.
    mutating func reserve(_ rectangle: Rectangle) {
        placed.append(Label(items: [], bounds: rectangle))
    }

    /// Puts the label down unless it meets another one or leaves the stage. Returns whether it did.
    @discardableResult
    mutating func place(_ label: Label?) -> Bool {
        guard let label, isFree(label.bounds) else { return false }
        placed.append(label)
        return true
    }

    /// Whether nothing is written there.
    func isFree(_ bounds: Rectangle) -> Bool {
        bounds.minX >= stage.minX && bounds.maxX <= stage.maxX && bounds.minY >= stage.minY
            && bounds.maxY <= stage.maxY && !placed.contains { $0.bounds.intersects(bounds) }
    }

    /// Everything that was put down.
    var items: [OverlayItem] { placed.flatMap(\.items) }
}

extension TextRun {
    /// The room of the text, for its measured width.
    func bounds(width: Float) -> Rectangle {
        let left =
            switch alignment {
            case .left: position.x
            case .center: position.x - width / 2
            case .right: position.x - width
            }
        return Rectangle(x: left, y: position.y - size * 0.78, width: width, height: size)
    }
}
