import Foundation
import Occlusion
import Rendering
import Scenes
import Workbench

/// The part of the Network scene's panel with which masks are made: tools, fill, what can be done, and the list.
extension InterfaceFrame {
    func maskSection(_ state: AppState, _ column: PanelColumn) {
        section("mask", "Mask", remark: state.settings.tool.title, column) {
            toolRow(state, column)
            toolSettings(state, column)
            let part = selectedPart(state)
            // An eraser has no fill.
            if part == nil || part?.fill != nil {
                fillRow(
                    "mask.fill", part?.fill ?? state.settings.fill, column,
                    title: part == nil ? "Fill" : "Fill of the selected mask",
                    isPicking: state.settings.isPickingColor
                ) { ask(.setFill($0)) }
            }
            column.y += 10
            maskActions(state, column)
            maskList(state, column)
        }
    }

    private func selectedPart(_ state: AppState) -> MaskPart? {
        let parts = state.currentVariant.parts
        return state.selection.mask.flatMap { parts.indices.contains($0) ? parts[$0] : nil }
    }

    private func toolRow(_ state: AppState, _ column: PanelColumn) {
        let row = column.take(34, gap: 10)
        let cells = row.cells(MaskTool.allCases.count, gap: 4, widest: 36)
        for (tool, place) in zip(MaskTool.allCases, cells) {
            let action = Action.command(.setTool(tool))
            let isClicked = canvas.iconButton(
                "tool.\(tool)", tool.icon, place, words: tool.words, key: inputMap.keyName(of: action),
                isOn: state.settings.tool == tool, isFramed: true)
            if isClicked { ask(action) }
        }
    }

    private func toolSettings(_ state: AppState, _ column: PanelColumn) {
        let settings = state.settings
        if settings.tool.isBrush {
            sliderRow(
                "brush", "Radius", settings.brushRadius, in: 1...64, step: 1,
                text: "\(Int(settings.brushRadius)) px", column
            ) { ask(.setBrushRadius($0)) }
        } else if settings.tool == .superpixels {
            sliderRow(
                "superpixels", "Regions", Float(settings.superpixelCount), in: 10...600, step: 10,
                text: "\(settings.superpixelCount)", column
            ) { ask(.setSuperpixelCount(Int($0))) }
        }
    }

    // MARK: What can be done

    private func maskActions(_ state: AppState, _ column: PanelColumn) {
        let row = column.take(32, gap: 10)
        let isSelected = selectedPart(state) != nil
        let hasPicture = state.fittedInput != nil
        var left = row.minX
        func button(_ id: String, _ icon: Icon, _ words: String, _ action: Action, isEnabled: Bool) {
            let place = Rectangle(x: left, y: row.minY, width: 34, height: row.height)
            left += 38
            let isClicked = canvas.iconButton(
                "mask.\(id)", icon, place, words: words, key: inputMap.keyName(of: action),
                isEnabled: isEnabled, isFramed: true)
            if isClicked { ask(action) }
        }
        button("invert", .invert, "Invert", .command(.invertMask), isEnabled: hasPicture)
        button("copy", .copy, "Copy the selected mask", .command(.copyMask), isEnabled: isSelected)
        button(
            "paste", .paste, "Paste the copied mask", .command(.pasteMask), isEnabled: state.copiedMask != nil
        )
        button("remove", .trash, "Remove the selected mask", .removeVariant, isEnabled: isSelected)
        let place = Rectangle(x: left, y: row.minY, width: row.maxX - left, height: row.height)
        chipPlaces[.copyMask] = place
        if canvas.button("mask.copy to", "Copy to \u{2026}", place, isEnabled: isSelected) {
            memory.popup = .copyMask
        }
    }

    /// The variants that the selected mask can be copied to.
    func copyMaskRows(_ state: AppState) -> [PopupRow] {
        guard let part = state.selection.mask else { return [] }
        let others = state.variants.filter { !$0.isOriginal && $0.id != state.selection.variant }
        return others.map { variant in
            PopupRow(
                title: variant.name, detail: answerText(of: variant, state),
                thumbnail: thumbnails.image(of: variant), hasThumbnail: true,
                action: .command(.copyMaskPart(part, to: variant.id)))
        } + [PopupRow(title: "A new variant", icon: .plus, action: .command(.copyMaskPart(part, to: nil)))]
    }

    // MARK: The list

    /// The most rows that are shown unasked.
    private static let rowLimit = 6

