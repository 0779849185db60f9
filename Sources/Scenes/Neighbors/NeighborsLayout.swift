import Rendering

/// Where everything of the Neighbors scene stands: pure geometry, in stage points.
///
/// At the left what concerns all pictures: how many neighbours they keep, and below it the distances of one; at the
/// right that one's neighbourhood and its changes. A wide stage has the maps in a column of their own, a narrow one in
/// place of what is at the left.
struct NeighborsLayout: Sendable, Equatable {
    /// What has to be arranged.
    struct Request: Sendable, Equatable {
        /// The stage's extent.
        var size: Point
        /// How many maps there are.
        var mapCount = 0
        /// Whether the maps are asked for where there is no room beside the plots.
        var showsMaps = false
    }

    /// The stage's extent.
    let size: Point
    /// The baseline of the headings at the top.
    let headings: Float = 78
    /// From the first axis to the last; nil: maps are in its place.
    let stability: Rectangle?
    /// The distances, from the axis up; nil: maps are in their place.
    let distances: Rectangle?
    /// The switch between the two operations' distances.
    let distanceSwitch: Rectangle
    /// The maps; none where they are not shown.
    let maps: [Rectangle]
    /// The switch between plots and maps; nil: there is room for both.
    let stageSwitch: Rectangle?
    /// The left edge of what is at the right, and the right one.
    let right: ClosedRange<Float>
    /// The left edge of what is at the left, and the right one.
    let left: ClosedRange<Float>
    /// The disc.
    let radial: RadialLayout
    /// The baseline of what its signs mean.
    let radialKey: Float
    /// What plays the change.
    let play: Rectangle
    /// The bars of all changes.
    let strip: Rectangle
    /// The pictures in the strip's brush.
    let pictures: [Rectangle]

    /// From the stage's edge to what is written.
    static let margin: Float = 24
    /// A stage of this width has room for a third column.
    static let wideStage: Float = 1_440
    private static let gap: Float = 48
    private static let headingRoom: Float = 26

    /// The baseline of the distances' heading.
    var distanceHeading: Float { (distances?.minY ?? 0) - 14 }
    /// The baseline of the strip's heading.
    var stripHeading: Float { strip.minY - 18 }
    /// The baseline of the line above the pictures.
    var pictureHeading: Float { (pictures.first?.minY ?? strip.maxY) - 9 }

    /// Arranges everything.
    init(_ request: Request) {
        let (stage, margin) = (request.size, Self.margin)
        size = stage
        let isWide = stage.x >= Self.wideStage && request.mapCount > 0
        let mapWidth = isWide ? min(max(stage.x * 0.2, 270), 420).rounded() : 0
        let end = stage.x - margin - (isWide ? mapWidth + 40 : 0)
        let leftWidth = min(max((end - margin) * 0.42, 290), 640).rounded()
        left = margin...(margin + leftWidth)
        right = (left.upperBound + Self.gap)...max(end, left.upperBound + Self.gap + 200)
        let bottom = stage.y - margin

        let showsMaps = request.mapCount > 0 && (isWide || request.showsMaps)
        stageSwitch =
            isWide || request.mapCount == 0
            ? nil : Rectangle(x: stage.x - margin - 150, y: 18, width: 150, height: 30)
        let column =
            isWide
            ? Rectangle(x: stage.x - margin - mapWidth, y: headings - 16, width: mapWidth, height: 0)
            : Rectangle(x: margin, y: headings - 16, width: leftWidth, height: 0)
        maps = showsMaps ? Self.maps(request.mapCount, in: column, bottom: bottom) : []

        if showsMaps, !isWide {
            (stability, distances, distanceSwitch) = (nil, nil, Rectangle(origin: .zero, size: .zero))
        } else {
            let plots = Self.plots(left, top: headings + 26, bottom: bottom, stageHeight: stage.y)
            (stability, distances) = (plots.stability, plots.distances)
            let width = min(190, leftWidth * 0.42)
            distanceSwitch = Rectangle(
                x: left.upperBound - width, y: plots.distances.minY - 32, width: width, height: 24)
        }

        let side = min((right.upperBound - right.lowerBound - 9 * 6) / 10, 44).rounded(.down)
        let pictureTop = bottom - side - 3
        pictures = (0..<ChangeStrip.brushCount).map { [right] index in
            Rectangle(
                x: right.lowerBound + Float(index) * (side + 6), y: pictureTop, width: side, height: side + 3)
        }
        let stripHeight = min(max(stage.y * 0.1, 48), 110).rounded()
        let width = right.upperBound - right.lowerBound
        strip = Rectangle(
            x: right.lowerBound, y: pictureTop - 38 - stripHeight, width: min(width, 760), height: stripHeight
        )
        radialKey = strip.minY - 18 - 34
        let radialTop = headings + 12
        radial = RadialLayout(
            in: Rectangle(
                x: right.lowerBound, y: radialTop, width: width, height: max(radialKey - 20 - radialTop, 60)))
        play = Rectangle(x: right.upperBound - 84, y: headings - 18, width: 84, height: 26)
    }

    private static func plots(
        _ sides: ClosedRange<Float>, top: Float, bottom: Float, stageHeight: Float
    ) -> (stability: Rectangle, distances: Rectangle) {
        let width = sides.upperBound - sides.lowerBound
        let height = min(max(stageHeight * 0.165, 84), 190).rounded()
        let distances = Rectangle(
            x: sides.lowerBound, y: bottom - DistancePlot.axisHeight - height, width: width, height: height)
        let low = distances.minY - 14 - 28 - StabilityPainter.keyHeight
        let stability = Rectangle(
            x: sides.lowerBound + StabilityPainter.nameWidth, y: top,
            width: max(width - StabilityPainter.nameWidth - 18, 40), height: max(low - top, 40))
        return (stability, distances)
    }

    /// Maps below one another, a heading above each.
    private static func maps(_ count: Int, in column: Rectangle, bottom: Float) -> [Rectangle] {
        let gap: Float = 12
        let pitch = ((bottom - column.minY + gap) / Float(count)).rounded(.down)
        return (0..<count).map { index in
            Rectangle(
                x: column.minX, y: column.minY + Float(index) * pitch + headingRoom, width: column.width,
                height: max(pitch - headingRoom - gap, 20))
        }
    }
}
