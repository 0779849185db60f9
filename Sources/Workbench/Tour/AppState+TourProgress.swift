import Foundation
import Occlusion

/// Whether a step of the tour is done, and what was seen.
extension AppState {
    /// Looks after every change whether the user has done what the step asks for.
    func followTour() {
        beginAwaitedTourStep()
        guard let tour, !tour.step.isTalk, isTourUnderWay else { return }
        if tour.findings.answers.isEmpty { noteAnswers() }
        let isDone =
            tour.step.chapter == .picture ? notePictureStep(tour.step) : noteDataStep(tour.step)
        if isDone { self.tour?.done.insert(tour.step) }
    }

    private func noteAnswers() {
        guard let network, let original = originalAnalysis else { return }
        tour?.findings.answers = original.top(2).map {
            TourFindings.Chance(label: network.labels.name(of: $0.index), probability: $0.probability)
        }
    }

    private func notePictureStep(_ step: TourStep) -> Bool {
        switch step {
        case .answer: return noteAnswer()
        case .field: return noteField()
        case .block: return noteBlock()
        case .map: return noteMap()
        case .value: return noteValue()
        case .hide, .control: return noteMask(step)
        case .undo: return noteUndo()
        case .windows: return noteWindows()
        case .vector: return noteVector()
        case .saliency: return noteImportance()
        default: return false
        }
    }

    // MARK: The Network scene

    private func noteAnswer() -> Bool {
        guard case .answer(let index) = tour?.sight, let network, let original = originalAnalysis,
            original.probabilities.indices.contains(index)
        else { return false }
        tour?.findings.pointedAnswer = TourFindings.Chance(
            label: network.labels.name(of: index), probability: original.probabilities[index])
        return true
    }

    private func noteField() -> Bool {
        guard case .field(let layer, let width, let height) = tour?.sight, let network,
            network.layers.indices.contains(layer)
        else { return false }
        tour?.findings.field = TourFindings.Field(
            layer: network.layers[layer].name, width: width, height: height)
        return true
    }

    private func noteBlock() -> Bool {
        guard scene == .network, let id = selection.layer, let cluster = selection.cluster, let network
        else { return false }
        let layer = network.layers[id]
        let clusters = analysis?.layers[id].clusters ?? []
        let isBlock = settings.grouping == .clusters && clusters.indices.contains(cluster)
        tour?.findings.block = TourFindings.Block(
            layer: layer.name, mapCount: isBlock ? clusters[cluster].maps.count : layer.mapCount)
        return true
    }

    private func noteMap() -> Bool {
        guard scene == .network, let id = selection.layer, let map = selection.map, let network
        else { return false }
        tour?.findings.map = TourFindings.Map(layer: network.layers[id].name, number: map)
        return true
    }

    private func noteValue() -> Bool {
        guard scene == .network, let place = selection.explained.last,
            let value = analysis?.activations.value(at: place)
        else { return false }
        tour?.findings.value = value
        return true
    }

    // MARK: Masks

    /// What the current variant does to the answer; nil while that is being computed.
    private var effect: TourFindings.Effect? {
        guard let network, let answer = originalAnalysis?.answer, let analysis, let now = analysis.answer,
            preview == nil, !activity.isAnalyzing, analyzedVariant == selection.variant,
            !currentVariant.parts.isEmpty
        else { return nil }
        return TourFindings.Effect(
            now: TourFindings.Chance(
                label: network.labels.name(of: answer.classIndex),
                probability: analysis.probabilities[answer.classIndex]),
            answer: TourFindings.Chance(
                label: network.labels.name(of: now.classIndex), probability: now.probability))
    }

    /// The share of a box that is hidden, 0...1.
    private func hiddenShare(of box: PixelRectangle) -> Float {
        guard let hidden = hidden?.hidden else { return 0 }
        var count = 0
        for y in box.y..<box.y + box.height {
            for x in box.x..<box.x + box.width where hidden.contains(x: x, y: y) { count += 1 }
        }
        return Float(count) / Float(box.width * box.height)
    }

    private func noteMask(_ step: TourStep) -> Bool {
        guard tour?.done.contains(step) != true else { return true }
        tour?.findings.current = effect
        guard let effect else { return false }
        let (head, ball) = (hiddenShare(of: TourPicture.head), hiddenShare(of: TourPicture.ball))
        if step == .hide {
            guard !effect.keepsLabel, head > 0.1 else { return false }
            tour?.findings.hidden = effect
        } else {
            guard effect.keepsLabel, ball > 0.5, head < 0.2 else { return false }
            tour?.findings.control = effect
        }
        return true
    }

