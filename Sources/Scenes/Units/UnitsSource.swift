import Inference
import Rendering
import Samples
import Workbench

/// Looks at the state for the Units scene, and keeps what it has made of results while those stay the same.
@MainActor final class UnitsSource {
    private struct CloudKey: Equatable {
        var request: UnitsRequest
        /// Its classes are in the marks.
        var population: Population
    }

    private struct ChosenKey: Equatable {
        var cloud: UInt64
        var samples: Set<Int>
        var places: SelectedPlaces?
    }

    /// Longer lists of classes may not have room.
    private static let longList = 12

    private let images = SampleImages()
    private let pictures = UnitPictures()
    private var cloud: (key: CloudKey, value: UnitCloud)?
    private var chosen: (key: ChosenKey, value: UnitSelection)?
    private var names: (store: ObjectIdentifier, labels: [String], known: [Int: [String]])?
    private var barcodes: (key: ResponsesRequest, isDark: Bool, layers: [(DisplayImage, [Int])])?

    /// Whether a picture is being read.
    var isBusy: Bool { pictures.isBusy }

    /// Takes in pictures that have been read.
    func take() { pictures.take() }

    /// Waits for the pictures.
    func finish() { pictures.finish() }

    /// What there is to be shown.
    func content(of state: AppState, theme: Theme) -> UnitsContent {
        var content = UnitsContent()
        let samples = state.samples
        guard let store = samples.store, let population = samples.population,
            let operation = state.unitsOperation
        else { return content }
        content.isOpen = true
        content.settings = samples.settings
        (content.layer, content.operation) = (samples.layer, operation.id)
        content.mapSize = SIMD2(operation.shape[2], operation.shape[1])
        (content.selected, content.pointed) = (state.selection.samples, state.selection.pointedSample)
        content.facts = SampleFacts(state)
        content.title.heading = "\(store.layers[samples.layer].name), unit against unit"
        content.title.remark = UnitsWords.remark(pictures: population.count, isMap: content.isMap)
        content.unitNames = unitNames(of: operation, state, store)
        addPoints(to: &content, state, population, operation)
        addPictures(to: &content, store, operation)
        addClasses(to: &content, population)
        addLayers(to: &content, state, store, theme)
        return content
    }

    // MARK: Points

    private func addPoints(
        to content: inout UnitsContent, _ state: AppState, _ population: Population,
        _ operation: SampleOperation
    ) {
        guard let request = state.unitsRequest else { return }
        if let points = state.samples.results.result(of: request) {
            let key = CloudKey(request: request, population: population)
            if cloud?.key != key { cloud = (key, UnitCloud(points, of: population)) }
        } else {
            content.title.wait = MapWords.wait(for: request, state, "The units are being looked at.")
        }
        // The old picture stays until the new one is there.
        guard let known = cloud, known.key.request.operation == operation.id,
            known.key.population == population
        else { return }
        let points = known.value.points
        content.cloud = known.value
        content.order =
            content.settings.ordersUnitsByVariance ? points.order : Array(0..<known.value.unitCount)
        let places = state.samples.places.flatMap { $0.operation == operation.id ? $0 : nil }
        content.hasPlaces = places != nil
        content.chosen = selection(content.selected, places, in: known.value)
    }

    private func selection(
        _ samples: Set<Int>, _ places: SelectedPlaces?, in cloud: UnitCloud
    ) -> UnitSelection {
        let key = ChosenKey(cloud: cloud.id, samples: samples, places: places)
        if let chosen, chosen.key == key { return chosen.value }
        guard !samples.isEmpty else { return .none }
        let made =
            places.map { places in
                UnitSelection(samples, in: cloud) {
                    places.places.contains(SelectedPlaces.Place(sample: $0, place: $1))
                }
            } ?? UnitSelection(samples, in: cloud)
        chosen = (key, made)
        return made
    }

    private func addPictures(
        to content: inout UnitsContent, _ store: ActivationStore, _ operation: SampleOperation
    ) {
        content.thumbnail = { [images] in images.image(of: $0, in: store) }
        content.picture = { [pictures] in pictures.image(of: $0, in: store) }
        let preprocessing = store.feed.preprocessing
        let extent = SIMD2(preprocessing.width, preprocessing.height)
        content.pictureSize = extent
        let columns = operation.shape[2]
        content.field = { place in
            let pixel = PixelBox(x: place % columns, y: place / columns, width: 1, height: 1)
            switch operation.source {
            case .input: return pixel
            case .layer(let id, _):
                guard operation.shape[1] * columns > 1 else { break }
                return store.feed.plan.receptiveField(of: pixel, in: store.feed.layers[id], at: nil)
            case .pool: return nil
            case .logits: break
            }
            return PixelBox(x: 0, y: 0, width: extent.x, height: extent.y)
        }
    }

