import Occlusion

extension AppState {
    /// Obeys a command of the Saliency scene.
    func perform(_ command: SaliencyCommand) {
        switch command {
        case .chooseClass(let index): chooseClass(index)
        case .change(let settings): change(settings)
        case .runCurves:
            saliency.isCancelled = false
            saliency.failure = nil
        case .cancelCurves: cancelCurves()
        case .mark(let mark):
            recordHistory()
            saliency.marks.append(mark)
        case .clearMarks: clearMarks()
        case .predict: predict()
        case .reveal:
            guard saliency.prediction == .marking else { return }
            saliency.prediction = .revealed
            saliency.settings.tool = .point
        case .stopPredicting:
            saliency.prediction = .off
            saliency.settings.tool = .point
        }
    }

    /// The class that the maps speak of: the chosen one, else the original's most probable; nil while there is none.
    public var explainedClass: Int? {
        guard let original = originalAnalysis else { return nil }
        if let chosen = selection.classIndex, original.probabilities.indices.contains(chosen) {
            return chosen
        }
        return original.answer?.classIndex
    }

    /// Forgets what was made of the network and picture before; what the panel sets stays.
    func startSaliencyOver() {
        let settings = saliency.settings
        stopSaliencyJobs()
        let count = saliency.mapCount
        saliency = SaliencyState()
        saliency.settings = settings
        saliency.settings.tool = .point
        saliency.mapCount = count
    }

    private func chooseClass(_ index: Int?) {
        if let index, originalAnalysis?.probabilities.indices.contains(index) != true { return }
        // The answer itself is chosen by choosing nothing, and stays so for the next picture.
        let isAnswer = index == originalAnalysis?.answer?.classIndex
        selection.classIndex = isAnswer ? nil : index
        saliency.isCancelled = false
        saliency.failure = nil
        // What was marked before was marked for another class, and the map of this one must not be seen first.
        if saliency.prediction == .revealed { predict() }
    }

    private func change(_ settings: SaliencySettings) {
        let before = saliency.settings
        var settings = settings
        settings.opacity = min(max(settings.opacity, 0), 1)
        settings.steps = min(max(settings.steps, 2), 500)
        settings.brushShare = min(max(settings.brushShare, 0.005), 0.5)
        saliency.settings = settings
        guard settings.fill != before.fill || settings.steps != before.steps else { return }
        saliency.isCancelled = false
        saliency.failure = nil
    }

    private func clearMarks() {
        guard !saliency.marks.isEmpty else { return }
        recordHistory()
        saliency.marks = []
    }

    private func predict() {
        clearMarks()
        saliency.prediction = .marking
        saliency.settings.tool = .brush
    }
}
