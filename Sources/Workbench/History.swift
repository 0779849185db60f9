import Datasets
import Occlusion

/// Undo and redo of what the user draws, names and chooses to feed: whole states, which are small.
struct History {
    /// What undo brings back.
    struct State: Equatable {
        var variants: [Variant]
        var current: Int
        /// How pictures are fed; nil without a network.
        var preprocessing: Preprocessing?
        /// Which labels count as one; nil without a network.
        var groups: LabelGroups?
        /// What is marked in the Saliency scene.
        var marks: [PictureMark] = []
        /// What is drawn; nil where the picture is no drawing.
        var sketch: Sketch?
        /// The classes of the data set; nil: of none that is open.
        var sampleClasses: SampleClasses?
    }

    private var past: [State] = []
    private var future: [State] = []

    var canUndo: Bool { !past.isEmpty }
    var canRedo: Bool { !future.isEmpty }

    /// Notes the state before a change.
    mutating func record(_ state: State) {
        past.append(state)
        future = []
    }

    /// The state before the latest change; `present` can be redone.
    mutating func undo(from present: State) -> State? {
        guard let state = past.popLast() else { return nil }
        future.append(present)
        return state
    }

    /// Forgets the classes of a data set that is no longer open.
    mutating func forgetSampleClasses() {
        for index in past.indices { past[index].sampleClasses = nil }
        for index in future.indices { future[index].sampleClasses = nil }
    }

    /// The state that was undone last.
    mutating func redo(from present: State) -> State? {
        guard let state = future.popLast() else { return nil }
        past.append(present)
        return state
    }
}
