import Foundation

extension AppState {
    /// Opens a lesson at a step, from 1, and waits until everything that it shows is computed: for a still picture.
    ///
    /// - Throws: with one sentence: what cannot be read, or that there is no such step.
    public func prepareLesson(_ url: URL, step: Int) throws {
        let lesson = try LessonFile.read(url)
        guard lesson.steps.indices.contains(step - 1) else {
            throw LessonError(
                "The lesson \(url.lastPathComponent) has steps 1 to \(lesson.steps.count), no step \(step).")
        }
        perform(.lesson(.open(url)))
        awaitRest()
        if let waitingLesson { throw waitingLesson.piece }
        if let message, message.isError { throw LessonError(message.text) }
        perform(.lesson(.show(step - 1)))
        awaitRest()
        if let message, message.isError { throw LessonError(message.text) }
    }

    /// Waits until no background job has anything left to say.
    func awaitRest() {
        while true {
            receiveResults()
            if isAtRest { return }
            Thread.sleep(forTimeInterval: 0.005)
        }
    }

    /// Whether nothing is being opened or computed.
    public var isAtRest: Bool {
        let isComputing =
            activity.opening != nil || activity.isAnalyzing || pool.progress != nil
            || comparison.isComputing || saliency.isBusy || connectionState.requested != nil
        let isReading =
            samples.opening != nil || samples.progress != nil
            || showsSamples && !samples.results.running.isEmpty
        let isBeside = scene == .models && (models.opening != nil || models.isComputing)
        return !isComputing && !isReading && !isBeside
    }
}
