import Foundation

/// Going through the tour.
extension AppState {
    func perform(_ command: TourCommand) {
        switch command {
        case .start: startTour()
        case .next:
            guard let tour else { return }
            tour.step.next.map { enterTour($0) } ?? leaveTour()
        case .back: (tour?.step.previous).map { enterTour($0) }
        case .go(let step): if tour != nil { enterTour(step) }
        case .showMe: showTourStep()
        case .comeBack: comeBackToTour()
        case .leave: leaveTour()
        case .see(let sight): see(sight)
        }
    }

    private func startTour() {
        tour = TourState()
        // What would be lost is asked for first, and a lesson is left by the user.
        guard case .otherPicture(false) = tourObstacle else { return enterTour(.answer) }
        openTourPicture()
    }

    private func leaveTour() { tour = nil }

    /// Goes to a step, and brings on stage what it begins with.
    private func enterTour(_ step: TourStep) {
        tour?.step = step
        tour?.findings.current = nil
        if isTourUnderWay { prepareTourStep() }
        noteTourEntry()
    }

    private func noteTourEntry() {
        // What was pointed at before does nothing for what begins now.
        tour?.sight = nil
        tour?.entry = TourEntry(
            hasMask: !currentVariant.parts.isEmpty, samples: selection.samples,
            openLayers: samples.store == nil ? nil : samples.openLayers, operation: samples.chosenOperation,
            places: samples.places, focus: samples.chosenFocus)
    }

    private func comeBackToTour() {
        switch tourObstacle {
        case .otherPicture: openTourPicture()
        case .elsewhere, nil:
            prepareTourStep()
            noteTourEntry()
        case .lesson, .opening: break
        }
    }

    // MARK: Where the tour takes place

    /// Why the step cannot be done right now; nil: it can.
    public var tourObstacle: TourObstacle? {
        guard let tour else { return nil }
        if lesson != nil || waitingLesson != nil { return .lesson }
        if activity.opening != nil { return .opening }
        guard isTourPictureOpen else { return .otherPicture(losesMasks: variants.count > 1) }
        guard originalAnalysis != nil else { return .opening }
        return tour.isStepDone || isTourStepOnStage(tour.step) ? nil : .elsewhere
    }

    /// Whether the step of a tour can be done, where the user is or after going there.
    public var isTourUnderWay: Bool {
        let obstacle = tourObstacle
        return tour != nil && (obstacle == nil || obstacle == .elsewhere)
    }

    /// Whether the network and the picture are those that the tour is about; of the data set only the network is.
    private var isTourPictureOpen: Bool {
        guard let model = ShippedFiles.tourModel, network?.url.path == model.path else { return false }
        if tour?.step.chapter == .data { return picture != nil }
        return picture?.url.path == ShippedFiles.tourPicture?.path
    }

    private func openTourPicture() {
        guard let model = ShippedFiles.tourModel, let picture = ShippedFiles.tourPicture else {
            message = Message(
                "The tour's network and picture are missing from this installation.", isError: true)
            tour = nil
            return
        }
        if network?.url.path != model.path { openModel(model) }
        if self.picture?.url.path != picture.path { openPicture(picture) }
        showScene(.network)
        tour?.awaitsPicture = true
    }

    /// Begins the step as soon as what it is about has been opened.
    func beginAwaitedTourStep() {
        guard tour?.awaitsPicture == true, isTourUnderWay else { return }
        tour?.awaitsPicture = false
        prepareTourStep()
        noteTourEntry()
    }

    private func isTourStepOnStage(_ step: TourStep) -> Bool {
        let isBare =
            scene == .network && selection.cluster == nil && selection.explained.isEmpty
            && !samples.settings.showsPlanes
        switch step {
        case .answer, .field, .block: return isBare && currentVariant.parts.isEmpty
        case .map: return scene == .network && selection.cluster != nil
        case .value: return scene == .network && selection.map != nil
        case .hide, .control: return isBare && settings.tool.isTourTool
        case .undo: return isBare && tour?.entry.hasMask == true
        // The way there is what the user learns.
        case .windows, .data, .summary, .end: return true
        case .saliency: return explainedClass == originalAnalysis?.answer?.classIndex
        case .vector: return scene == .occlusion && pool.failure == nil && !pool.isCancelled
        case .classes, .lasso, .channels, .curves, .units, .neighbors: return samples.store != nil
        }
    }

    /// Brings on stage what a step begins with, without doing it.
    private func prepareTourStep() {
        guard let step = tour?.step else { return }
        switch step {
        case .answer, .field, .block: prepareNetworkForTour(isOriginal: true)
        case .map: if !isTourStepOnStage(.map) { openTourBlock() }
        case .value: if !isTourStepOnStage(.value) { openTourMap() }
        case .hide, .control, .undo: prepareMaskForTour(step)
        case .windows, .data, .summary, .end: break
        case .vector:
            // What was hidden before is no try of the pool.
            chooseVariant(Variant.originalID)
            showScene(.occlusion)
            runTourPool()
        case .saliency: if !isTourStepOnStage(.saliency) { perform(SaliencyCommand.chooseClass(nil)) }
        case .classes, .lasso, .channels, .curves, .units, .neighbors:
            if samples.store == nil { openTourData() }
        }
    }

    /// Has a pool made where there is none, also of one that was given up.
    func runTourPool() {
        if pool.pool == nil, pool.progress == nil { runPool() }
    }

    /// The Network scene with nothing open.
    private func prepareNetworkForTour(isOriginal: Bool) {
        if scene != .network { showScene(.network) }
        samples.settings.showsPlanes = false
        if isOriginal { chooseVariant(Variant.originalID) }
        (selection.layer, selection.cluster, selection.map, selection.pin) = (nil, nil, nil, nil)
        selection.explained = []
    }

    private func prepareMaskForTour(_ step: TourStep) {
        prepareNetworkForTour(isOriginal: step != .undo)
        if !settings.tool.isTourTool { setTool(.rectangle) }
        settings.isPickingColor = false
        // What is to be taken back must be there.
        if step == .undo, currentVariant.parts.isEmpty { hide(TourPicture.head) }
    }
}

extension MaskTool {
    /// Whether a drag with it hides a part of the picture.
    fileprivate var isTourTool: Bool {
        switch self {
        case .rectangle, .ellipse, .brush, .lasso, .superpixels: true
        case .select, .eraser: false
        }
    }
}
