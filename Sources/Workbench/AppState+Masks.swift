import Datasets
import Occlusion

/// What is drawn on the current variant.
extension AppState {
    /// Shows a part while it is being drawn; the maps follow at the rate of the engine.
    func previewMask(_ shape: MaskShape, _ intent: MaskIntent) {
        let part = MaskPart(shape, intent.effect(settings.fill))
        guard network != nil, preview != part else { return }
        preview = part
        if showInput() { analyze(.awaitsRunning) }
    }

    /// Adds a part to the current variant; the original stays what it is, a new variant is begun.
    func addMask(_ shape: MaskShape, _ intent: MaskIntent) {
        addPart(
            MaskPart(shape, intent.effect(settings.fill)), isSelected: intent == .hide && shape.isOutlined)
    }

    func addPart(_ part: MaskPart, isSelected: Bool) {
        preview = nil
        guard network != nil, let fittedInput else { return }
        let parts = currentVariant.parts.adding(part, width: fittedInput.width, height: fittedInput.height)
        guard parts != currentVariant.parts else { return maskChanged() }
        recordHistory()
        if currentVariant.isOriginal {
            appendVariant(name: "Mask \(nextVariantID)", parts: parts)
        } else {
            changeCurrent { $0.parts = parts }
        }
        selection.mask = isSelected ? parts.count - 1 : nil
        maskChanged()
    }

    func cancelMaskPreview() {
        guard preview != nil else { return }
        preview = nil
        maskChanged()
    }

    /// Hides what is shown and shows what is hidden; done twice, everything is as before.
    func invertMask() {
        let parts = currentVariant.parts
        let inverting = MaskPart(.everything, .inverts(parts.last?.fill ?? settings.fill))
        guard let last = parts.last, last.shape == .everything, case .inverts = last.effect else {
            return addPart(inverting, isSelected: false)
        }
        remove(part: parts.count - 1)
    }

    func removeMask(x: Int, y: Int) {
        let parts = currentVariant.parts
        let under = parts.lastIndex {
            $0.fill != nil && $0.shape != .everything && $0.shape.contains(x: x, y: y)
        }
        // What is seen there, or what would be seen but for an eraser.
        if let index = parts.indexHiding(x: x, y: y) ?? under { remove(part: index) }
    }

    func remove(part index: Int) {
        guard currentVariant.parts.indices.contains(index) else { return }
        recordHistory()
        changeCurrent { $0.parts.remove(at: index) }
        if let selected = selection.mask {
            selection.mask = selected == index ? nil : selected > index ? selected - 1 : selected
        }
        pointedMask = nil
        maskChanged()
    }

    /// Removes the selected part and selects the one before, so that all are removed one after the other.
    func removeSelectedMask() {
        guard let index = selection.mask else { return }
        remove(part: index)
        selection.mask = currentVariant.parts.isEmpty ? nil : max(0, index - 1)
    }

    /// Fills the selected part; where none is, all of the variant. Those to come are filled alike.
    func setFill(_ fill: Fill) {
        settings.fill = fill
        var parts = currentVariant.parts
        for index in parts.indices where selection.mask ?? index == index { parts[index].fill = fill }
        guard parts != currentVariant.parts else { return }
        recordHistory()
        changeCurrent { $0.parts = parts }
        maskChanged()
    }

    func setTool(_ tool: MaskTool) {
        cancelMaskPreview()
        settings.tool = tool
        settings.isPickingColor = false
        if !tool.isShape { selection.mask = nil }
        findSuperpixels()
    }

    /// Shows the new mask at once and has the network follow.
    func maskChanged() {
        showInput()
        analyze(.abandonsRunning)
    }

    func changeCurrent(_ change: (inout Variant) -> Void) {
        guard let index = variants.firstIndex(where: { $0.id == selection.variant }) else { return }
        change(&variants[index])
    }

    /// Puts the masks over the picture. Returns whether it looks different now.
    @discardableResult
    func showInput() -> Bool {
        guard let fittedInput else { return false }
        var painter = painter ?? MaskPainter(of: fittedInput)
        if painter.picture != fittedInput { painter = MaskPainter(of: fittedInput) }
        // The state lets go of its copy meanwhile, or all that is known would be copied.
        self.painter = nil
        let before = shownInput
        let layers = painter.layers(of: currentVariant.parts + (preview.map { [$0] } ?? []))
        shownInput = painter.picture(under: layers)
        hidden = layers
        self.painter = painter
        return shownInput != before
    }
}

/// What a shape that is drawn does.
public enum MaskIntent: Sendable, Equatable {
    /// Hides its pixels.
    case hide
    /// Shows them again.
    case show

    func effect(_ fill: Fill) -> MaskPart.Effect {
        switch self {
        case .hide: .hides(fill)
        case .show: .shows
        }
    }
}

extension MaskShape {
    /// Whether the shape has a form that is worth to be taken hold of as soon as it is drawn.
    var isOutlined: Bool {
        switch self {
        case .rectangle, .ellipse, .polygon: true
        case .stroke, .region, .everything: false
        }
    }
}

extension [MaskPart] {
    /// The parts with another one on top. Where it changes nothing, it is left out; superpixels that it covers
    /// entirely are, too: clicked on and off, they leave nothing behind.
    func adding(_ part: MaskPart, width: Int, height: Int) -> [MaskPart] {
        let mask = Mask(width: width, height: height, shape: part.shape)
        guard !mask.isEmpty else { return self }
        var parts = self
        let isAbsolute = if case .inverts = part.effect { false } else { true }
        let lastInversion = lastIndex { if case .inverts = $0.effect { true } else { false } } ?? -1
        if isAbsolute {
            for index in indices.reversed() where index > lastInversion {
                guard case .region = parts[index].shape else { continue }
                var rest = Mask(width: width, height: height, shape: parts[index].shape)
                rest.subtract(mask)
                if rest.isEmpty { parts.remove(at: index) }
            }
        }
        if part.effect == .shows {
            var reached = Mask(width: width, height: height, parts: parts)
            reached.formIntersection(mask)
            if reached.isEmpty { return parts }
        }
        return parts + [part]
    }
}
