import Rendering
import Scenes
import Workbench

extension InterfaceFrame {
    /// Offers the tour to whoever opens the program for the first time.
    func tourOffer(_ state: AppState, _ scene: any Scene) {
        guard memory.tour.isOffering else { return }
        guard state.tour == nil, state.lesson == nil else { return stopOffering() }
        guard state.originalAnalysis != nil, state.scene == .network, !state.settings.isHelpShown,
            !state.settings.isPresenting
        else {
            return
        }
        memory.tour.wasOffered = true
        let size = Point(348, 142)
        let bounds = layout.stage.inset(by: 12)
        let occupied = scene.guide(for: .answer).occupied.map {
            (place: Rectangle(origin: layout.stage.origin + $0.origin, size: $0.size), weight: Float(1))
        }
        let wanted = TourCardPlace(bounds: bounds, size: size, target: nil, occupied: occupied)
        let place = memory.tour.place.map(wanted.kept) ?? wanted.best
        // The stage may still be on its way when the card appears.
        memory.tour.place = scene.isAnimating ? nil : place
        float("tour offer", place) {
            card(place)
            let column = PanelColumn(x: place.minX + 18, width: place.width - 36, y: place.minY + 14)
            canvas.text("New here?", in: column.take(24, gap: 2), .valueStrong, canvas.theme.ink)
            for line in canvas.lines(Self.offer, .body, width: column.width) {
                canvas.text(line, in: column.take(20), .body, canvas.theme.ink)
            }
            let row = Rectangle(x: column.x, y: place.maxY - 14 - 34, width: column.width, height: 34)
            let start = Rectangle(x: row.maxX - 150, y: row.minY, width: 150, height: 34)
            if canvas.button("tour.start", "Start the tour", start) { ask(.tour(.start)) }
            if canvas.button(
                "tour.later", "Not now", Rectangle(x: row.minX, y: row.minY, width: 110, height: 34))
            {
                stopOffering()
                memory.notice = "The tour is in Settings, and with the keys under F1."
            }
        }
    }

    static let offer = "Why does the network say dog? Find out in ten minutes: you do each thing yourself."

    private func stopOffering() {
        memory.tour.isOffering = false
        memory.tour.place = nil
    }
}
