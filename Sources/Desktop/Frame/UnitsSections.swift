import Inference
import Rendering
import Samples
import Scenes
import Workbench

/// The panel of the Units scene: the layers as tiles, and which points its plots have.
extension InterfaceFrame {
    func unitsSections(_ state: AppState, _ column: PanelColumn) {
        guard let store = state.samples.store else { return dataSection(state, column) }
        unitLayersSection(state, store, column)
        unitPointsSection(state, store, column)
        unitOrderSection(state, column)
        classListSection(state, column)
        sampleSelectionSection(state, column)
        dataSection(state, column)
    }

    // MARK: Layers

    private func unitLayersSection(_ state: AppState, _ store: ActivationStore, _ column: PanelColumn) {
        section("units.layers", "Layers", remark: NumberFormat.count(store.layers.count), column) {
            let gap: Float = 12
            let width = ((column.width - gap) / 2).rounded(.down)
            for pair in stride(from: 0, to: store.layers.count, by: 2) {
                let row = column.take(86 + 22, gap: 8)
                for (index, layer) in store.layers[pair..<min(pair + 2, store.layers.count)].enumerated() {
                    let place = Rectangle(
                        x: row.minX + Float(index) * (width + gap), y: row.minY, width: width, height: 86)
                    unitTile(layer, state, place)
                }
            }
            sentence("A point is a picture, on the two most varying units.", color: canvas.theme.ink2, column)
        }
    }

    private func unitTile(_ layer: SampleLayer, _ state: AppState, _ place: Rectangle) {
        let whole = Rectangle(x: place.minX, y: place.minY, width: place.width, height: place.height + 22)
        // There may be hundreds.
        guard whole.maxY > 0, whole.minY < layout.statusLine.minY else { return }
        let id = "units.layer.\(layer.id)"
        let touch = canvas.area(id, whole)
        let isOn = layer.id == state.samples.layer
        canvas.fill(place, canvas.theme.raised)
        if let tile = thumbnails.unitTiles.tile(
            of: layer.id, state, size: place.size, scale: canvas.scale, theme: canvas.theme)
        {
            let opacity = tile.chosen == nil ? 1 : UnitTileImages.faded
            var items: [OverlayItem] = [.image(tile.all, place, opacity: opacity)]
            if let chosen = tile.chosen { items.append(.image(chosen, place, opacity: 1)) }
            var marks = tile.marks
            marks.origin = place.origin
            canvas.draw([.beginClip(place)] + items + [.points(marks), .endClip])
        }
        if isOn {
            canvas.outline(place.inset(by: -2), canvas.theme.ink, width: 2)
        } else {
            let color = touch.contains(.hovered) ? canvas.theme.signal : canvas.theme.line2
            canvas.outline(place.inset(by: -1), color)
        }
        let words = Rectangle(x: place.minX, y: place.maxY + 2, width: place.width, height: 20)
        let count = NumberFormat.count(layer.channelCount, "unit")
        let room = words.width - canvas.width(count, .remark) - 6
        canvas.text(
            layer.name, in: words.leading(room), isOn ? .labelStrong : .label, canvas.theme.ink)
        canvas.text(count, in: words, .remark, canvas.theme.ink2, alignment: .right)
        canvas.focusRing(whole, touch)
        if touch.contains(.clicked), !isOn { ask(.samples(.showLayer(layer.id))) }
    }

    // MARK: Points

    private func unitPointsSection(_ state: AppState, _ store: ActivationStore, _ column: PanelColumn) {
        let settings = state.samples.settings
        let side = settings.unitSide == .before ? "before activation" : "after activation"
        section("units.points", "Units", remark: side, column) {
            let sides = SummaryChoice.sides
            if let index = canvas.segments(
                "units.side", ["Before", "After"], selected: sides.firstIndex(of: settings.unitSide),
                column.take(32, gap: 8))
            {
                changeSamples(state) { $0.unitSide = sides[index] }
            }
            pointCountRow(settings, state, column)
            sentence(pointWords(state, store), color: canvas.theme.ink3, column)
        }
    }

    private func pointCountRow(_ settings: SampleSettings, _ state: AppState, _ column: PanelColumn) {
        let row = column.take(32, gap: 8)
        canvas.text("Points per plot", in: row, .label, canvas.theme.ink2)
        let number = NumberFormat.count(settings.unitPointCount)
        canvas.text(number, in: row, .bodyStrong, canvas.theme.ink, alignment: .right)
        let track = Rectangle(x: row.minX + 98, y: row.minY, width: row.width - 98 - 62, height: row.height)
        if let value = canvas.slider(
            "units.count", Float(settings.unitPointCount), in: 1_000...100_000, step: 1_000, track)
        {
            changeSamples(state) { $0.unitPointCount = Int(value) }
        }
    }

    /// "12,288 of 1,840,128 places, chosen at random."
    private func pointWords(_ state: AppState, _ store: ActivationStore) -> String {
        guard let operation = state.unitsOperation, let population = state.samples.population else {
            return ""
        }
        let pixels = operation.shape[1] * operation.shape[2]
        let all = population.count * pixels
        let noun = pixels > 1 ? "place" : "picture"
        let points = state.unitsRequest.flatMap { state.samples.results.result(of: $0) }
        let shown = points?.positions.count ?? min(state.samples.settings.unitPointCount, all)
        if shown == all { return "All \(NumberFormat.count(all, noun)) of the layer." }
        let isLess = points != nil && shown < state.samples.settings.unitPointCount
        return "\(NumberFormat.count(shown)) of \(NumberFormat.count(all, noun)), chosen at random"
            + (isLess ? "; with so many units there is no memory for more." : ".")
    }

    private func unitOrderSection(_ state: AppState, _ column: PanelColumn) {
        let isVarying = state.samples.settings.ordersUnitsByVariance
        section("units.order", "Order", remark: isVarying ? "most varying first" : "by number", column) {
            if let index = canvas.segments(
                "units.order.choice", ["Most varying", "By number"], selected: isVarying ? 0 : 1,
                column.take(32, gap: 6))
            {
                changeSamples(state) { $0.ordersUnitsByVariance = index == 0 }
            }
        }
    }
}
