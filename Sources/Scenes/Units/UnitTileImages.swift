import Rendering
import Samples
import Workbench

/// The tiles of layers in the panel: a data set's samples on the two units of each layer that vary most.
@MainActor public final class UnitTileImages {
    /// A tile.
    public struct Tile: Sendable {
        /// All samples.
        public let all: DisplayImage
        /// The selected ones in full colour; nil: nothing is selected.
        public let chosen: DisplayImage?
        /// Marks for some of those, in points from the tile's top left corner.
        public let marks: PointCloud
        /// The units across and upwards, by number.
        public let units: SIMD2<Int>
    }

    /// How strong the samples are that are not selected while others are.
    public static let faded: Float = 0.32

    private struct Key: Equatable {
        var request: UnitTilesRequest
        var population: Population
        var selected: Set<Int>
        var size: Point
        var scale: Float
        var theme: Theme
    }

    /// So many selected samples have marks.
    private static let markCount = 60

    private var tiles: [Int: (key: Key, tile: Tile)] = [:]

    /// No tiles yet.
    public init() {}

    /// The tile of a layer in `size` points, `scale` pixels each; nil: it is not known yet.
    public func tile(of layer: Int, _ state: AppState, size: Point, scale: Float, theme: Theme) -> Tile? {
        guard let request = state.unitTileRequest(layer: layer), let population = state.samples.population
        else { return nil }
        let key = Key(
            request: request, population: population, selected: state.selection.samples, size: size,
            scale: scale, theme: theme)
        if let known = tiles[layer], known.key == key { return known.tile }
        guard let found = state.samples.results.result(of: request) else { return nil }
        let tile = Self.make(
            found, population, selected: key.selected, size: size, scale: scale, theme: theme)
        tiles[layer] = (key, tile)
        return tile
    }

    /// Draws a tile.
    static func make(
        _ tile: UnitTile, _ population: Population, selected: Set<Int>, size: Point, scale: Float,
        theme: Theme
    ) -> Tile {
        let count = population.count
        let values = tile.points.values
        let (xs, ys) = ((0..<count).map { values[$0 * 2] }, (0..<count).map { values[$0 * 2 + 1] })
        let slots = population.classOf.map { UInt8(SampleMarks.mark($0).rawValue) }
        let chosen = (0..<Int32(count)).filter { selected.contains(population.samples[Int($0)]) }
        let (rangeX, rangeY) = (range(of: xs), range(of: ys))
        func plot(_ size: Point) -> UnitScale {
            UnitScale(
                x: UnitAxis(range: rangeX, length: size.x), y: UnitAxis(range: rangeY, length: size.y))
        }
        let pixels = (size * scale).rounded(.toNearestOrAwayFromZero)
        let splat = UnitSplat(
            width: max(Int(pixels.x), 4), height: max(Int(pixels.y), 4), scale: plot(pixels),
            dot: UnitSplat.dot(count, scale: scale), theme: theme)
        func image(_ chosen: [Int32]?) -> DisplayImage {
            xs.withUnsafeBufferPointer { xs in
                ys.withUnsafeBufferPointer { ys in
                    guard let x = xs.baseAddress, let y = ys.baseAddress else {
                        return splat.image(of: Array(repeating: .zero, count: splat.width * splat.height))
                    }
                    return splat.image(of: splat.sums(x, y, marks: slots, chosen: chosen))
                }
            }
        }
        let shapes = ClassMark.allCases
        // Spread over all of them.
        let shown = min(chosen.count, markCount)
        let scale = plot(size)
        let marks = (0..<shown).map { index -> PointCloud.Mark in
            let point = Int(chosen[index * chosen.count / max(shown, 1)])
            let shape = shapes[Int(slots[point])]
            let color = shape.color(theme)
            return PointCloud.Mark(
                shape, at: scale.place(xs[point], ys[point]), radius: 2.6, fill: color,
                outline: shape == .ring
                    ? nil : color.mixed(with: theme.isDark ? theme.paper : theme.ink, 0.55),
                outlineWidth: 0.6)
        }
        return Tile(
            all: image(nil), chosen: chosen.isEmpty ? nil : image(chosen), marks: PointCloud(marks),
            units: tile.channels)
    }

    /// All but the outermost two hundredths of the values.
    private static func range(of values: [Float]) -> ClosedRange<Float> {
        let sorted = values.filter(\.isFinite).sorted()
        guard let first = sorted.first, let last = sorted.last, first < last else { return 0...1 }
        let (low, high) = (
            sorted[(sorted.count - 1) / 100], sorted[sorted.count - 1 - (sorted.count - 1) / 100]
        )
        return low < high ? low...high : first...last
    }
}
