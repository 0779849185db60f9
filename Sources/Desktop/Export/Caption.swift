import Datasets
import Foundation
import Occlusion
import Rendering
import Samples
import Scenes
import Workbench

/// What a picture that is taken away says about itself: the model, what is shown, and with which settings.
struct Caption: Sendable, Equatable {
    /// A word and what it is here.
    struct Entry: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// In the order in which they are read.
    let entries: [Entry]

    /// A caption of its entries.
    init(_ entries: [Entry]) { self.entries = entries }

    /// All of it in one line of plain text: "Model pictograms.onnx; Scene Network; ...".
    var text: String { entries.map { "\($0.name) \($0.value)" }.joined(separator: "; ") }

    /// The remarks of a PNG file.
    var pngTexts: [PNGText] {
        [
            PNGText("Software", ProgramVersion.line), PNGText("Description", text),
        ]
    }
}

extension Caption {
    /// The caption of what is on stage.
    ///
    /// - Parameter scene: the scene on stage, which knows from where it is seen.
    @MainActor init(_ state: AppState, scene: (any Scene)?) {
        var found: [(String, String?)] = [("Model", state.network?.url.lastPathComponent)]
        let showsData = state.showsSamples
        if showsData { found.append(("Data", Self.data(state))) }
        if !state.scene.showsSamples {
            found.append(("Picture", state.picture?.url.lastPathComponent))
            found.append(
                state.scene == .compare
                    ? ("Compared", Self.compared(state)) : ("Variant", Self.variant(state)))
        }
        found.append(("Scene", Self.scene(state, scene)))
        found += Self.place(state) + Self.parameters(state)
        if let lesson = state.lesson {
            let count = lesson.lesson.steps.count
            found.append(("Lesson", "\(lesson.lesson.title), step \(lesson.step + 1) of \(count)"))
        }
        found.append(("Convoscope", ProgramVersion.number))
        entries = found.compactMap { name, value in value.map { Entry(name: name, value: $0) } }
    }

    // MARK: What is shown

    @MainActor private static func data(_ state: AppState) -> String? {
        guard let set = state.samples.set else { return nil }
        let count = state.samples.population?.count ?? set.samples.count
        return "\(set.name), \(NumberFormat.count(count, "picture"))"
    }

    @MainActor private static func scene(_ state: AppState, _ scene: (any Scene)?) -> String {
        var words = [state.scene.title]
        if state.scene == .network, state.samples.settings.showsPlanes { words.append("planes") }
        if state.scene == .network, state.settings.camera == .plate || state.selection.cluster != nil {
            words.append("Plate")
        }
        if let view = (scene as? any TurningScene)?.viewWords { words.append(view) }
        return words.joined(separator: ", ")
    }

    /// The masked variant, how much of the picture it hides, and under what; nil for the original.
    @MainActor private static func variant(_ state: AppState) -> String? {
        let variant = state.currentVariant
        guard !variant.isOriginal, let picture = state.fittedInput else { return nil }
        return variant.name + ": " + hidden(by: variant, in: picture)
    }

    private static func hidden(by variant: Variant, in picture: Picture) -> String {
        guard !variant.parts.isEmpty else { return "nothing hidden" }
        let mask = Mask(width: picture.width, height: picture.height, parts: variant.parts)
        var fills: [String] = []
        for fill in variant.parts.compactMap(\.fill) where !fills.contains(words(for: fill)) {
            fills.append(words(for: fill))
        }
        return ([NumberFormat.share(Float(mask.share)) + " hidden"] + fills).joined(separator: ", ")
    }

    @MainActor private static func compared(_ state: AppState) -> String? {
        guard let picture = state.fittedInput, !state.comparedVariants.isEmpty else { return nil }
        return state.comparedVariants.map { variant in
            variant.isOriginal ? variant.name : "\(variant.name) (\(hidden(by: variant, in: picture)))"
        }.joined(separator: ", ")
    }

    private static func words(for fill: Fill) -> String {
        fill.seed.map { "noise of seed \($0)" } ?? fill.name
    }

