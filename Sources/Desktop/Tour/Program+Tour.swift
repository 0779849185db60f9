import Workbench

extension Program {
    /// Gives the keyboard to the frame, to the tour's card first, or back to the stage.
    func moveFocus() {
        guard state.tour != nil, !frame.canvas.focus.isActive else { return frame.canvas.focus.toggle() }
        frame.canvas.focus.ask(.next, among: "tour.")
    }

    /// Tells the tour what the pointer is on, where its step asks for that.
    func tellTour() {
        guard let tour = state.tour, let sight = scene.sight, tour.wants(sight), state.isTourUnderWay else {
            return
        }
        state.perform(.tour(.see(sight)))
    }
}
