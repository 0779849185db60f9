import Datasets
import Inference
import Rendering
import Workbench

/// Looks at the state for the Models scene, and keeps the pictures that it has made.
@MainActor final class ModelsSource {
    private let openImages = ModelsImages()
    private let otherImages = ModelsImages()
    private let (openOutlines, otherOutlines) = (MaskOutlines(), MaskOutlines())
    private var pictures: [(picture: Picture, image: DisplayImage)] = []

    /// What is to be shown now.
    func content(of state: AppState) -> ModelsContent {
        var content = ModelsContent()
        content.phase = Self.phase(of: state)
        content.colorRange = state.models.colorRange
        content.tool = state.settings.tool
        content.brushRadius = state.settings.brushRadius
        guard content.phase == .ready, let network = state.network, let other = state.models.other else {
            return content
        }
        let alignment = DepthAlignment(network.layers, other.network.layers)
        content.open = open(state, network, alignment.first)
        content.other = self.other(other, alignment.second, state)
        content.links = Self.links(alignment)
        content.focus = ModelsContent.Link(
            open: alignment.first.firstIndex { $0.layer == state.modelsLayer },
            other: alignment.second.firstIndex { $0.layer == state.otherModelsLayer })
        if state.models.isSeries { content.series = series(state, answer: content.open.answers.first?.name) }
        content.verdict = ModelsWords.verdict(content)
        return content
    }

    private static func phase(of state: AppState) -> ModelsContent.Phase {
        if let opening = state.models.opening, state.models.others.isEmpty {
            return .opening(name: opening.name, done: opening.done, total: opening.total)
        }
        if state.network == nil { return .noNetwork }
        if state.picture == nil { return .noPicture }
        return state.models.others.isEmpty ? .alone(failure: state.models.failure) : .ready
    }

    // MARK: The two networks

    private func open(
        _ state: AppState, _ network: LoadedNetwork, _ places: [DepthAlignment.Place]
    ) -> ModelsContent.Network {
        var shown = ModelsContent.Network(name: network.displayName)
        shown.picture = state.shownInput.map(image)
        shown.outlines = state.hidden.map { openOutlines.contours(of: $0.hidden) } ?? []
        guard let analysis = state.analysis, analysis.layers.count == network.layers.count else {
            return shown
        }
        let faces = openImages.faces(of: analysis, in: network, state.settings.mapColors)
        shown.isLagging = state.activity.isAnalyzing
        shown.columns = Self.columns(places, network.layers, faces, state.movement)
        shown.answers = Self.answers(
            analysis.probabilities,
            unmasked: state.movement == nil ? nil : state.originalAnalysis?.probabilities, network.labels)
        shown.failure = network.whyNoClasses
        return shown
    }

    private func other(
        _ other: OtherModel, _ places: [DepthAlignment.Place], _ state: AppState
    ) -> ModelsContent.Network {
        let network = other.network
        var shown = ModelsContent.Network(
            name: state.models.isSeries ? Self.name(of: network) : network.displayName)
        shown.failure = other.failure ?? network.whyNoClasses
        guard let run = other.run else { return shown }
        shown.picture = image(of: run.fed)
        shown.outlines = run.hidden.map(otherOutlines.contours) ?? []
        shown.isLagging = state.models.isComputing
        shown.columns = Self.columns(
            places, network.layers, otherImages.faces(of: run, state.settings.mapColors), run.movement)
        shown.answers = Self.answers(run.probabilities, unmasked: run.unmasked, network.labels)
        return shown
    }

    /// The name of a checkpoint: its file's, hyphens as spaces.
    private static func name(of network: LoadedNetwork) -> String {
        network.displayName.replacing("-", with: " ").replacing("_", with: " ")
    }

    private static func columns(
        _ places: [DepthAlignment.Place], _ layers: [Layer], _ faces: [[ModelsContent.Face]],
        _ movement: [Float]?
    ) -> [ModelsContent.Column] {
        places.map { place in
            let layer = layers[place.layer]
            let size =
                layer.isFlat
                ? NumberFormat.count(layer.mapCount, "unit")
                : "\(NumberFormat.count(layer.mapCount, "map")) of \(NumberFormat.pixels(layer.width, layer.height))"
            return ModelsContent.Column(
                layer: layer.id, names: LayerTitle(layer).all, size: size, isDense: place.isDense,
                depth: place.depth, faces: faces.indices.contains(layer.id) ? faces[layer.id] : [],
                movement: movement.flatMap { $0.indices.contains(layer.id) ? $0[layer.id] : nil })
        }
    }

