import Testing

@testable import Workbench

@Suite struct HistoryTests {
    private func state(_ current: Int) -> History.State {
        History.State(variants: [.original], current: current)
    }

    @Test("A hundred changes are undone to the first state and done again to the last")
    func undoesAndRedoesAll() {
        var history = History()
        for number in 0..<100 { history.record(state(number)) }
        var present = state(100)
        for number in stride(from: 99, through: 0, by: -1) {
            present = history.undo(from: present) ?? state(-1)
            #expect(present == state(number))
        }
        #expect(!history.canUndo)
        #expect(history.undo(from: present) == nil)
        for number in 1...100 {
            present = history.redo(from: present) ?? state(-1)
            #expect(present == state(number))
        }
        #expect(!history.canRedo)
    }

    @Test("A change after an undo forgets what was undone")
    func changeForgetsTheFuture() {
        var history = History()
        history.record(state(0))
        _ = history.undo(from: state(1))
        history.record(state(0))
        #expect(history.redo(from: state(2)) == nil)
    }
}
