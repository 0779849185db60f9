import Datasets
import Inference
import Occlusion
import Tensors
import Workbench

/// What the Network scene shows, queried from the state: plain values, nothing of them drawn yet.
struct NetworkContent: Sendable {
    /// One of the most probable classes.
    struct TopEntry: Sendable, Equatable {
        /// The class in words.
        var name: String
        /// Its probability, 0...1.
        var probability: Float
        /// Its probability without the mask, where there is one.
        var withoutMask: Float?
        /// Whether it is the answer without the mask.
        var isOriginalAnswer = false
        /// The shown class.
        var classIndex = 0
        /// What it means, or its whole name.
        var explanation = ""
        /// Whether it is picked to be merged.
        var isPicked = false
    }

    /// The layers, by `id`.
    var layers: [Layer] = []
    /// Ranks and edges, of what is shown.
    var graph = LayeredGraph(ranks: [], edges: [], rankOfLayer: [])
    /// Ranks and edges of all layers.
    private var wholeGraph = LayeredGraph(ranks: [], edges: [], rankOfLayer: [])
    /// What the lesson's step is called, for an audience.
    var presentedTitle: String?
    /// One a layer, of the current variant; empty while nothing is computed.
    var analyses: [LayerAnalysis] = []
    /// Maps of every block of the unmasked picture, a row a layer: what the layout keeps to while masks change.
    var steadyMapCounts: [[Int]] = []
    /// The input's columns, rows and channels.
    var inputShape = SIMD3(1, 1, 3)
    /// What is fed now, in the network's input pixels.
    var input: Picture?
    /// What the current variant hides, in order.
    var parts: [MaskPart] = []
    /// The part that is being drawn.
    var preview: MaskPart?
    /// What all that hides, where the state knows it already.
    var knownLayers: MaskLayers?
    /// The part that a list points at, an index into `parts`.
    var pointedMask: Int?
    /// The regions that can be clicked on.
    var superpixels: SuperpixelMap?
    /// Whether others are being looked for.
    var isFindingSuperpixels = false
    /// The most probable classes.
    var top: [TopEntry] = []
    /// The answer without the mask, where it is no longer among `top`.
    var lostAnswer: TopEntry?
    /// The picture that the network makes, where it gives no classes.
    var output: OutputPicture?
    /// The same without the mask, where there is one.
    var outputWithoutMask: OutputPicture?
    /// The extents of what it gives, in words.
    var outputSize = ""
    /// Why there are no classes, in a sentence; nil where there are.
    var noClasses: String?
    /// How far the mask moved each layer, an entry a layer.
    var movement: [Float]?
    /// What is chosen.
    var selection = Selection()
    /// What the panels set.
    var settings = Settings()
    /// Whether the maps lag behind the mask.
    var isAnalyzing = false
    /// Why there is nothing to see, in words.
    var emptyReason: String?
    /// Where a number comes from, where that is asked for.
    var explained: ExplainedContent?
    /// The weights of the open map.
    var weights: MapWeights?
    /// Where the map or class under the pointer takes from.
    var connections: Connections?
    /// The samples of a data set in place of the blocks; nil: the blocks are shown.
    var planes: PlaneContent?
    /// What the panels of the data-set views set.
    var sampleSettings = SampleSettings()
    /// The box of an earlier layer's pixels (nil: the input's) that feed a box of a layer's pixels.
    var receptiveField: @Sendable (PixelBox, Layer, Layer?) -> PixelBox? = { _, _, _ in nil }
    /// All maps of a layer, `[maps, height, width]`.
    var maps: @Sendable (Layer) -> Tensor? = { _ in nil }

    /// Whether a network is there.
    var hasNetwork: Bool { !layers.isEmpty }
    /// Whether anything is hidden, or is about to be.
    var hasMask: Bool { !parts.isEmpty || preview != nil }
    /// The pictures that the network makes: the current one, then that without the mask.
    var outputs: [OutputPicture] { [output, outputWithoutMask].compactMap(\.self) }
    /// What parts and preview hide.
    var layersHidden: MaskLayers { knownLayers ?? layers(adding: preview) }

    /// What the parts hide, with another one on top.
    func layers(adding part: MaskPart?) -> MaskLayers {
        MaskLayers(
            width: inputShape.x, height: inputShape.y, parts: parts + (part.map { [$0] } ?? []))
    }

    /// Every map by itself instead of clusters.
    var showsAllMaps: Bool { settings.grouping == .allMaps }

    /// What the layout depends on.
    var shape: NetworkShape {
        NetworkShape(
            layers: layers, mapCounts: steadyMapCounts, graph: graph,
            inputSize: SIMD2(inputShape.x, inputShape.y))
    }

    /// Maps of every block now, a row a layer.
    var mapCounts: [[Int]] {
        layers.map { layer in
            switch layer.kind {
            case .join: []
            case .dense: [layer.mapCount]
            case .convolution where showsAllMaps: [layer.mapCount]
            case .convolution: clusters(of: layer.id).map(\.maps.count)
            }
        }
    }

    /// The blocks of a layer, the highest mean entropy first; none in the mode without clusters.
    func clusters(of layer: Int) -> [ClusterAnalysis] {
        analyses.indices.contains(layer) && !showsAllMaps ? analyses[layer].clusters : []
    }

    /// The maps of a block by ascending entropy; in the mode without clusters, all of the layer.
    func mapsByEntropy(layer: Int, cluster: Int) -> [Int] {
        guard analyses.indices.contains(layer) else { return [] }
        guard showsAllMaps else {
            let clusters = analyses[layer].clusters
            return clusters.indices.contains(cluster) ? clusters[cluster].maps : []
        }
        let entropies = analyses[layer].entropies
        return entropies.indices.sorted { (entropies[$0], $0) < (entropies[$1], $1) }
    }