    private func noteUndo() -> Bool {
        // What was hidden since can be taken back as well.
        if !currentVariant.parts.isEmpty { tour?.entry.hasMask = true }
        return tour?.entry.hasMask == true && currentVariant.parts.isEmpty && preview == nil
    }

    // MARK: The pool

    private func noteWindows() -> Bool {
        guard scene == .occlusion, pool.progress == nil, let pool = pool.pool else { return false }
        let changing = pool.variants.filter { !$0.keepsLabel }
        tour?.findings.windows = TourFindings.Windows(
            count: pool.variants.count, changing: changing.count,
            changingOnHead: changing.filter { $0.mask.overlaps(TourPicture.head) }.count)
        return true
    }

    private func noteVector() -> Bool {
        guard tour?.done.contains(.vector) != true else { return true }
        let effect = effect
        tour?.findings.current = effect
        guard let pool = pool.pool, let effect, case .rectangle(let box)? = currentVariant.parts.first?.shape,
            currentVariant.parts.count == 1,
            pool.variants.contains(where: { $0.isSupportVector && $0.mask == box })
        else { return false }
        tour?.findings.vector = effect
        return true
    }

    private func noteImportance() -> Bool {
        // The map may be another class's, whose numbers say nothing about the dog.
        guard scene == .saliency, let map = saliency.map,
            map.classIndex == originalAnalysis?.answer?.classIndex
        else { return false }
        let values = map.values
        let highest = values.values.max() ?? 0
        tour?.findings.highestCost = highest
        guard case .importance(let x, let y) = tour?.sight, y < values.shape[0], x < values.shape[1]
        else { return false }
        let cost = values[y, x]
        tour?.findings.cost = cost
        return cost >= 0.5 * highest
    }

    // MARK: The data set

    private func noteDataStep(_ step: TourStep) -> Bool {
        guard let tour else { return false }
        // What opens by itself with the data is not what the user opened.
        if tour.entry.openLayers == nil, samples.store != nil {
            self.tour?.entry.openLayers = samples.openLayers
        }
        let isOpen = samples.store != nil && samples.progress == nil && scene.showsSamples
        guard isOpen, let set = samples.set else { return false }
        self.tour?.findings.pictureCount = set.samples.count
        if step == .data { return true }
        guard scene == step.scene else { return false }
        let isSelected = !selection.samples.isEmpty && selection.samples != tour.entry.samples
        if isSelected { self.tour?.findings.selectedCount = selection.samples.count }
        switch step {
        case .classes: return isSelected && noteClass()
        case .lasso: return isSelected
        case .channels: return noteOpenLayer()
        case .curves: return noteOperation()
        case .units: return isSelected || samples.places != nil && samples.places != tour.entry.places
        case .neighbors:
            guard let focus = samples.chosenFocus, focus != tour.entry.focus else { return false }
            self.tour?.findings.opened = set.samples[focus].label.map { set.classNames[$0] }
            return true
        default: return false
        }
    }

    /// The class that most of the selected samples are in.
    private func noteClass() -> Bool {
        let classes = samples.classes
        let counts = Dictionary(grouping: selection.samples) { classes.classOf[$0] }.mapValues(\.count)
        guard let index = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
            classes.classes.indices.contains(index)
        else { return true }
        let members = classes.classOf.indices.filter { classes.classOf[$0] == index }
        let wanted = samples.networkClassOf.indices.contains(index) ? samples.networkClassOf[index] : nil
        let recognized = samples.answers.flatMap { answers in
            wanted.map { wanted in members.filter { answers.predictions[$0] == wanted }.count }
        }
        tour?.findings.pickedClass = TourFindings.ClassCount(
            name: classes.classes[index].name, count: members.count, recognized: recognized)
        return true
    }

    private func noteOpenLayer() -> Bool {
        guard let before = tour?.entry.openLayers?.map(\.layer),
            let new = samples.openLayers.last(where: { !before.contains($0.layer) }),
            let layer = samples.store?.layers.first(where: { $0.id == new.layer })
        else { return false }
        tour?.findings.opened = layer.name
        tour?.findings.isNoHeatmap = new.view != .heatmap
        return true
    }

    private func noteOperation() -> Bool {
        guard let chosen = samples.chosenOperation, chosen != tour?.entry.operation,
            let operation = samples.store?.operations.first(where: { $0.id == chosen })
        else { return false }
        tour?.findings.opened = operation.name
        return true
    }
}

extension PixelRectangle {
    /// Whether two rectangles share a pixel.
    fileprivate func overlaps(_ other: PixelRectangle) -> Bool {
        x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }
}
