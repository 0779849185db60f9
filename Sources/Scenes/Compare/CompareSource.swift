import Analysis
import Datasets
import Inference
import Workbench

extension CompareContent {
    /// Looks at the state.
    @MainActor init(_ state: AppState) {
        settings = state.comparison.settings
        colors = state.settings.mapColors
        phase = Self.phase(of: state)
        guard phase == .ready, let result = state.comparison.result, let network = state.network else {
            return
        }
        number = state.comparison.resultNumber
        layer = result.layer
        mapOrder = result.layer.mapsByMovement
        variants = result.columns.map { column in
            let variant = state.variants.first { $0.id == column.variant }
            return Variant(
                name: variant?.name ?? "Removed", isOriginal: column.variant == Workbench.Variant.originalID,
                answer: Self.words(column.answer, network.labels))
        }
        strip = network.layers.filter { $0.kind != .join }.map { layer in
            let noun = layer.width * layer.height == 1 ? "unit" : "map"
            return StripLayer(
                id: layer.id, names: LayerTitle(layer).all,
                counts: [NumberFormat.count(layer.mapCount, noun), NumberFormat.count(layer.mapCount)],
                movements: result.columns.dropFirst().map { $0.movements[layer.id] })
        }
        if result.layer.layer.value == network.plan.logits {
            unitNames = (0..<result.layer.layer.mapCount).map { network.labels.name(of: $0) }
        }
        enlarged = state.comparison.enlarged.flatMap { contains($0) ? $0 : nil }
    }

    @MainActor private static func phase(of state: AppState) -> Phase {
        if state.network == nil { return .noNetwork }
        if state.picture == nil { return .noPicture }
        if state.comparedVariants.count < 2 {
            return .nothingToCompare(hasPool: state.pool.pool.map { !$0.variants.isEmpty } ?? false)
        }
        if let failure = state.comparison.failure { return .failed(failure) }
        return state.comparison.result == nil ? .computing : .ready
    }

    private static func words(_ answer: Answer?, _ labels: Labels) -> String {
        answer.map { "\(labels.name(of: $0.classIndex)) \(NumberFormat.probability($0.probability))" } ?? ""
    }

    private func contains(_ row: EnlargedRow) -> Bool {
        guard let layer, variants.indices.contains(row.column) else { return false }
        switch row.picture {
        case .block(let block): return !isDense && layer.clusters.indices.contains(block)
        case .map(let map): return !isDense && (0..<layer.layer.mapCount).contains(map)
        case .units: return isDense
        }
    }
}
