import Analysis
import Rendering
import Samples
import Tensors
import Workbench

/// Looks at the state for the Map, and keeps what it has made of results while those stay the same.
@MainActor final class MapSource {
    /// What a scatterplot was made of.
    private struct ScatterKey: Equatable {
        var embedding: EmbeddingRequest
        var clusters: ClusterRequest?
        /// Its classes are in the colours.
        var population: Population
    }

    private let images = SampleImages()
    private var scatter: (key: ScatterKey, value: Scatter)?
    private var places: (key: EmbeddingRequest, population: Population, value: SamplePlaces)?
    private var matrix: (key: AnyHashable, value: SampleMatrix)?
    private var largest: [Int: (key: ClassMeansRequest, value: Float?)] = [:]
    private var tiles: [Int: (key: ClassMeansRequest, top: Float, image: DisplayImage)] = [:]

    /// What there is to be shown.
    ///
    /// - Parameter showsClasses: whether the matrix is one of classes.
    func content(of state: AppState, showsClasses: Bool) -> MapContent {
        var content = MapContent()
        let samples = state.samples
        guard let store = samples.store, let population = samples.population else { return content }
        content.isOpen = true
        content.layer = min(samples.layer, store.layers.count - 1)
        (content.population, content.settings) = (population, samples.settings)
        (content.selected, content.pointed) = (state.selection.samples, state.selection.pointedSample)
        content.facts = SampleFacts(state)
        content.image = { [images] in images.image(of: $0, in: store) }
        content.title = MapWords.title(population, classes: samples.classes)
        addStrip(to: &content, state, store)
        addScatter(to: &content, state, store, population)
        addMatrix(to: &content, state, store, population, showsClasses: showsClasses)
        if case .pair(let first, let second, let layer) = samples.pinned, layer == content.layer {
            content.pinned = [first, second]
        }
        return content
    }

    // MARK: Strip

    private func addStrip(to content: inout MapContent, _ state: AppState, _ store: ActivationStore) {
        let results = store.layers.map { layer -> (ClassMeansRequest, ClassMeans)? in
            guard let request = state.classMeansRequest(layer: layer.id) else { return nil }
            return state.samples.results.result(of: request).map { (request, $0) }
        }
        let top = ClassTile.top(zip(store.layers, results).compactMap { largestMean($0.id, $1) })
        content.tileTop = top
        content.layers = zip(store.layers, results).map { layer, result in
            let image = result.flatMap { request, means in top.map { tile(layer.id, request, means, top: $0) }
            }
            return LayerStripPainter.Tile(name: layer.name, image: image)
        }
    }

    private func largestMean(_ layer: Int, _ result: (ClassMeansRequest, ClassMeans)?) -> Float? {
        guard let (request, means) = result else { return nil }
        if let known = largest[layer], known.key == request { return known.value }
        let value = means.matrix.values.filter(\.isFinite).max()
        largest[layer] = (request, value)
        return value
    }

    private func tile(_ layer: Int, _ request: ClassMeansRequest, _ means: ClassMeans, top: Float)
        -> DisplayImage
    {
        if let known = tiles[layer], known.key == request, known.top == top { return known.image }
        let members = request.population.membersByClass.map(\.count)
        let image = ClassTile.image(of: means.matrix, members: members, top: top)
        tiles[layer] = (request, top, image)
        return image
    }

    // MARK: Scatterplot

    private func addScatter(
        to content: inout MapContent, _ state: AppState, _ store: ActivationStore, _ population: Population
    ) {
        guard let request = state.embeddingRequest(layer: content.layer) else { return }
        let results = state.samples.results
        let name = store.layers[content.layer].name
        content.scatterWords.heading = "\(name) as a map"
        guard let embedding = results.result(of: request) else {
            content.scatterWords.wait = MapWords.wait(for: request, state, "The pictures are being laid out.")
            // The old picture stays until the new one is there.
            if let scatter, scatter.key.embedding.population == population {
                content.scatter = scatter.value
                content.scatterWords.remark = MapWords.old(scatter.key.embedding, store)
            }
            return show(state, in: &content)
        }
        let clusterRequest =
            state.samples.settings.showsClusters ? state.clusterRequest(layer: content.layer) : nil
        let clusters = clusterRequest.flatMap { results.result(of: $0) }
        let key = ScatterKey(
            embedding: request, clusters: clusters == nil ? nil : clusterRequest, population: population)
        if scatter?.key != key { scatter = (key, make(request, embedding, clusters, population)) }
        content.scatter = scatter?.value
        let steadiness = state.stabilityRequest(layer: content.layer).flatMap { results.result(of: $0) }
        content.scatterWords.remark = MapWords.remark(on: request, embedding, steadiness)
        show(state, in: &content)
    }