    /// The masks of the variant, the topmost first.
    private func maskList(_ state: AppState, _ column: PanelColumn) {
        let parts = state.currentVariant.parts
        let limit = memory.showsAllMasks ? parts.count : Self.rowLimit
        let shown = parts.indices.reversed().prefix(limit)
        var pointed: Int?
        for index in shown where maskRow(parts[index], index, state, column.take(28)) { pointed = index }
        if parts.count > Self.rowLimit {
            let title = memory.showsAllMasks ? "Show fewer" : "Show all \(parts.count) masks"
            column.y += 4
            if canvas.button("masks.all", title, column.take(28)) { memory.showsAllMasks.toggle() }
        }
        if pointed != state.pointedMask { ask(.pointAtMask(pointed)) }
    }

    /// A mask's kind, size and fill. Returns whether the pointer is on it.
    private func maskRow(_ part: MaskPart, _ index: Int, _ state: AppState, _ place: Rectangle) -> Bool {
        let remove = Rectangle(x: place.maxX - 24, y: place.center.y - 11, width: 22, height: 22)
        let removal = canvas.area("maskpart.\(index).remove", remove, isFocusable: false)
        let row = Rectangle(x: place.minX - 8, y: place.minY, width: place.width + 16, height: place.height)
        let touch = canvas.area("maskpart.\(index)", row)
        let isHovered = !touch.union(removal).isDisjoint(with: [.hovered, .focused])
        let isOn = state.selection.mask == index
        if isOn {
            canvas.fill(row, canvas.theme.raised, radius: 6)
            canvas.outline(row, canvas.theme.ink, width: 2, radius: 6)
        } else if isHovered {
            canvas.outline(row, canvas.theme.line2, radius: 6)
        }
        let swatch = Rectangle(x: place.minX, y: place.center.y - 8, width: 16, height: 16)
        maskSwatch(part, swatch)
        let words = Rectangle(
            x: swatch.maxX + 10, y: place.minY, width: place.width - 26, height: place.height)
        canvas.text(part.title, in: words, isOn ? .bodyStrong : .body, canvas.theme.ink)
        if isHovered {
            let color = removal.contains(.hovered) ? canvas.theme.ink : canvas.theme.ink3
            canvas.icon(.close, in: remove, size: 16, color)
            canvas.tooltip("maskpart.\(index).remove", "Remove", beside: remove)
        } else {
            canvas.text(part.sizeText, in: words, .label, canvas.theme.ink2, alignment: .right)
        }
        canvas.focusRing(row.inset(by: 4), touch)
        if removal.contains(.clicked) {
            ask(.removeMaskPart(index))
        } else if touch.contains(.clicked) {
            if !state.settings.tool.isShape { ask(.setTool(.select)) }
            ask(.selectMask(isOn ? nil : index))
        }
        return isHovered
    }

    private func maskSwatch(_ part: MaskPart, _ place: Rectangle) {
        guard let fill = part.fill else {
            canvas.icon(.eraser, in: place, size: 18, canvas.theme.ink2)
            return
        }
        fillSwatch(fill, place)
        canvas.outline(place, canvas.theme.line2)
    }
}

extension MaskPart {
    /// What the list calls it.
    fileprivate var title: String {
        switch (shape, effect) {
        case (.everything, .inverts): "Inverted"
        case (_, .shows): "Shown again"
        case (.rectangle, _): "Rectangle"
        case (.ellipse, _): "Ellipse"
        case (.stroke, _): "Brush"
        case (.polygon, _): "Lasso"
        case (.region, _): "Region"
        case (.everything, _): "Everything"
        }
    }

    /// How large it is.
    fileprivate var sizeText: String {
        switch shape {
        case .rectangle, .ellipse, .polygon:
            shape.bounds.map { NumberFormat.pixels($0.width, $0.height) } ?? ""
        case .stroke(let stroke): "radius \(Int(stroke.radius.rounded())) px"
        case .region(let region): "\(NumberFormat.count(region.count)) px"
        case .everything: ""
        }
    }
}

extension Rectangle {
    /// `count` cells side by side, `gap` apart, none wider than `widest`.
    func cells(_ count: Int, gap: Float, widest: Float) -> [Rectangle] {
        let width = min(widest, (self.width - gap * Float(count - 1)) / Float(max(1, count)))
        return (0..<count).map { index in
            Rectangle(x: minX + Float(index) * (width + gap), y: minY, width: width, height: height)
        }
    }
}
