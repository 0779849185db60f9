import Datasets
import Inference
import Occlusion
import Tensors

/// What other networks make of the picture under the mask: done in the background, the shown one first.
struct ModelsRequest: Sendable {
    let key: ModelsKey
    /// The picture's own pixels.
    let picture: Picture
    /// Where it lies on the input of the open network, in whose pixels the mask is.
    let frame: PictureFrame
    /// The others, by their index, in the order in which they are run.
    let models: [(index: Int, model: OtherModel)]
    /// The one that is on stage, by its index.
    let shown: Int
    /// The maps that are kept of each layer, by `Layer.id`; nil: as those of the first that is run say.
    let kept: [Int: [Int]]?
    /// Whether any are kept.
    let isSeries: Bool
    /// Bytes of activations that may stay for the next mask, of each network.
    let room: Int

    /// So many maps of a layer are kept.
    static let keptMaps = 8

    /// Runs one after the other.
    ///
    /// - Parameters:
    ///   - isSuperseded: whether a newer mask waits: then only what is on stage is run to its end.
    ///   - found: given each as soon as it is there, or why it is not.
    /// - Throws: `InferenceError.stale`.
    func run(
        isStale: @Sendable () -> Bool, isSuperseded: () -> Bool = { false },
        found: (ModelsJobResult) -> Void
    ) throws {
        var kept = kept
        var isShownDone = !models.contains { $0.index == shown }
        for (index, model) in models {
            if isShownDone, isSuperseded() { throw InferenceError.stale }
            isShownDone = isShownDone || index == shown
            do {
                let (run, original) = try run(model, &kept, isStale: isStale)
                let isKept = original.activations.byteCount(of: model.network.layers) <= room
                found(.ran(run, index: index, original: isKept ? original : nil))
            } catch InferenceError.stale {
                throw InferenceError.stale
            } catch {
                found(.failed(key, index: index, Sentence.for(error)))
            }
        }
    }

    private func run(
        _ model: OtherModel, _ kept: inout [Int: [Int]]?, isStale: @Sendable () -> Bool
    ) throws -> (OtherRun, original: NetworkAnalysis) {
        let network = model.network
        let analyzer = NetworkAnalyzer(network: network, clusterCount: key.clusterCount)
        let before = model.run?.key.epoch == key.epoch ? model.original : nil
        let fitted = before?.fed ?? network.preprocessing.fit(picture)
        let known = before.flatMap { $0.clusterCount == key.clusterCount ? $0 : nil }
        let original =
            try known ?? analyzer.analyze(fitted, reusing: before?.activations, isStale: isStale)
        let other = network.preprocessing.frame(ofWidth: picture.width, height: picture.height)
        let hidden = key.hidden?.carried(from: frame, to: other)
        var painter = MaskPainter(of: fitted)
        let masked = try hidden.map {
            try analyzer.analyze(
                painter.picture(under: $0), since: original.activations, isStale: isStale)
        }
        if isSeries, kept == nil { kept = Self.telling(original) }
        let shown = masked ?? original
        let run = OtherRun(
            fed: shown.fed, hidden: hidden?.hidden, layers: shown.layers, probabilities: shown.probabilities,
            unmasked: masked == nil ? nil : original.probabilities,
            movement: masked?.relativeDistances(from: original),
            maps: Self.maps(kept ?? [:], of: network.layers, in: shown.activations), key: key)
        return (run, original)
    }

    /// The maps of highest entropy of every layer, in the order of their numbers.
    static func telling(_ analysis: NetworkAnalysis) -> [Int: [Int]] {
        analysis.layers.reduce(into: [:]) { kept, layer in
            let entropies = layer.entropies
            kept[layer.layer.id] = entropies.indices
                .sorted { (entropies[$0], $1) > (entropies[$1], $0) }
                .prefix(keptMaps).sorted()
        }
    }

    private static func maps(
        _ kept: [Int: [Int]], of layers: [Layer], in activations: Activations
    ) -> [Int: [NumberedMap]] {
        layers.reduce(into: [:]) { result, layer in
            guard layer.kind != .join else { return }
            if layer.isFlat {
                result[layer.id] = [NumberedMap(number: nil, values: activations.maps(of: layer).values)]
                return
            }
            guard let numbers = kept[layer.id] else { return }
            let maps = activations.maps(of: layer)
            let length = layer.height * layer.width
            result[layer.id] = maps.withValues { values in
                numbers.map {
                    NumberedMap(number: $0, values: Array(values[$0 * length..<($0 + 1) * length]))
                }
            }
        }
    }
}

extension Activations {
    /// About how much memory the maps of `layers` take.
    func byteCount(of layers: [Layer]) -> Int { layers.reduce(0) { $0 + $1.shape.reduce(4, *) } }
}
