import Rendering
import Scenes
import Workbench

/// The panel's contents from top to bottom: hands out rectangles one below the other.
@MainActor
final class PanelColumn {
    /// The left edge, in points.
    let x: Float
    /// The width, in points.
    let width: Float
    /// Where the next thing goes.
    var y: Float

    init(x: Float, width: Float, y: Float) {
        (self.x, self.width, self.y) = (x, width, y)
    }

    /// The next `height` points, and a gap below.
    func take(_ height: Float, gap: Float = 0) -> Rectangle {
        defer { y += height + gap }
        return Rectangle(x: x, y: y, width: width, height: height)
    }
}

extension InterfaceFrame {
    /// What can be set, in sections that fold.
    func panel(_ state: AppState) {
        guard let place = layout.panel else { return }
        let draw = { [self] in
            canvas.fill(place, canvas.theme.surface)
            panelEdge(state, place)
            scrolled("panel.\(state.scene)", place) { top in
                let column = PanelColumn(x: place.minX + 16, width: place.width - 32, y: top)
                switch state.scene {
                case .network: networkSections(state, column)
                case .occlusion: occlusionSections(state, column)
                case .compare: compareSections(state, column)
                case .models: modelsSections(state, column)
                case .saliency: saliencySections(state, column)
                case .classes: classesSections(state, column)
                case .map: mapSections(state, column)
                case .channels: channelSections(state, column)
                case .curves: curvesSections(state, column)
                case .units: unitsSections(state, column)
                case .neighbors: neighborsSections(state, column)
                }
                return column.y + 16 - top
            }
        }
        if layout.isPanelOverlaid {
            float("panel", place, draw)
        } else {
            canvas.region("panel beside", place, draw)
        }
    }

    /// The left edge, by which the panel is made wider.
    private func panelEdge(_ state: AppState, _ place: Rectangle) {
        let edge = Rectangle(x: place.minX, y: place.minY, width: 5, height: place.height)
        let touch = canvas.area("panel.edge", edge, isFocusable: false)
        if !touch.isDisjoint(with: [.hovered, .held]) { canvas.cursor = .resize }
        let isMoving = touch.contains(.held)
        if isMoving, let pointer = canvas.pointer {
            let widths = FrameLayout.panelWidths
            memory.panelWidths[state.scene] = min(
                max(place.maxX - pointer.x, widths.lowerBound), widths.upperBound)
        }
        let line = Rectangle(x: place.minX, y: place.minY, width: isMoving ? 2 : 1, height: place.height)
        canvas.fill(line, isMoving ? canvas.theme.signal : canvas.theme.line)
    }

    /// A section of the panel: a head that folds it, and its content. `remark` is its value in a word.
    func section(_ id: String, _ title: String, remark: String?, _ column: PanelColumn, _ body: () -> Void) {
        section(id, title, detail: remark.map { RowDetail($0) }, column, body)
    }

    /// A section whose remark ends with a value.
    func section(
        _ id: String, _ title: String, detail: RowDetail?, _ column: PanelColumn, _ body: () -> Void
    ) {
        let head = column.take(42)
        let whole = Rectangle(x: column.x - 16, y: head.minY, width: column.width + 32, height: head.height)
        let touch = canvas.area("section.\(id)", whole)
        if touch.contains(.clicked) { memory.foldedSections.formSymmetricDifference([id]) }
        let isFolded = memory.foldedSections.contains(id)
        let chevron = Rectangle(x: head.minX - 4, y: head.minY, width: 18, height: head.height)
        canvas.icon(isFolded ? .chevronRight : .chevronDown, in: chevron, size: 14, canvas.theme.ink2)
        let words = Rectangle(x: head.minX + 20, y: head.minY, width: head.width - 20, height: head.height)
        canvas.text(title, in: words, .valueStrong, canvas.theme.ink)
        if let detail {
            let start = words.minX + canvas.width(title, .valueStrong) + 12
            canvas.detail(
                detail,
                in: Rectangle(x: start, y: head.minY, width: words.maxX - start, height: head.height), .label,
                canvas.theme.ink2, alignment: .right)
        }
        canvas.focusRing(whole.inset(by: 6), touch)
        if let meaning = Glossary.meaning(of: title) {
            canvas.tooltip("section.\(id)", meaning, beside: words.leading(canvas.width(title, .valueStrong)))
        }
        if !isFolded {
            body()
            column.y += 14
        }
        canvas.fill(
            Rectangle(x: whole.minX, y: column.y - 1, width: whole.width, height: 1), canvas.theme.line)
    }

    /// A part that is scrolled by the wheel; `body` gets the top of its content and answers with its height.
    func scrolled(_ name: String, _ place: Rectangle, _ body: (Float) -> Float) {
        var offset = memory.scrolls[name] ?? 0
        if canvas.isRegionHovered { offset -= canvas.wheel * 48 }
        offset = max(min(offset, (memory.scrolls[name + ".height"] ?? 0) - place.height), 0)
        var height: Float = 0
        canvas.clip(place) { height = body(place.minY - offset) }
        offset = max(min(offset, height - place.height), 0)
        memory.scrolls[name] = offset
        memory.scrolls[name + ".height"] = height
        guard height > place.height else { return }
        let length = max(place.height * place.height / height, 24)
        let top = place.minY + (place.height - length) * offset / (height - place.height)
        let thumb = Rectangle(x: place.maxX - 6, y: top, width: 4, height: length)
        canvas.fill(thumb, canvas.theme.line2, radius: 2)
    }
}
