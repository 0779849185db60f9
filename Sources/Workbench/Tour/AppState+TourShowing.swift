import Foundation
import Inference
import Occlusion

/// Doing what a step of the tour asks for, by the commands that a user would cause.
extension AppState {
    func showTourStep() {
        guard let tour else { return }
        if let obstacle = tourObstacle {
            perform(.comeBack)
            guard obstacle == .elsewhere else { return }
        }
        switch tour.step.chapter {
        case .picture: showPictureStep(tour.step)
        case .data: showDataStep(tour.step)
        }
    }

    private func showPictureStep(_ step: TourStep) {
        switch step {
        case .answer:
            if let answer = originalAnalysis?.answer { see(.answer(classIndex: answer.classIndex)) }
        case .field: pinTourPixel()
        case .block: openTourBlock()
        case .map: openTourMap()
        case .value: explainTourValue()
        case .hide: hide(TourPicture.head)
        case .undo: canUndo ? undo() : chooseVariant(Variant.originalID)
        case .control: hide(TourPicture.ball)
        case .windows:
            showScene(.occlusion)
            runTourPool()
        case .vector: adoptTourVector()
        case .saliency:
            showScene(.saliency)
            runTourPool()
            followSaliency()
            if let place = dearestPlace { see(.importance(x: place.x, y: place.y)) }
        default: break
        }
    }

    /// Takes in what the pointer is on, where that is something of the tour's picture.
    func see(_ sight: TourSight) {
        if isTourUnderWay, tour?.wants(sight) == true { tour?.sight = sight }
    }

    // MARK: The Network scene

    /// The layer that the tour opens.
    public var tourLayer: Layer? {
        network.flatMap { network in
            network.layers.first { $0.name == TourPicture.layerName } ?? network.layers.first
        }
    }

    private func pinTourPixel() {
        guard let network, let layer = tourLayer else { return }
        let pin = Selection.Pin(layer: layer.id, cluster: 0, x: layer.width * 2 / 5, y: layer.height * 2 / 5)
        selection.pin = pin
        let pixel = PixelBox(x: pin.x, y: pin.y, width: 1, height: 1)
        guard let box = network.plan.receptiveField(of: pixel, in: layer, at: nil) else { return }
        see(.field(layer: layer.id, width: box.width, height: box.height))
    }

    func openTourBlock() {
        guard let layer = tourLayer else { return }
        if scene != .network { showScene(.network) }
        (selection.layer, selection.cluster, selection.map) = (layer.id, 0, nil)
        (selection.pin, selection.explained) = (nil, [])
    }

    func openTourMap() {
        if scene != .network || selection.cluster == nil { openTourBlock() }
        guard let layer = selection.layer, let cluster = selection.cluster,
            let clusters = analysis?.layers[layer].clusters
        else { return }
        selection.map =
            settings.grouping == .allMaps ? 0 : clusters[min(cluster, clusters.count - 1)].maps.first
        selection.explained = []
    }

    /// The brightest pixel of the open map.
    private func explainTourValue() {
        guard let network, let id = selection.layer, let map = selection.map, let analysis else { return }
        let layer = network.layers[id]
        let size = layer.width * layer.height
        let values = analysis.activations.maps(of: layer).values[map * size..<(map + 1) * size]
        guard let brightest = values.indices.max(by: { values[$0] < values[$1] }) else { return }
        let (y, x) = (brightest - map * size).quotientAndRemainder(dividingBy: layer.width)
        explain(MapPlace(value: layer.value, channel: map).pixel(x: x, y: y))
    }

    /// Hides a box and nothing else.
    func hide(_ box: PixelRectangle) {
        chooseVariant(Variant.originalID)
        addMask(.ellipse(box), .hide)
    }

    // MARK: The pool

    /// The support vector that the tour picks: the one that came nearest to the head.
    private func adoptTourVector() {
        guard let pool = pool.pool else { return }
        let candidates = pool.variants.indices.filter { pool.variants[$0].isSupportVector }
        let shown = candidates.filter { pool.variants[$0].isSelected && !pool.variants[$0].keepsLabel }
        if let index = shown.first ?? candidates.first { adoptPoolVariant(index) }
    }

    /// The pixel of the occlusion map where hiding costs most.
    var dearestPlace: (x: Int, y: Int)? {
        guard let map = saliency.map,
            let best = map.values.values.indices.max(by: {
                map.values.values[$0] < map.values.values[$1]
            })
        else { return nil }
        let width = map.values.shape[1]
        return (best % width, best / width)
    }

    // MARK: The data set

    func openTourData() {
        guard samples.opening == nil, samples.progress == nil else { return }
        perform(.openShipped("Pictograms"))
    }

    private func showDataStep(_ step: TourStep) {
        if step == .data {
            showScene(.classes)
            if samples.store == nil { openTourData() }
            return
        }
        guard let store = samples.store else { return }
        showScene(step.scene)
        switch step {
        case .classes: select(otherClass(preferring: "dog"), .replace)
        case .lasso: select(otherClass(preferring: "cat"), .replace)
        case .channels:
            if let layer = store.layers.last(where: { layer in
                !samples.openLayers.contains { $0.layer == layer.id }
            }) {
                perform(.toggleLayer(layer.id))
            }
        case .curves:
            let other = shownOperations.last { $0.id != openOperation?.id }
            if let other { perform(.showOperation(other.id)) }
        case .units: select(otherClass(preferring: "panda"), .replace)
        case .neighbors:
            let members = otherClass(preferring: "dog").sorted()
            if let other = members.first(where: { $0 != samples.chosenFocus }) { samples.chosenFocus = other }
        default: break
        }
    }

    /// The samples of a class by its name, or of the next one that is not what is selected already.
    private func otherClass(preferring name: String) -> Set<Int> {
        let names = samples.classes.classes.map(\.name)
        let preferred = names.firstIndex(of: name).map { [$0] } ?? []
        let sets = (preferred + Array(names.indices)).lazy.map { self.members(ofClass: $0) }
        return sets.first { !$0.isEmpty && $0 != self.tour?.entry.samples } ?? []
    }
}