    private func addClasses(to content: inout UnitsContent, _ population: Population) {
        var counts = [Int](repeating: 0, count: population.classNames.count + 1)
        let others = population.classNames.count
        var occurs = counts.map { _ in false }
        for index in population.classOf { occurs[index < 0 ? others : index] = true }
        if content.selected.isEmpty {
            for index in population.classOf { counts[index < 0 ? others : index] += 1 }
        } else if let cloud = content.cloud {
            for point in content.chosen.indices {
                let index = cloud.classIndex(Int(point))
                counts[index < 0 ? others : index] += 1
            }
        }
        content.classes = counts.indices.filter { occurs[$0] }.map { index in
            .init(
                index: index == others ? -1 : index,
                name: index == others ? "no class" : population.classNames[index], count: counts[index])
        }
        // Where the list is too long for the stage, its beginning is what is selected.
        if !content.selected.isEmpty, content.classes.count > Self.longList {
            content.classes =
                content.classes.filter { $0.count > 0 } + content.classes.filter { $0.count == 0 }
        }
    }

    // MARK: Responses

    private func addLayers(
        to content: inout UnitsContent, _ state: AppState, _ store: ActivationStore, _ theme: Theme
    ) {
        let request = state.responsesRequest
        let result = request.flatMap { state.samples.results.result(of: $0) }
        let made = zip2(request, result).map { barcodes(of: $0, $1, theme) }
        content.layers = store.layers.map { layer in
            let operation = store.operation(
                of: LayerAspect(layer: layer.id, side: content.settings.unitSide))
            return .init(
                id: layer.id, name: layer.name, scores: result?.scores[layer.id],
                barcode: made?[layer.id].0, order: made?[layer.id].1 ?? [],
                unitNames: unitNames(of: operation, state, store))
        }
        if let request {
            content.responseWait =
                result == nil ? MapWords.wait(for: request, state, "The layers are being asked.") : ""
        } else {
            content.responseWait =
                "Select pictures: this shows how every unit of the network answers to them, beside all others."
        }
    }

    private func barcodes(
        of request: ResponsesRequest, _ responses: LayerResponses, _ theme: Theme
    ) -> [(DisplayImage, [Int])] {
        if let barcodes, barcodes.key == request, barcodes.isDark == theme.isDark { return barcodes.layers }
        let layers = responses.scores.map { UnitBarcode.make(of: $0, theme: theme) }
        barcodes = (request, theme.isDark, layers)
        return layers
    }

    private func zip2<A, B>(_ a: A?, _ b: B?) -> (A, B)? {
        guard let a, let b else { return nil }
        return (a, b)
    }

    /// What the units of an operation are called; a network may have tens of thousands.
    private func unitNames(
        of operation: SampleOperation, _ state: AppState, _ store: ActivationStore
    ) -> [String] {
        let labels = state.network?.labels.names ?? []
        if names?.store != ObjectIdentifier(store) || names?.labels != labels {
            names = (ObjectIdentifier(store), labels, [:])
        }
        if let known = names?.known[operation.id] { return known }
        let made = UnitsWords.names(
            Self.names(of: operation.source, labels, store), count: operation.shape[0])
        names?.known[operation.id] = made
        return made
    }

    /// What the units of an operation are called, where they have names: the input's channels, the classes.
    private static func names(
        of source: PlanOperation.Source, _ labels: [String], _ store: ActivationStore
    ) -> [String] {
        switch source {
        case .input:
            switch store.feed.preprocessing.channelOrder {
            case .rgb: return ["red", "green", "blue"]
            case .bgr: return ["blue", "green", "red"]
            case .gray: return ["gray"]
            }
        case .logits: return labels
        case .layer(let id, _):
            let isLast = store.feed.layers[id].value == store.feed.plan.logits
            return isLast ? labels : []
        case .pool: return []
        }
    }
}

/// The responses of a layer's units in a row of colours.
enum UnitBarcode {
    /// More units than this share pixels.
    private static let longest = 512

    /// The picture, one pixel high, and the units in its order: the highest response first.
    static func make(of scores: [Float], theme: Theme) -> (DisplayImage, [Int]) {
        let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
        let columns = min(max(order.count, 1), longest)
        let values = (0..<columns).map { column -> Float in
            let part = order[column * order.count / columns..<(column + 1) * order.count / columns]
            return part.reduce(0) { $0 + scores[$1] } / Float(max(part.count, 1))
        }
        let image = DisplayImage(
            map: values, width: columns, height: 1, colorMap: theme.signedColors, range: -1...1)
        return (image, order)
    }

    /// The unit that answers most strongly, whichever way; nil: there is none.
    static func strongest(_ scores: [Float]) -> Int? {
        scores.indices.max { (abs(scores[$0]), $1) < (abs(scores[$1]), $0) }
    }
}
