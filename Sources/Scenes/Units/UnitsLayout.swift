import Rendering

/// Where everything of the Units scene stands: pure geometry, in stage points.
///
/// From left to right: classes and overview, the plots, selection and card; below them the strip of mean responses.
/// Where it is too narrow the left column goes first, and the overview moves above the selection; then the right one.
struct UnitsLayout: Sendable, Equatable {
    /// What has to be arranged.
    struct Request: Sendable, Equatable {
        /// The stage's extent.
        var size: Point
        /// How many plots a side are wanted.
        var perSide = 6
        /// How many units there are.
        var unitCount = 0
        /// How many classes are to be listed.
        var classCount = 0
        /// How many layers the strip has.
        var layerCount = 0
        /// The first layer of the strip that is seen.
        var firstLayer = 0
    }

    /// The stage's extent.
    let size: Point
    /// The rows of classes; empty where there is no room.
    let classRows: [Rectangle]
    /// Whether more classes are there than rows.
    let hasMoreClasses: Bool
    /// The overview; nil: there is no room.
    let overview: Rectangle?
    /// What is said of it: below it, or at its right.
    let overviewKey: Rectangle
    /// The room for the plots, as high as wide.
    let matrix: Rectangle
    /// A plot's side.
    let plotSide: Float
    /// How many plots a side are seen.
    let shown: Int
    /// The pictures that are selected, with the heading; nil: there is no room.
    let selection: Rectangle?
    /// The card of the point under the pointer; nil: there is no room.
    let card: Rectangle?
    /// The strip, with its heading at the left.
    let strip: Rectangle
    /// The barcodes that are seen, with the index of their layer.
    let barcodes: [(layer: Int, place: Rectangle)]
    /// How many layers the strip shows at a time.
    let stripCount: Int

    static let margin: Float = 24
    /// Beside the plots, for the units' numbers.
    static let labelWidth: Float = 48
    static let top: Float = 96
    static let overviewSide: Float = 166
    static let rightWidth: Float = 278
    static let classPitch: Float = 25
    /// What stands below the overview.
    static let overviewWords: Float = 74
    private static let stripHeight: Float = 74
    private static let stripHeading: Float = 166
    private static let smallestPlot: Float = 46

    /// Arranges everything.
    init(_ request: Request) {
        let (stage, margin) = (request.size, Self.margin)
        size = stage
        strip = Rectangle(
            x: margin, y: stage.y - 14 - Self.stripHeight, width: max(stage.x - 2 * margin, 40),
            height: Self.stripHeight)
        let low = strip.minY - 20
        let hasLeft = stage.x >= 1_020
        let hasRight = stage.x >= 700
        let left = margin + (hasLeft ? Self.overviewSide + 4 : 0) + Self.labelWidth
        let right = stage.x - margin - (hasRight ? Self.rightWidth + 16 : 0)
        let room = max(min(right - left, low - 20 - Self.top), 40)
        let fitting = max(Int((room + UnitGrid.gap) / (Self.smallestPlot + UnitGrid.gap)), 1)
        shown = max(min(request.perSide, fitting, request.unitCount), 1)
        plotSide = ((room + UnitGrid.gap) / Float(shown) - UnitGrid.gap).rounded(.down)
        let side = (plotSide + UnitGrid.gap) * Float(shown) - UnitGrid.gap
        matrix = Rectangle(
            x: (left + max(right - left - side, 0) / 2).rounded(), y: Self.top, width: side, height: side)
        let column = Rectangle(
            x: stage.x - margin - Self.rightWidth, y: 70, width: Self.rightWidth, height: low - 70)
        if hasLeft {
            let classTop = Self.top + 8
            let space = low - Self.overviewSide - Self.overviewWords - 50 - classTop
            let most = max(Int(space / Self.classPitch), 0)
            hasMoreClasses = request.classCount > most
            let count = min(request.classCount, hasMoreClasses ? max(most - 1, 0) : most)
            classRows = (0..<count).map {
                Rectangle(
                    x: margin, y: classTop + Float($0) * Self.classPitch, width: Self.overviewSide,
                    height: Self.classPitch)
            }
            let top = classTop + Float(count + (hasMoreClasses ? 1 : 0)) * Self.classPitch + 50
            let place = Rectangle(x: margin, y: top, width: Self.overviewSide, height: Self.overviewSide)
            overview = place
            overviewKey = Rectangle(
                x: margin, y: place.maxY + 9, width: Self.overviewSide, height: Self.overviewWords)
        } else if hasRight {
            // Above the selection, small, with its words beside it.
            (classRows, hasMoreClasses) = ([], request.classCount > 0)
            let place = Rectangle(x: column.minX, y: Self.top, width: 96, height: 96)
            overview = place
            overviewKey = Rectangle(
                x: place.maxX + 16, y: place.minY + 4, width: column.maxX - place.maxX - 16,
                height: Self.overviewWords)
        } else {
            (classRows, hasMoreClasses, overview) = ([], request.classCount > 0, nil)
            overviewKey = Rectangle(origin: .zero, size: .zero)
        }
        if hasRight {
            let top = hasLeft ? column.minY : Self.top + 96 + 18
            let height = low - top
            let cardHeight = min(352, max(height - 122, 120))
            card = Rectangle(x: column.minX, y: low - cardHeight, width: column.width, height: cardHeight)
            selection = Rectangle(
                x: column.minX, y: top, width: column.width, height: height - cardHeight - 14)
        } else {
            (card, selection) = (nil, nil)
        }
        let start = margin + (stage.x >= 760 ? Self.stripHeading : 0)
        let width = stage.x - margin - start + 8
        stripCount = max(min(request.layerCount, Int(width / 62)), 1)
        let first = min(max(request.firstLayer, 0), max(request.layerCount - stripCount, 0))
        let pitch = min(width / Float(stripCount), 176)
        let (seen, top) = (stripCount, strip.minY + 20)
        barcodes = (first..<min(first + seen, request.layerCount)).enumerated().map { index, layer in
            (
                layer,
                Rectangle(
                    x: start + Float(index) * pitch, y: top, width: (pitch - 8).rounded(.down), height: 34)
            )
        }
    }

    /// The first layer of the strip from which one is in view, the least change from `first`.
    func firstLayer(showing layer: Int, from first: Int) -> Int {
        if layer < first { return max(layer, 0) }
        return layer >= first + stripCount ? layer - stripCount + 1 : first
    }

    /// By what they are made of.
    static func == (left: UnitsLayout, right: UnitsLayout) -> Bool {
        left.size == right.size && left.matrix == right.matrix && left.classRows == right.classRows
            && left.overview == right.overview && left.shown == right.shown
            && left.barcodes.map(\.place) == right.barcodes.map(\.place)
    }
}
