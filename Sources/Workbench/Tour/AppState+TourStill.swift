import Foundation

extension AppState {
    /// Goes through the tour to a step, from 1, doing what each step before asks for, and waits until everything is
    /// computed: for a still picture.
    ///
    /// - Parameter isDone: whether the step itself is done too.
    /// - Throws: with one sentence: that there is no such step, or what cannot be read.
    public func prepareTour(step: Int, isDone: Bool = false) throws {
        guard TourStep.allCases.indices.contains(step - 1) else {
            throw TourError("The tour has steps 1 to \(TourStep.allCases.count), no step \(step).")
        }
        perform(.tour(.start))
        awaitRest()
        for _ in 1..<step {
            try showTourStepAtRest()
            perform(.tour(.next))
            awaitRest()
        }
        if isDone { try showTourStepAtRest() }
    }

    private func showTourStepAtRest() throws {
        perform(.tour(.showMe))
        awaitRest()
        // What the first time only opened is there now: the pool, or the data set.
        if tour?.isStepDone == false {
            perform(.tour(.showMe))
            awaitRest()
        }
        if let message, message.isError { throw TourError(message.text) }
    }
}

/// Why a step of the tour cannot be shown.
struct TourError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