    private static func answers(
        _ probabilities: [Float], unmasked: [Float]?, _ labels: Labels
    ) -> [ModelsContent.Answer] {
        probabilities.indices.sorted { (probabilities[$0], $1) > (probabilities[$1], $0) }.prefix(5).map {
            index in
            ModelsContent.Answer(
                name: labels.name(of: index), probability: probabilities[index],
                unmasked: unmasked.flatMap { $0.count == probabilities.count ? $0[index] : nil })
        }
    }

    /// A pair for each layer of the network that has more of its kind.
    private static func links(_ alignment: DepthAlignment) -> [ModelsContent.Link] {
        func index(_ layer: Int?, in places: [DepthAlignment.Place]) -> Int? {
            layer.flatMap { layer in places.firstIndex { $0.layer == layer } }
        }
        return [false, true].flatMap { isDense -> [ModelsContent.Link] in
            let own = alignment.first.indices.filter { alignment.first[$0].isDense == isDense }
            let others = alignment.second.indices.filter { alignment.second[$0].isDense == isDense }
            if own.count >= others.count {
                return own.map {
                    ModelsContent.Link(
                        open: $0,
                        other: index(
                            alignment.partner(ofFirst: alignment.first[$0].layer), in: alignment.second))
                }
            }
            return others.map {
                ModelsContent.Link(
                    open: index(
                        alignment.partner(ofSecond: alignment.second[$0].layer), in: alignment.first),
                    other: $0)
            }
        }
    }

    /// What a network is fed: that of both is often the same.
    private func image(of picture: Picture) -> DisplayImage {
        if let known = pictures.first(where: { $0.picture == picture }) { return known.image }
        let image = DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
        pictures = Array(([(picture, image)] + pictures).prefix(4))
        return image
    }

    // MARK: Checkpoints

    private func series(_ state: AppState, answer: String?) -> ModelsContent.Series {
        let models = state.models
        var series = ModelsContent.Series(
            names: models.others.map { Self.name(of: $0.network) }, shown: models.shown)
        series.curves = Self.curves(models, answer: answer)
        guard let id = state.otherModelsLayer, let layer = models.other?.network.layers[id],
            let kept = models.others.reversed().lazy.compactMap({ $0.run?.maps[id] }).first
        else { return series }
        series.rows = kept.indices.map { row in
            let maps = models.others.map { other in
                other.run.flatMap { run in
                    run.maps[id]?.first { $0.number == kept[row].number }.map { (run: run, map: $0) }
                }
            }
            return ModelsContent.Row(
                title: kept[row].number.map { "#\($0)" } ?? "Units",
                cells: cells(maps, row: row, layer, state))
        }
        return series
    }

    private func cells(
        _ maps: [(run: OtherRun, map: NumberedMap)?], row: Int, _ layer: Layer, _ state: AppState
    ) -> [ModelsContent.Cell?] {
        let known = maps.compactMap { $0?.map.range }
        let low = known.map(\.lowerBound).min() ?? 0
        let common = low...max(known.map(\.upperBound).max() ?? 0, low)
        // While they come in, each new one would have all the others painted again.
        let isCommon = state.models.colorRange == .row && !state.models.isComputing
        return maps.enumerated().map { checkpoint, found in
            found.map {
                ModelsContent.Cell(
                    image: otherImages.cell(
                        $0.map, row: row, checkpoint: checkpoint, run: $0.run, layer: layer,
                        range: isCommon ? common : $0.map.range,
                        state.settings.mapColors), range: $0.map.range)
            }
        }
    }

    /// What any checkpoint says, and what the open network says: four classes at most.
    private static func curves(_ models: ModelsState, answer: String?) -> [ModelsContent.Curve] {
        guard let labels = models.others.last?.network.labels else { return [] }
        let said = models.others.compactMap { $0.run?.answer }
        let open = labels.names.indices.first { labels.name(of: $0) == answer }
        var classes = open.map { [$0] } ?? []
        for answer in said.sorted(by: { $0.probability > $1.probability })
        where !classes.contains(answer.classIndex) && classes.count < 4 {
            classes.append(answer.classIndex)
        }
        return classes.map { index in
            ModelsContent.Curve(
                name: labels.name(of: index),
                values: models.others.map { other in
                    other.run.flatMap {
                        $0.probabilities.indices.contains(index) ? $0.probabilities[index] : nil
                    }
                }, isAnswer: index == open)
        }
    }
}