    private func show(_ state: AppState, in content: inout MapContent) {
        content.scatter?.selected = content.selected
        content.scatter?.pointed = content.pointed
        content.scatter?.showsPictures = state.samples.settings.showsThumbnails
    }

    private func make(
        _ request: EmbeddingRequest, _ embedding: SampleEmbedding, _ clusters: SampleClusters?,
        _ population: Population
    ) -> Scatter {
        if places?.key != request || places?.population != population {
            places = (
                request, population, SamplePlaces(embedding, population, like: places?.value)
            )
        }
        let shown = places?.value ?? SamplePlaces(samples: [], classOf: [], points: [])
        let labels = clusters?.labels ?? []
        return Scatter(
            shown, classNames: population.classNames, clusters: ClusterShape.all(shown, labels: labels),
            labels: labels)
    }

    // MARK: Matrix

    private func addMatrix(
        to content: inout MapContent, _ state: AppState, _ store: ActivationStore, _ population: Population,
        showsClasses: Bool
    ) {
        guard let request = state.sharedRequest(layer: content.layer) else { return }
        let layer = store.layers[content.layer]
        content.shared = state.samples.results.result(of: request)
        content.matrixWords = MapWords.matrix(
            layer, share: content.settings.strongShare, keptCount: content.shared?.keptCount)
        content.matrixWords.wait = MapWords.wait(for: request, state, "The pictures are being compared.")
        if showsClasses {
            guard let means = state.classMeansRequest(layer: content.layer) else { return }
            content.matrixWords.wait = MapWords.wait(for: means, state, "The classes are being compared.")
            if let result = state.samples.results.result(of: means) {
                content.matrix = kept(AnyHashable(means)) { SampleMatrix(result, population) }
            }
            content.matrixRemark = "means over all pairs of pictures"
        } else if let result = content.shared {
            let key = [AnyHashable(request), AnyHashable(content.settings.clipsMatrix)]
            content.matrix = kept(AnyHashable(key)) {
                SampleMatrix(result, population, isClipped: content.settings.clipsMatrix)
            }
            content.matrixRemark = MapWords.matrixRemark(content.settings, population)
        }
        if content.matrix != nil { content.matrixWords.wait = "" }
    }

    private func kept(_ key: AnyHashable, _ make: () -> SampleMatrix) -> SampleMatrix {
        if let matrix, matrix.key == key { return matrix.value }
        let made = make()
        matrix = (key, made)
        return made
    }
}

extension SamplePlaces {
    /// An embedding as it is drawn, y down.
    ///
    /// - Parameter before: what it takes the place of: the new one is turned and mirrored so as to be most like it.
    init(_ embedding: SampleEmbedding, _ population: Population, like before: SamplePlaces? = nil) {
        var points = embedding.points
        if let before, before.samples == population.samples, before.count > 2 {
            let targets = Tensor(shape: points.shape, values: before.points.flatMap { [$0.x, -$0.y] })
            let found = Procrustes(of: points, onto: targets)
            if found.scale.isFinite { points = found.applied(to: points) }
        }
        let values = points.values
        self.init(
            samples: population.samples, classOf: population.classOf,
            points: population.samples.indices.map { Point(values[2 * $0], -values[2 * $0 + 1]) })
    }
}

extension SampleMatrix {
    /// Samples by samples.
    ///
    /// - Parameter isClipped: whether the colours leave out the lowest and the highest hundredth.
    init(_ shared: SharedChannels, _ population: Population, isClipped: Bool) {
        var groups: [(classIndex: Int, count: Int)] = []
        for position in shared.shown {
            let index = population.classOf[position]
            if groups.last?.classIndex == index {
                groups[groups.count - 1].count += 1
            } else {
                groups.append((index, 1))
            }
        }
        self.init(
            rows: .samples(shared.shown.map { population.samples[$0] }), groups: groups,
            values: shared.matrix,
            range: isClipped ? shared.percentiles : Self.range(shared.matrix))
    }

    /// Classes by classes, those that have samples.
    init(_ means: ClassMeans, _ population: Population) {
        let shown = population.membersByClass.indices.filter { !population.membersByClass[$0].isEmpty }
        let count = means.matrix.shape[0]
        let values = means.matrix.values
        let part = Tensor(
            shape: [shown.count, shown.count],
            values: shown.flatMap { row in shown.map { values[row * count + $0] } })
        self.init(
            rows: .classes(shown), groups: shown.map { ($0, 1) }, values: part, range: Self.wholeRange(part))
    }

    /// The smallest and the largest value, the diagonal too; 0...1 where there is none.
    private static func wholeRange(_ values: Tensor) -> ClosedRange<Float> {
        let finite = values.values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return 0...1 }
        return low...max(high, low + 0.01)
    }
}
