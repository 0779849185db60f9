import Rendering

/// The lines of the stability plot as images: thousands of lines are drawn once, not in every frame.
struct StabilityImage: Sendable {
    /// All that the images depend on.
    struct Request: Sendable, Equatable {
        var lines: StabilityLines
        /// The extent of the plot, in points.
        var size: Point
        var theme: Theme
        /// The selected samples, by their index in the data set.
        var selected: Set<Int>

        static func == (left: Request, right: Request) -> Bool {
            left.lines.id == right.lines.id && left.size == right.size && left.theme == right.theme
                && left.selected == right.selected
        }
    }

    /// A part of the picture.
    struct Tile: Sendable {
        var image: DisplayImage
        /// Where it lies, in shares of the plot's extent from its top left corner.
        var place: Rectangle
    }

    /// Pixels a point: sharp on displays of high density, and averaged on others.
    static let density: Float = 2
    /// What is drawn around the plot, in points: lines that lie on its edges are whole.
    static let margin: Float = 4
    /// The longest side of a tile, in pixels: what the renderer keeps as it is.
    private static let longestSide = 1024

    /// Draws the lines of a request: paper, axes, all lines thin and pale, the selected ones last.
    ///
    /// - Parameter isStale: asked now and then.
    /// - Returns: nil where it is given up.
    static func tiles(_ request: Request, isStale: () -> Bool = { false }) -> [Tile]? {
        let extent = ((request.size + 2 * margin) * density).rounded(.up)
        let theme = request.theme
        var raster = LineRaster(
            width: max(Int(extent.x), 1), height: max(Int(extent.y), 1), background: theme.paper)
        let plot = StabilityPlot(
            area: Rectangle(origin: Point(margin, margin), size: request.size), lines: request.lines)
        drawAxes(of: plot, on: &raster, theme)
        let passes = [
            Pass(positions: request.lines.drawn, width: 1, opacity: opacity(request)),
            Pass(positions: chosen(request), width: 1.5, opacity: 0.92),
        ]
        for pass in passes {
            for (place, position) in pass.positions.enumerated() {
                if place % 64 == 0, isStale() { return nil }
                let color = StabilityLines.color(request.lines.share(of: position), theme)
                raster.draw(
                    plot.points(of: position).map { $0 * density }, thickness: pass.width * density,
                    color: color.opacity(pass.opacity))
            }
        }
        return cut(raster)
    }

    private struct Pass {
        var positions: [Int]
        var width: Float
        var opacity: Float
    }

    /// The selected samples that have a line; the rest of more than can be told apart is left out.
    private static func chosen(_ request: Request) -> [Int] {
        let all = request.selected.sorted().compactMap { request.lines.position(of: $0) }
        let limit = StabilityLines.largestCount
        return all.count <= limit ? all : (0..<limit).map { all[$0 * all.count / limit] }
    }

    /// Few lines are stronger than many, unless they stand behind selected ones.
    private static func opacity(_ request: Request) -> Float {
        let pale: Float = 0.17
        guard request.selected.isEmpty else { return pale }
        return min(max(pale * (1_000 / Float(max(request.lines.drawn.count, 1))).squareRoot(), pale), 0.7)
    }

    private static func drawAxes(of plot: StabilityPlot, on raster: inout LineRaster, _ theme: Theme) {
        let columns = Int(plot.area.minX * density)..<Int(plot.area.maxX * density)
        for axis in plot.lines.names.indices {
            let row = Int((plot.y(ofAxis: axis) * density).rounded()) - Int(density) / 2
            raster.drawLevel(rows: row..<row + Int(density), columns: columns, color: theme.line)
        }
    }

    private static func cut(_ raster: LineRaster) -> [Tile] {
        let extent = Point(Float(raster.width), Float(raster.height))
        func parts(_ length: Int) -> [Range<Int>] {
            stride(from: 0, to: length, by: longestSide).map { $0..<min($0 + longestSide, length) }
        }
        return parts(raster.height).flatMap { rows in
            parts(raster.width).map { columns in
                let origin = Point(Float(columns.lowerBound), Float(rows.lowerBound))
                let size = Point(Float(columns.count), Float(rows.count))
                return Tile(
                    image: raster.image(rows: rows, columns: columns),
                    place: Rectangle(origin: origin / extent, size: size / extent))
            }
        }
    }

    /// The tiles of a plot in `area`.
    static func items(_ tiles: [Tile], in area: Rectangle) -> [OverlayItem] {
        let whole = area.inset(by: -margin)
        return tiles.map { tile in
            let place = Rectangle(
                origin: whole.origin + tile.place.origin * whole.size, size: tile.place.size * whole.size)
            return .image(tile.image, place, opacity: 1)
        }
    }
}
