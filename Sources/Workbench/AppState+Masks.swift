import Datasets
import Foundation
import Occlusion

extension AppState {
    /// Shows a part while it is being drawn; the maps follow at the rate of the engine.
    func previewMask(_ part: MaskShape) {
        guard network != nil, preview != part else { return }
        preview = part
        showInput()
        analyze(.awaitsRunning)
    }

    func addMask(_ part: MaskShape) {
        preview = nil
        guard network != nil else { return }
        recordHistory()
        if currentVariant.isOriginal {
            appendVariant(name: "Mask \(nextVariantID)", parts: [part], fill: settings.fill)
        } else {
            changeCurrent { $0.parts.append(part) }
        }
        maskChanged()
    }

    func cancelMaskPreview() {
        guard preview != nil else { return }
        preview = nil
        maskChanged()
    }

    func removeMask(x: Int, y: Int) {
        guard
            let index = currentVariant.parts.lastIndex(where: { $0.isHiding && $0.contains(x: x, y: y) })
        else { return }
        recordHistory()
        changeCurrent { $0.parts.remove(at: index) }
        maskChanged()
    }

    /// Moves or resizes a rectangle; a whole drag is one change for undo.
    func moveMask(part: Int, to place: PixelRectangle) {
        guard currentVariant.parts.indices.contains(part), currentVariant.parts[part] != .rectangle(place)
        else { return }
        if movedPart != part { recordHistory() }
        movedPart = part
        changeCurrent { $0.parts[part] = .rectangle(place) }
        showInput()
        analyze(.awaitsRunning)
    }

    func endMaskMove() { movedPart = nil }

    func setFill(_ fill: Fill) {
        settings.fill = fill
        guard !currentVariant.isOriginal, currentVariant.fill != fill else { return }
        recordHistory()
        changeCurrent { $0.fill = fill }
        maskChanged()
    }

    func undo() { restore(history.undo(from: presentState)) }
    func redo() { restore(history.redo(from: presentState)) }

    // MARK: Variants

    func chooseVariant(_ id: Int) {
        guard variants.contains(where: { $0.id == id }), id != selection.variant else { return }
        preview = nil
        selection.variant = id
        maskChanged()
    }

    func newVariant() {
        guard network != nil else { return }
        recordHistory()
        appendVariant(name: "Mask \(nextVariantID)", parts: [], fill: settings.fill)
        maskChanged()
    }

    func renameVariant(_ id: Int, _ name: String) {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !name.isEmpty, let index = variants.firstIndex(where: { $0.id == id && !$0.isOriginal }),
            variants[index].name != name
        else { return }
        recordHistory()
        variants[index].name = name
    }

    func removeVariant(_ id: Int) {
        guard let index = variants.firstIndex(where: { $0.id == id && !$0.isOriginal }) else { return }
        recordHistory()
        variants.remove(at: index)
        if selection.variant == id { selection.variant = variants[index - 1].id }
        maskChanged()
    }

    func appendVariant(name: String, parts: [MaskShape], fill: Fill) {
        variants.append(Variant(id: nextVariantID, name: name, parts: parts, fill: fill))
        selection.variant = nextVariantID
        nextVariantID += 1
    }

    func recordHistory() { history.record(presentState) }

    /// Shows the new mask at once and has the network follow.
    func maskChanged() {
        showInput()
        analyze(.abandonsRunning)
    }

    private var presentState: History.State {
        History.State(
            variants: variants, current: selection.variant, preprocessing: network?.preprocessing)
    }

    private func restore(_ state: History.State?) {
        guard let state else { return }
        preview = nil
        // What goes on being dragged is a change of its own.
        movedPart = nil
        variants = state.variants
        selection.variant = state.current
        // Where the same numbers have been saved since, they stay saved.
        if let before = state.preprocessing, network?.preprocessing.feedsLike(before) == false {
            feed(as: before)
        }
        maskChanged()
    }

    private func changeCurrent(_ change: (inout Variant) -> Void) {
        guard let index = variants.firstIndex(where: { $0.id == selection.variant }) else { return }
        change(&variants[index])
    }

    private func showInput() {
        guard let fittedInput else { return }
        shownInput = currentVariant.applied(to: fittedInput, adding: preview, content: fillContent())
    }

    /// What hidden pixels show, kept while the picture and the fill stay the same: a blur takes its time.
    private func fillContent() -> Picture? {
        guard let fittedInput else { return nil }
        let fill = currentVariant.isOriginal ? settings.fill : currentVariant.fill
        if let known = knownFill, known.fill == fill, known.epoch == epoch { return known.content }
        let content = fill.content(of: fittedInput)
        knownFill = (fill, epoch, content)
        return content
    }
}
