import Analysis
import Inference
import Rendering
import Tensors
import Workbench

/// What the Compare scene shows, without any geometry: the compared variants, one layer of them in full, and how far
/// every layer moved.
struct CompareContent: Sendable {
    /// Where the work stands.
    enum Phase: Sendable, Equatable {
        /// No network is open.
        case noNetwork
        /// No picture is open.
        case noPicture
        /// There is only the original.
        case nothingToCompare(hasPool: Bool)
        /// The first comparison is not there yet.
        case computing
        /// It could not be made; the reason in words.
        case failed(String)
        /// It is there.
        case ready
    }

    /// One of the compared variants.
    struct Variant: Sendable, Equatable {
        /// What the user calls it.
        var name: String
        /// Whether nothing of it is hidden.
        var isOriginal: Bool
        /// What the network says: "dog 86 %".
        var answer: String
    }

    /// A layer of the strip.
    struct StripLayer: Sendable, Equatable {
        /// By `Layer.id`.
        var id: Int
        /// Its name, ever shorter.
        var names: [String]
        /// How many maps it has, and ever shorter.
        var counts: [String]
        /// How far the variants after the first lie from it.
        var movements: [TensorMovement]
    }

    /// A picture of a row: a variant's values, or what they differ by from the first one's.
    enum Cell: Sendable, Hashable {
        /// Of the variant with that index.
        case value(Int)
        /// Of the variant with that index less the first.
        case difference(Int)
    }

    /// Where the work stands.
    var phase = Phase.noNetwork
    /// The variants, the one that the others are measured against first.
    var variants: [Variant] = []
    /// All layers with maps.
    var strip: [StripLayer] = []
    /// The layer that is shown.
    var layer: LayerComparison?
    /// The maps of the layer, those that moved most first.
    var mapOrder: [Int] = []
    /// What the units are called, where they are the classes.
    var unitNames: [String] = []
    /// What the user has set.
    var settings = ComparisonSettings()
    /// What is open large.
    var enlarged: EnlargedRow?
    /// The colours of the maps.
    var colors = MapColors.viridis
    /// Another number for other maps.
    var number: UInt64 = 0

    /// Whether more than two variants are compared.
    var isTable: Bool { variants.count > 2 }
    /// Whether the layer's maps are single numbers.
    var isDense: Bool { layer.map { $0.layer.width * $0.layer.height == 1 } ?? false }

    /// The rows: blocks, or maps where the table shows those; all units of a dense layer in one.
    var rows: [ComparedPicture] {
        guard let layer else { return [] }
        if isDense { return [.units] }
        if isTable, settings.rows == .maps { return mapOrder.map { .map($0) } }
        return layer.clusters.indices.map { .block($0) }
    }

    /// The pictures of every row.
    var cells: [Cell] {
        guard isTable else { return pairCells }
        return variants.indices.map { index in
            settings.cells == .differences && index > 0 ? .difference(index) : .value(index)
        }
    }

    /// The first two variants and their difference.
    var pairCells: [Cell] { [.value(0), .value(1), .difference(1)] }

    /// The pictures of what is open large.
    var largeCells: [Cell] {
        let column = enlarged?.column ?? 1
        return [.value(0), .value(column), .difference(column)]
    }

    /// Width and height of a picture, in its own pixels.
    func extent(of picture: ComparedPicture) -> SIMD2<Int> {
        guard let layer = layer?.layer else { return SIMD2(1, 1) }
        guard picture == .units else { return SIMD2(layer.width, layer.height) }
        let columns = Self.gridColumns(layer.mapCount)
        return SIMD2(columns, (layer.mapCount + columns - 1) / columns)
    }

    /// The numbers of a picture, row by row; places beyond the last unit hold no number.
    func values(of picture: ComparedPicture, _ cell: Cell) -> [Float] {
        switch cell {
        case .value(let column): return values(of: picture, column: column)
        case .difference(let column):
            return zip(values(of: picture, column: column), values(of: picture, column: 0)).map(-)
        }
    }

    private func values(of picture: ComparedPicture, column: Int) -> [Float] {
        guard let layer, layer.columns.indices.contains(column) else { return [] }
        let column = layer.columns[column]
        switch picture {
        case .block(let block): return column.representatives[block].values
        case .map(let map):
            let length = layer.layer.width * layer.layer.height
            return column.maps.withValues { Array($0[map * length..<(map + 1) * length]) }
        case .units:
            let extent = extent(of: .units)
            let rest = extent.x * extent.y - column.maps.count
            return column.maps.values + Array(repeating: .nan, count: rest)
        }
    }

    /// Between which values the picture lies in all variants, or all pictures of its kind.
    func span(of picture: ComparedPicture) -> LayerComparison.Span {
        let none = LayerComparison.Span(values: 0...0, bound: 0)
        guard let layer else { return none }
        switch (picture, settings.colorRange) {
        case (.block(let block), .row): return layer.clusterSpans[block]
        case (.map(let map), .row): return layer.mapSpans[map]
        case (.block, .layer): return Self.union(layer.clusterSpans) ?? none
        case (.map, .layer), (.units, _): return Self.union(layer.mapSpans) ?? none
        }
    }

    private static func union(_ spans: [LayerComparison.Span]) -> LayerComparison.Span? {
        spans.dropFirst().reduce(spans.first) { $0?.union($1) }
    }

    /// Whether the first variant's maps of a block all hold one value each: there is no measure to compare by.
    func hasComponent(_ picture: ComparedPicture) -> Bool {
        guard case .block(let block) = picture, let layer else { return true }
        return layer.clusters[block].explainedVariance != nil
    }

    /// As many columns as make a grid of units that is not narrow: a divisor where there is one.
    static func gridColumns(_ count: Int) -> Int {
        let root = Int(Float(max(count, 1)).squareRoot().rounded(.up))
        return (root...max(root, root * 2)).first { count % $0 == 0 } ?? root
    }
}
