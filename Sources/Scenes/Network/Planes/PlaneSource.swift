import Analysis
import Inference
import Rendering
import Samples
import Tensors
import Workbench

/// Looks at the state for the planes, and keeps what it has made of results while those stay the same.
@MainActor final class PlaneSource {
    /// What a plane was made of.
    private struct Key: Equatable {
        var request: EmbeddingRequest
        /// Its classes are in the colours.
        var population: Population
        /// The plane that it was turned to be like, by `SamplePlaces.id`.
        var reference: UInt64?
    }

    private struct Made {
        var key: Key
        var places: SamplePlaces
        var means: [Point?]
    }

    private let images = SampleImages()
    private var made: [Int: Made] = [:]
    private var graph: (layers: [SampleLayer], shape: PlaneShape)?

    /// What there is to be shown; nil where planes are not asked for, or no data are open.
    func content(of state: AppState) -> PlaneContent? {
        let samples = state.samples
        guard samples.settings.showsPlanes, let store = samples.store, let population = samples.population,
            population.count > 0
        else { return nil }
        var content = PlaneContent(shape: shape(of: store.layers), population: population)
        content.planes = planes(of: state, store, population)
        content.classCounts = population.membersByClass.map(\.count)
        (content.selected, content.pointed) = (state.selection.samples, state.selection.pointedSample)
        (content.facts, content.settings) = (SampleFacts(state), samples.settings)
        content.image = { [images] in images.image(of: $0, in: store) }
        content.method = PlaneWords.method(samples.settings)
        content.wait = wait(state, store, content)
        return content
    }

    private func shape(of layers: [SampleLayer]) -> PlaneShape {
        if let graph, graph.layers == layers { return graph.shape }
        let nodes = layers.map { LayeredGraph.Node(predecessors: $0.predecessors) }
        let shape = PlaneShape(.laidOut(nodes))
        graph = (layers, shape)
        made = [:]
        return shape
    }

    private func planes(
        of state: AppState, _ store: ActivationStore, _ population: Population
    ) -> [PlaneContent.Plane] {
        var planes: [PlaneContent.Plane] = []
        for layer in store.layers {
            var plane = PlaneContent.Plane(id: layer.id, names: Self.names(layer, store))
            let before = (layer.predecessors.max() ?? -1)
            let reference =
                planes.indices.contains(before) ? planes[before].places : nil
            if let request = state.embeddingRequest(layer: layer.id),
                let found = state.samples.results.result(of: request)
            {
                let nearest = reference ?? planes.last { $0.places != nil }?.places
                let known = make(
                    layer.id, Key(request: request, population: population, reference: nearest?.id), found,
                    nearest)
                (plane.places, plane.means) = (known.places, known.means)
            } else if let old = made[layer.id], old.key.population == population {
                (plane.places, plane.means, plane.isOld) = (old.places, old.means, true)
            }
            planes.append(plane)
        }
        return planes
    }

    private func make(_ id: Int, _ key: Key, _ embedding: SampleEmbedding, _ reference: SamplePlaces?) -> Made
    {
        if let known = made[id], known.key == key { return known }
        // The first plane keeps to what it was before.
        let places = SamplePlaces(
            onPlane: embedding.points, key.population, like: reference ?? made[id]?.places)
        let new = Made(
            key: key, places: places, means: places.classMeans(count: key.population.classNames.count))
        made[id] = new
        return new
    }

    private static func names(_ layer: SampleLayer, _ store: ActivationStore) -> [String] {
        guard case .layer(let id) = layer.source, store.feed.layers.indices.contains(id) else {
            return [layer.name]
        }
        let all = LayerTitle(store.feed.layers[id]).all
        return all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
    }

    private func wait(_ state: AppState, _ store: ActivationStore, _ content: PlaneContent) -> String {
        guard content.readyCount < content.planes.count else { return "" }
        let requests = store.layers.compactMap { state.embeddingRequest(layer: $0.id) }
        let results = state.samples.results
        if let failure = requests.lazy.compactMap({ results.failure(of: $0) }).first { return failure }
        guard let next = requests.first(where: { results.result(of: $0) == nil }) else { return "" }
        return MapWords.wait(for: next, state, "The pictures are being laid out.")
    }
}

extension SamplePlaces {
    /// How much of a plane stays free at its edges.
    private static let planeMargin: Float = 0.05

    /// An embedding on a plane: in the middle of the unit square and as large as fits, y down.
    ///
    /// - Parameters:
    ///   - embedding: `[samples, 2]`, y up.
    ///   - before: the plane that it follows: the new one is turned and mirrored, but not stretched, so as to be most
    ///     like it, and paths from one to the other are calm.
    init(onPlane embedding: Tensor, _ population: Population, like before: SamplePlaces?) {
        let values = embedding.values
        var points = population.samples.indices.map { Point(values[2 * $0], -values[2 * $0 + 1]) }
        if let before, before.samples == population.samples, before.count > 2 {
            let targets = Tensor(shape: embedding.shape, values: before.points.flatMap { [$0.x, -$0.y] })
            let turn = Procrustes(of: embedding, onto: targets).turn.map(Float.init)
            if turn.allSatisfy(\.isFinite) {
                points = points.map { point in
                    let (x, y) = (point.x, -point.y)
                    return Point(turn[0] * x + turn[1] * y, -(turn[2] * x + turn[3] * y))
                }
            }
        }
        let low = points.reduce(points.first ?? .zero, pointwiseMin)
        let high = points.reduce(points.first ?? .zero, pointwiseMax)
        let scale = (1 - 2 * Self.planeMargin) / max((high - low).max(), 1e-9)
        let middle = (low + high) / 2
        self.init(
            samples: population.samples, classOf: population.classOf,
            points: points.map { ($0 - middle) * scale + 0.5 })
    }

    /// The middle of the samples of each class; nil for classes without any.
    func classMeans(count: Int) -> [Point?] {
        var sums = [Point](repeating: .zero, count: count)
        var counts = [Float](repeating: 0, count: count)
        for (position, index) in classOf.enumerated() where sums.indices.contains(index) {
            sums[index] += points[position]
            counts[index] += 1
        }
        return zip(sums, counts).map { $1 > 0 ? $0 / $1 : nil }
    }
}
