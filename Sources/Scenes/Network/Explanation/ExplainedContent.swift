import Inference
import Rendering
import Workbench

/// An explained number as the Network scene shows it.
struct ExplainedContent: Sendable {
    /// Where the number comes from.
    var explanation: ValueExplanation
    /// How many numbers were gone through, this one included.
    var depth = 1
    /// What values are called, by their name in the plan.
    var names: [String: String] = [:]
    /// The class whose logit it is.
    var className: String?
    /// Maps of which a part's input is the mean, by the part.
    var thumbnails: [Int: DisplayImage] = [:]
    /// A pool's window that has too many values to be written down.
    var window: DisplayImage?
    /// The colours of the maps.
    var colors = MapColors.viridis
    /// The parts by magnitude, the largest first.
    private(set) var strongest: [Int] = []
    /// The parts that get a bar, from the largest to the lowest.
    private(set) var bars: [Int] = []

    private var trail: [ValuePlace] = []
    private var activations: Activations?

    /// More parts than have room.
    static let mostParts = 8
    /// More values than can be told apart in a card.
    static let mostCells = 144
    private static let mostBars = 120

    /// An explanation by itself.
    init(_ explanation: ValueExplanation, names: [String: String] = [:], depth: Int = 1) {
        self.explanation = explanation
        self.names = names
        self.depth = depth
        guard case .weighted(let sum) = explanation.origin else { return }
        strongest = sum.partsByStrength
        let chosen = strongest.prefix(Self.mostBars)
        bars = chosen.sorted { (-sum.parts[$0].sum, $0) < (-sum.parts[$1].sum, $1) }
    }

    /// What the state explains; nil where it explains nothing. What is known already serves again.
    @MainActor init?(_ state: AppState, previous: ExplainedContent?) {
        guard let place = state.selection.explained.last, let network = state.network,
            let activations = state.analysis?.activations
        else { return nil }
        if let previous, previous.trail == state.selection.explained,
            previous.colors == state.settings.mapColors,
            previous.activations.map(activations.isSameRun) == true
        {
            self = previous
        } else {
            guard let explanation = activations.explanation(of: place) else { return nil }
            self.init(explanation, names: Self.names(of: network), depth: state.selection.explained.count)
            trail = state.selection.explained
            self.activations = activations
            colors = state.settings.mapColors
            makeImages(activations)
        }
        if place.map.value == network.plan.logits {
            let shown = network.merging.members.firstIndex { $0.contains(place.map.channel) }
            className = shown.map(network.labels.name)
        }
    }

    @MainActor private static func names(of network: LoadedNetwork) -> [String: String] {
        var names = [network.plan.inputName: "picture"]
        if let logits = network.plan.logits { names[logits] = "logits" }
        let pools = network.plan.operations.compactMap { operation -> String? in
            if case .pool(let value) = operation.source { value } else { nil }
        }
        for (index, pool) in pools.enumerated() {
            names[pool] = pools.count == 1 ? "pool" : "pool \(index + 1)"
        }
        for layer in network.layers { names[layer.value] = layer.name }
        return names
    }

    private mutating func makeImages(_ activations: Activations) {
        switch explanation.origin {
        case .weighted(let sum) where sum.kind == .dense && sum.rows.count * sum.columns.count == 1:
            for part in strongest.prefix(Self.mostParts) {
                guard let map = activations.pooledMap(of: sum.parts[part].map),
                    let tensor = activations.map(at: map)
                else { continue }
                thumbnails[part] = image(tensor.values, width: tensor.shape[1])
            }
        case .pooled(let pool) where pool.values.count > Self.mostCells:
            window = image(pool.values.map { $0 ?? .nan }, width: pool.columns.count)
        default: break
        }
    }

    private func image(_ values: [Float], width: Int) -> DisplayImage {
        DisplayImage(map: values, width: width, height: values.count / max(1, width), colorMap: map)
    }

    /// The colours of magnitudes.
    var map: ColorMap { colors.colorMap }

    /// What is said about it.
    var words: ExplanationWords { ExplanationWords(explained: self) }
}

/// What of the explanation's card the pointer is on.
enum ExplainedHover: Sendable, Equatable {
    /// A number that can be stepped into, and the rectangle that stands for it.
    case place(ValuePlace, Rectangle)
    /// The way back.
    case back
    /// Nothing that does something.
    case card
}