    /// Layer, block, map and pixel, as far as they are chosen.
    @MainActor private static func place(_ state: AppState) -> [(String, String?)] {
        let layers = state.network?.layers ?? []
        let selection = state.selection
        switch state.scene {
        case .network:
            let layer = selection.layer ?? selection.pin?.layer
            let name = layer.flatMap { layers.indices.contains($0) ? layers[$0].name : nil }
            let block = selection.map == nil ? selection.cluster : nil
            return [
                ("Layer", name), ("Block", block.map { "\($0 + 1)" }), ("Map", selection.map.map { "\($0)" }),
                ("Pixel", selection.pin.map { NumberFormat.position($0.x, $0.y) }),
            ]
        case .compare: return [("Layer", state.comparedLayer.map { layers[$0].name })]
        case .models: return models(state)
        case .map, .units, .curves: return [("Layer", sampleLayer(state.samples.layer, state))]
        case .channels:
            let open = state.samples.openLayers.compactMap { sampleLayer($0.layer, state) }
            return [("Layer", open.isEmpty ? nil : open.joined(separator: ", "))]
        case .neighbors:
            let ids = state.transformation
            let names = [ids.from, ids.to].compactMap { id in
                state.samples.store.map { $0.operations[id].name }
            }
            return [("Layers", names.isEmpty ? nil : names.joined(separator: " to "))]
        case .occlusion, .saliency, .classes: return []
        }
    }

    /// The network beside the open one, and the layer of both.
    @MainActor private static func models(_ state: AppState) -> [(String, String?)] {
        let other = state.models.other?.network
        func name(_ id: Int?, in network: LoadedNetwork?) -> String? {
            id.flatMap { id in network.flatMap { $0.layers.indices.contains(id) ? $0.layers[id].name : nil } }
        }
        let layers = [name(state.modelsLayer, in: state.network), name(state.otherModelsLayer, in: other)]
            .compactMap(\.self)
        return [
            ("Beside it", other?.url.lastPathComponent),
            (
                "Layer",
                layers.isEmpty ? nil : Set(layers).count == 1 ? layers[0] : layers.joined(separator: " and ")
            ),
        ]
    }

    @MainActor private static func sampleLayer(_ id: Int, _ state: AppState) -> String? {
        guard let layers = state.samples.store?.layers, layers.indices.contains(id) else { return nil }
        return layers[id].name
    }

    // MARK: How it was made

    @MainActor private static func parameters(_ state: AppState) -> [(String, String?)] {
        switch state.scene {
        case .network where state.samples.settings.showsPlanes: return [("Layout", layout(state))]
        case .network, .compare, .models:
            let clusters = "\(state.settings.clusterCount) a layer"
            return [("Clusters", state.settings.grouping == .allMaps ? "none, all maps" : clusters)]
        case .occlusion: return [("Pool", pool(state))]
        case .saliency: return saliency(state)
        case .map:
            return [
                ("Layout", layout(state)),
                ("Clusters", state.samples.settings.showsClusters ? clusters(state) : nil),
            ]
        case .channels:
            let settings = state.samples.settings
            return [
                ("Summary", settings.usesWholeActivations ? nil : settings.summary.words),
                ("Strong channels", NumberFormat.share(settings.strongShare)),
            ]
        case .curves: return [("Order", "VAT")]
        case .units:
            let settings = state.samples.settings
            return [
                ("Points", NumberFormat.count(settings.unitPointCount)), ("Seed", "\(settings.seed)"),
            ]
        case .neighbors:
            return [("Neighbors", NumberFormat.count(state.samples.settings.neighborhoodCount))]
        case .classes: return []
        }
    }

    @MainActor private static func pool(_ state: AppState) -> String? {
        guard let pool = state.pool.pool else { return nil }
        let sides = pool.settings.windowFractions.map { NumberFormat.share(Float($0)) }
        return "\(NumberFormat.count(pool.variants.count, "window")) of \(sides.joined(separator: ", ")), "
            + words(for: pool.settings.fill)
    }

    @MainActor private static func saliency(_ state: AppState) -> [(String, String?)] {
        let labels = state.network?.labels
        let index =
            state.saliency.map?.classIndex ?? state.selection.classIndex
            ?? state.originalAnalysis?.answer?.classIndex
        return [
            ("Class", index.flatMap { labels?.name(of: $0) }), ("Pool", pool(state)),
            ("Curves", "\(state.saliency.settings.steps) steps, \(words(for: state.saliency.settings.fill))"),
        ]
    }

    @MainActor private static func layout(_ state: AppState) -> String {
        let settings = state.samples.settings
        var words = ["\(settings.method.title) of " + source(settings)]
        if settings.method == .tsne { words.append("perplexity \(Int(settings.perplexity.rounded()))") }
        if settings.method == .umap { words.append("\(settings.neighborCount) neighbors") }
        if settings.method.hasSeed { words.append("seed \(settings.seed)") }
        return words.joined(separator: ", ")
    }

    private static func source(_ settings: SampleSettings) -> String {
        settings.usesWholeActivations ? "whole activations" : "summaries (\(settings.summary.words))"
    }

    @MainActor private static func clusters(_ state: AppState) -> String {
        let settings = state.samples.settings
        switch settings.clusters {
        case .xmeans: return "X-means, seed \(settings.seed)"
        case .kmeans(let count): return "k-means, \(count), seed \(settings.seed)"
        }
    }
}