    /// A layer's name in pieces.
    func title(of layer: Int) -> LayerTitle { LayerTitle(layers[layer]) }

    /// Whether layers are named as parts of blocks, whose names stand above theirs.
    var hasBlocks: Bool { layers.contains { $0.kind == .convolution && !LayerTitle($0).block.isEmpty } }
}

extension NetworkContent {
    /// Looks at the state; `graph` is kept from the last look where the layers are the same.
    @MainActor init(_ state: AppState, previous: NetworkContent) {
        selection = state.selection
        settings = state.settings
        sampleSettings = state.samples.settings
        isAnalyzing = state.activity.isAnalyzing
        parts = state.currentVariant.parts
        preview = state.preview
        knownLayers = state.hidden
        pointedMask = state.pointedMask
        superpixels = state.superpixels.shown
        isFindingSuperpixels = state.superpixels.isComputing
        movement = state.movement
        input = state.shownInput
        guard let network = state.network else {
            emptyReason =
                state.activity.opening.map { "Opening \($0) \u{2026}" }
                ?? "No network yet: open an ONNX file, or drop one here."
            return
        }
        if state.picture == nil { emptyReason = "No picture yet: open one, or drop one here." }
        layers = network.layers
        wholeGraph = layers == previous.layers ? previous.wholeGraph : .laidOut(layers)
        graph = wholeGraph
        if settings.isPresenting {
            let kept = [selection.layer, selection.pin?.layer].compactMap(\.self)
            graph = wholeGraph.presented(layers, keeping: Set(kept))
            presentedTitle = state.lesson?.current.title
        }
        let channels = network.preprocessing.channelOrder.count
        inputShape = SIMD3(network.inputWidth, network.inputHeight, channels)
        analyses = state.analysis?.layers ?? []
        let steady = state.originalAnalysis ?? state.analysis
        steadyMapCounts = Self.steadyCounts(layers, steady?.layers ?? [], settings)
        let plan = network.plan
        receptiveField = { box, layer, earlier in plan.receptiveField(of: box, in: layer, at: earlier) }
        noClasses = plan.whyNoClasses
        outputSize = plan.outputs.count == 1 ? Self.sizeWords(plan.outputs[0].shape) : ""
        if let made = plan.pictureOutput { outputSize = Self.sizeWords(made.output.shape) }
        explained = ExplainedContent(state, previous: previous.explained)
        connections = state.connections
        weights = MapWeights(state, previous: previous.weights)
        if let analysis = state.analysis {
            output = analysis.output
            outputWithoutMask = hasMask ? state.originalAnalysis?.output : nil
            let activations = analysis.activations
            maps = { layer in layer.kind == .join ? nil : activations.maps(of: layer) }
            let original = hasMask ? state.originalAnalysis : nil
            let entry = { (index: Int, probability: Float) in
                TopEntry(
                    name: network.labels.name(of: index), probability: probability,
                    withoutMask: original?.probabilities[index],
                    isOriginalAnswer: original?.answer?.classIndex == index,
                    classIndex: index, explanation: network.labels.explanation(of: index),
                    isPicked: network.merging.members[index]
                        .allSatisfy(state.selection.pickedLabels.contains))
            }
            top = analysis.top(10).map { entry($0.index, $0.probability) }
            if let lost = original?.answer?.classIndex, !top.contains(where: { $0.classIndex == lost }) {
                lostAnswer = entry(lost, analysis.probabilities[lost])
            }
        }
    }

    /// The extents of a value without the batch, maps as columns, rows and channels.
    private static func sizeWords(_ shape: [Int]) -> String {
        if let form = PictureForm(shape) {
            return NumberFormat.product(form.width, form.height, form.channels)
        }
        let extents = shape.dropFirst(shape.first == 1 ? 1 : 0)
        return extents.map { NumberFormat.product($0) }.joined(separator: " \u{D7} ")
    }

    /// Rows for every layer; while nothing is computed, as many equal parts as there will be clusters.
    static func steadyCounts(
        _ layers: [Layer], _ analyses: [LayerAnalysis], _ settings: Settings
    ) -> [[Int]] {
        layers.map { layer in
            if layer.kind == .join { return [] }
            if layer.kind == .dense || settings.grouping == .allMaps { return [layer.mapCount] }
            let rows = min(settings.clusterCount, layer.mapCount)
            var counts = Array(repeating: layer.mapCount / max(1, rows), count: rows)
            if analyses.indices.contains(layer.id) {
                let clusters = analyses[layer.id].clusters
                counts = (0..<max(rows, clusters.count)).map { row in
                    row < clusters.count ? clusters[row].maps.count : 0
                }
            }
            return counts
        }
    }
}

extension Arrangement {
    /// The same places with blocks as deep as they have maps now; rows without a block are not drawn.
    ///
    /// The places themselves keep to the unmasked picture, so that nothing moves under the hand that masks.
    func deepened(from steady: [[Int]], to counts: [[Int]]) -> Arrangement {
        var result = self
        for id in counts.indices where result.columns.indices.contains(id) {
            for row in result.columns[id].blocks.indices {
                let maps = counts[id].indices.contains(row) ? counts[id][row] : 0
                let planned = steady[id].indices.contains(row) ? steady[id][row] : 0
                if maps == 0 { result.columns[id].blocks[row].fade = 1 }
                if maps > 0, planned > 0 {
                    result.columns[id].blocks[row].depth *= Float(maps) / Float(planned)
                }
            }
        }
        return result
    }
}
