import Rendering

/// Where everything of the Occlusion scene stands on the stage: pure geometry, in stage points.
///
/// It keeps what must not jump between frames: the sides of the labels, the offsets of the tiles, the side of
/// the card.
struct OcclusionLayout: Sendable {
    /// The side of a tile's picture.
    static let tile: Float = 38
    /// The side of the hovered tile's picture.
    static let lens: Float = 64
    /// The width of a tile's frame, outside the picture.
    static let frame: Float = 3
    /// The width of a support vector's outline, outside the frame.
    static let outline: Float = 4
    /// What tiles are apart, from middle to middle.
    static let pitch: Float = tile + 13
    /// From the stage's edge to what is written.
    static let margin: Float = 24

    /// What has to be arranged.
    struct Request: Sendable, Equatable {
        /// The figure.
        var simplex: Simplex
        /// The tiles' weights, `[tiles][corners]`.
        var weights: [[Float]]
        /// Which tiles are support vectors, and so need a little more room.
        var isSupportVector: [Bool]
        /// The original's weights; nil: there is none.
        var original: [Float]?
        /// How the figure is looked at.
        var view: Turntable
        /// The stage's extent.
        var stageSize: Point
        /// Where the title stands.
        var title: Rectangle
        /// Where the key stands.
        var key: Rectangle
        /// The extent of the corners' labels.
        var labelSizes: [Point]
        /// The extent of the original's label.
        var originalLabelSize: Point
    }

    /// A side of the figure.
    struct Edge: Sendable, Equatable {
        /// Its ends.
        var start, end: Point
        /// Whether no face hides it.
        var isVisible: Bool
        /// Where a quarter, half and three quarters of the way are.
        var ticks: [Point]
    }

    /// A tile's place.
    struct TilePlace: Sendable, Equatable {
        /// The middle of its picture.
        var center: Point
        /// Where it truly belongs.
        var anchor: Point

        /// The picture of a given side.
        func picture(side: Float = OcclusionLayout.tile) -> Rectangle {
            Rectangle(origin: center, size: .zero).inset(by: -side / 2)
        }

        /// How far it was moved.
        var shift: Float { ((center - anchor) * (center - anchor)).sum().squareRoot() }
    }

    /// How the tiles move.
    enum Motion: Sendable {
        /// To their final places at once.
        case settled
        /// A few steps from where they are, while the figure moves.
        case following
        /// This share of the way from where they were to their final places.
        case gliding(Float)
    }

    /// The camera of the figure.
    private(set) var camera = Camera(clipFromWorld: .identity, stageSize: Point(1, 1))
    /// The corners.
    private(set) var corners: [Point] = []
    /// The corners' labels.
    private(set) var cornerLabels: [Rectangle] = []
    /// The sides.
    private(set) var edges: [Edge] = []
    /// The outline of what the figure stands on.
    private(set) var floor: [Point] = []
    /// The unmasked picture's place.
    private(set) var original: Point?
    /// Its label.
    private(set) var originalLabel: Rectangle?
    /// The tiles.
    private(set) var tiles: [TilePlace] = []

    private var depths: [Float] = []
    private var labels = MarkLabels()
    private var separation = TileSeparation(count: 0)
    private var glide: (from: [Point], to: [Point])?
    private var card = CardPlacement()

    /// Whether the tiles are at their final places.
    private(set) var isSettled = false

    /// Arranges everything anew.
    mutating func arrange(_ request: Request, _ motion: Motion) {
        let stage = Rectangle(origin: .zero, size: request.stageSize)
        camera = request.view.camera(
            showing: request.simplex, in: Self.figureFrame(in: stage, below: request.title),
            stageSize: request.stageSize)
        arrangeFigure(request)
        arrangeLabels(request, stage)
        arrangeTiles(request, motion, stage)
    }

    /// The card's place beside a tile, and none of the others in its way if that can be.
    mutating func placeCard(for tile: Int, request: Request) -> Rectangle {
        let others = tiles.indices.filter { $0 != tile }.map { tiles[$0].picture().inset(by: -Self.frame) }
        let marks = corners.map { Rectangle(origin: $0, size: .zero).inset(by: -MarkLabels.markRadius) }
        let kept = marks + cornerLabels + [request.title, request.key] + [originalLabel].compactMap { $0 }
        return card.place(
            beside: tiles[tile].picture(side: Self.lens), covering: others, keeping: kept,
            in: Rectangle(origin: .zero, size: request.stageSize).inset(by: 12))
    }

    /// The hovered tile's picture under the lens: around the tile's middle, moved into the stage.
    func lensPlace(of tile: Int, in stageSize: Point) -> Rectangle {
        let lens = tiles[tile].picture(side: Self.lens)
        let low = Point(repeating: 12)
        return Rectangle(
            origin: pointwiseMax(low, pointwiseMin(stageSize - lens.size - low, lens.origin)), size: lens.size
        )
    }

