import Foundation
import Occlusion

/// The variants, and what undo brings back.
extension AppState {
    func chooseVariant(_ id: Int) {
        guard variants.contains(where: { $0.id == id }), id != selection.variant else { return }
        preview = nil
        selectMask(nil)
        pointedMask = nil
        selection.variant = id
        maskChanged()
    }

    func newVariant() {
        guard network != nil else { return }
        recordHistory()
        appendVariant(name: "Mask \(nextVariantID)", parts: [])
        selectMask(nil)
        maskChanged()
    }

    /// A variant with the same masks, which is shown then.
    func duplicateVariant(_ id: Int) {
        guard network != nil, let variant = variants.first(where: { $0.id == id }) else { return }
        recordHistory()
        let name = variant.isOriginal ? "Mask \(nextVariantID)" : "\(variant.name) copy"
        appendVariant(name: name, parts: variant.parts)
        selectMask(nil)
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
        if selection.variant == id {
            selection.variant = variants[index - 1].id
            selectMask(nil)
        }
        maskChanged()
    }

    func appendVariant(name: String, parts: [MaskPart]) {
        variants.append(Variant(id: nextVariantID, name: name, parts: parts))
        selection.variant = nextVariantID
        nextVariantID += 1
    }

    // MARK: Undo

    func recordHistory() {
        history.record(presentState)
        movedPart = nil
    }

    /// Takes back the latest change, or gives up what is just being drawn.
    func undo() {
        if preview != nil { return cancelMaskPreview() }
        if sketch.stroke != nil { return cancelStroke() }
        restore(history.undo(from: presentState))
    }

    func redo() {
        preview = nil
        restore(history.redo(from: presentState))
    }

    private var presentState: History.State {
        History.State(
            variants: variants, current: selection.variant, preprocessing: network?.preprocessing,
            groups: labelGroups, marks: saliency.marks, sketch: sketch.isPicture ? sketch.sketch : nil,
            sampleClasses: samples.set == nil ? nil : samples.classes)
    }

    private func restore(_ state: History.State?) {
        guard let state else { return }
        // What goes on being dragged is a change of its own.
        movedPart = nil
        pointedMask = nil
        variants = state.variants
        if selection.variant != state.current { selection.mask = nil }
        selection.variant = state.current
        saliency.marks = state.marks
        selectMask(selection.mask)
        // Where the same numbers have been saved since, they stay saved.
        if let before = state.preprocessing, network?.preprocessing.feedsLike(before) == false {
            feed(as: before)
        }
        if let classes = state.sampleClasses, classes != samples.classes, samples.set != nil {
            samples.classes = classes
            classesChanged()
        }
        if let groups = state.groups, groups != labelGroups { setGroups(groups) }
        maskChanged()
        if let before = state.sketch, before != sketch.sketch, sketch.isPicture {
            sketch.sketch = before
            showSketch(.abandonsRunning)
            noteLessonDrawing()
        }
    }
}
