import Datasets
import Rendering
import Samples
import Tensors
import Workbench

/// What the Channels scene shows, without any geometry: the network as a graph of layers, and the layers that are open.
struct ChannelsContent: Sendable {
    /// A node of the graph.
    struct Layer: Sendable, Equatable {
        /// By `SampleLayer.id`.
        var id: Int
        /// Its name.
        var name: String
        /// How alike its classes are; nil: not known yet.
        var tile: LayerTile?
    }

    /// A layer that is open.
    struct Card: Sendable {
        /// By `SampleLayer.id`.
        var layer: Int
        /// Its name.
        var name: String
        /// What is written beside the name.
        var remark: String
        /// What is shown of it.
        var view: LayerView
        /// That, where it is there.
        var body: Body
    }

    /// What a card holds.
    enum Body: Sendable {
        /// Nothing yet; what is awaited in words, and how far it is, in steps.
        case waiting(String, progress: SIMD2<Int>?)
        /// It cannot be; why, in words.
        case failed(String)
        /// Channels by pictures.
        case heatmap(HeatmapContent)
        /// Superclasses, subclasses and clusters.
        case hierarchy(HierarchyContent, ClusterBarsContent?)
        /// Accuracy against channels removed.
        case pruning(PruningContent)
        /// The embedding, or the Jaccard matrix.
        case map(LayerMapCard)
    }

    /// Whether there are activations to be shown.
    var isOpen = false
    /// The classes, by their index.
    var classNames: [String] = []
    /// The network without its input.
    var graph = LayeredGraph.line(count: 0)
    /// The input and the nodes of the graph.
    var layers: [Layer] = []
    /// What the highest colour of the tiles stands for; the lowest stands for 0.
    var tileBound: Float = 1
    /// The layers that are open, the one on the left first.
    var cards: [Card] = []
    /// The selected samples, by their index in the data set.
    var selected: Set<Int> = []
    /// The sample that is ringed in every view.
    var pointed: Int?
    /// What is known of single samples.
    var facts: SampleFacts?
    /// What a click keeps on screen.
    var pinned: SamplePin?
    /// Whether only some of the classes or samples are looked at.
    var isNarrowed = false
    /// The sample that stands for the input in the strip.
    var inputSample: Int?

    /// The maps of samples that are pointed at or kept, as far as they are there.
    var maps: [MapsKey: Maps] = [:]
    /// What the panels have set.
    var settings = SampleSettings()
    /// What a channel's number is called, as in "sum above Otsu".
    var summaryName = "sum above Otsu"
    /// How much of the channel lies over the picture, 0...1.
    var overlayShare: Float { settings.overlayShare }
    /// The class of every sample of the data set; -1: of none.
    var classOf: [Int] = []

    /// A sample in a layer.
    struct MapsKey: Sendable, Hashable {
        /// By its index in the data set.
        var sample: Int
        /// By `SampleLayer.id`.
        var layer: Int
    }

    /// The maps of a sample in a layer.
    struct Maps: Sendable {
        /// `[channels, height, width]`
        var tensor: Tensor
        /// The extent of a map.
        var width, height: Int
        /// From the smallest to the largest value of the layer over all samples.
        var range: ClosedRange<Float>
        /// The sample's picture in the pixels of the network's input.
        var picture: Picture

        /// The number of maps.
        var count: Int { tensor.count / max(width * height, 1) }

        /// One map, `[height, width]`.
        func map(_ channel: Int) -> [Float] {
            tensor.withValues { Array($0[channel * width * height..<(channel + 1) * width * height]) }
        }
    }

    /// The name of a class; -1: of none.
    func className(_ index: Int) -> String {
        classNames.indices.contains(index) ? classNames[index] : "no class"
    }

    /// The least tenth that all tiles' values lie below, so that tiles can be compared.
    static func bound(of tiles: [LayerTile]) -> Float {
        let largest = tiles.flatMap(\.values).filter(\.isFinite).max() ?? 1
        return min(max((largest * 10 - 1e-4).rounded(.up) / 10, 0.1), 1)
    }
}

/// The mean similarity of classes in a layer, as a small picture.
struct LayerTile: Sendable, Equatable {
    /// The classes: the 16 with the most pictures, in their order.
    var classes: [Int]
    /// `[classes, classes]`, 0...1; not a number where a class has too few pictures.
    var values: [Float]
    /// Tells it from others, so that its picture is made once.
    var number: UInt64

    /// More classes than this are not shown.
    static let mostClasses = 16

    /// A part of a matrix of all classes, `[count, count]`.
    init(_ matrix: [Float], counts: [Int], number: UInt64) {
        let largest = counts.indices.filter { counts[$0] > 0 }
            .sorted { (-counts[$0], $0) < (-counts[$1], $1) }
        let shown = largest.prefix(Self.mostClasses).sorted()
        values = shown.flatMap { row in shown.map { matrix[row * counts.count + $0] } }
        classes = shown
        self.number = number
    }
}