    /// The tiles, the farthest first.
    var drawingOrder: [Int] { tiles.indices.sorted { (depths[$0], $0) > (depths[$1], $1) } }

    /// The tile at a place of the stage. `held` is the one under the pointer so far: it is let go of only when
    /// the pointer has left it by 6 points, so that it does not run away from the hand.
    func tile(at place: Point, held: Int?) -> Int? {
        if let held, tiles.indices.contains(held),
            tiles[held].picture().inset(by: -Self.frame - 6).contains(place)
        {
            return held
        }
        return tiles.indices.first { tiles[$0].picture().inset(by: -Self.frame).contains(place) }
    }

    /// The corner whose mark or name is at a place of the stage.
    func corner(at place: Point) -> Int? {
        zip(corners, cornerLabels).enumerated().first { _, corner in
            let mark = Rectangle(origin: corner.0, size: .zero).inset(by: -MarkLabels.markRadius)
            return mark.contains(place) || corner.1.contains(place)
        }?.offset
    }

    /// Whether the original's mark or name is at a place of the stage.
    func isOriginal(at place: Point) -> Bool {
        guard let original, let originalLabel else { return false }
        return Rectangle(origin: original, size: .zero).inset(by: -MarkLabels.markRadius).contains(place)
            || originalLabel.contains(place)
    }

    /// The part of the stage that the figure fills.
    private static func figureFrame(in stage: Rectangle, below title: Rectangle) -> Rectangle {
        let side = min(170, stage.width * 0.16)
        let bottom = min(128, stage.height * 0.15)
        // On a narrow stage the topmost corner would run into the title.
        let isNarrow = title.maxX + 110 > stage.center.x
        let top = max(min(112, stage.height * 0.13), isNarrow ? title.maxY + 40 : 0)
        return Rectangle(
            x: side, y: top, width: max(40, stage.width - 2 * side),
            height: max(40, stage.height - top - bottom))
    }

    private mutating func arrangeFigure(_ request: Request) {
        let simplex = request.simplex
        corners = simplex.corners.map(camera.project)
        floor = simplex.floor.map { corners[$0] }
        edges = simplex.edges.map { first, second in
            let (start, end) = (simplex.corners[first], simplex.corners[second])
            return Edge(
                start: corners[first], end: corners[second],
                isVisible: simplex.isEdgeVisible(first, second, from: request.view.eye),
                ticks: [0.25, 0.5, 0.75].map { camera.project(start + (end - start) * $0) })
        }
        original = request.original.map { camera.project(simplex.place(of: $0)) }
    }

    private mutating func arrangeLabels(_ request: Request, _ stage: Rectangle) {
        let named = original.map {
            (marks: corners + [$0], sizes: request.labelSizes + [request.originalLabelSize])
        }
        let rectangles = labels.place(
            MarkLabels.Problem(
                marks: named?.marks ?? corners, sizes: named?.sizes ?? request.labelSizes,
                edges: request.simplex.edges, obstacles: [request.title, request.key],
                bounds: stage.inset(by: 12)))
        cornerLabels = Array(rectangles.prefix(corners.count))
        originalLabel = rectangles.count > corners.count ? rectangles.last : nil
    }

    private mutating func arrangeTiles(_ request: Request, _ motion: Motion, _ stage: Rectangle) {
        let places = request.weights.map { request.simplex.place(of: $0) }
        let anchors = places.map { camera.project($0) }
        depths = places.map { camera.depth(of: $0) }
        let problem = TileSeparation.Problem(
            anchors: anchors, reaches: request.isSupportVector.map { Self.pitch / 2 + ($0 ? 2 : 0) },
            obstacles: obstacles(request), bounds: stage.inset(by: 6))
        separate(problem, motion)
        tiles = zip(separation.places(around: anchors), anchors).map { TilePlace(center: $0, anchor: $1) }
    }

    /// Moves the tiles. Where they come to rest depends on the problem alone, not on the way there.
    private mutating func separate(_ problem: TileSeparation.Problem, _ motion: Motion) {
        switch motion {
        case .settled:
            separation = TileSeparation(solving: problem)
            (glide, isSettled) = (nil, true)
        case .following:
            separation.advance(problem, steps: 8)
            (glide, isSettled) = (nil, false)
        case .gliding(let share):
            let way = glide ?? (separation.offsets, TileSeparation(solving: problem).offsets)
            separation = TileSeparation(offsets: zip(way.from, way.to).map { $0 + ($1 - $0) * share })
            glide = share < 1 ? way : nil
            isSettled = share >= 1
        }
    }

    /// What tiles keep out of: the title, the key, every mark together with its name.
    private func obstacles(_ request: Request) -> [Rectangle] {
        let named = zip(
            corners + [original].compactMap { $0 }, cornerLabels + [originalLabel].compactMap { $0 })
        let marks = named.map { mark, label in
            Rectangle(origin: mark, size: .zero).inset(by: -MarkLabels.markRadius).union(label).inset(by: -3)
        }
        return [request.title, request.key] + marks
    }
}
