import Occlusion

/// What is done to a mask that is there already.
extension AppState {
    func selectMask(_ part: Int?) {
        selection.mask = part.flatMap { currentVariant.parts.indices.contains($0) ? $0 : nil }
        movedPart = nil
    }

    /// Moves or resizes a part; a whole drag is one change for undo.
    func moveMask(part: Int, to shape: MaskShape) {
        guard currentVariant.parts.indices.contains(part), currentVariant.parts[part].shape != shape
        else { return }
        if movedPart != part { recordHistory() }
        movedPart = part
        changeCurrent { $0.parts[part].shape = shape }
        if showInput() { analyze(.awaitsRunning) }
    }

    func endMaskMove() { movedPart = nil }

    /// Moves the selected part by whole pixels, as far as the picture reaches; keys that follow each other are one
    /// change for undo.
    func nudgeMask(x: Int, y: Int) {
        guard let part = selection.mask, let fittedInput, currentVariant.parts.indices.contains(part) else {
            return
        }
        let shape = currentVariant.parts[part].shape
        let step = shape.offset(wanted: (x, y), width: fittedInput.width, height: fittedInput.height)
        moveMask(part: part, to: shape.moved(byX: step.x, y: step.y))
    }

    // MARK: Copies

    func copyMask() {
        guard let part = selection.mask, currentVariant.parts.indices.contains(part) else { return }
        copiedMask = currentVariant.parts[part]
    }

    /// Puts the copied part on the current variant: in its place, or beside it where it is there already.
    func pasteMask() {
        guard var part = copiedMask, let fittedInput else { return }
        while currentVariant.parts.contains(part), part.shape.bounds != nil {
            let (width, height) = (fittedInput.width, fittedInput.height)
            let side = max(1, min(width, height) / 16)
            let step = part.shape.offset(wanted: (side, side), width: width, height: height)
            guard step != (0, 0) else { break }
            part.shape = part.shape.moved(byX: step.x, y: step.y)
        }
        addPart(part, isSelected: true)
    }

    /// Puts a copy of a part on another variant, or on a new one, and shows that.
    func copyMask(part: Int, to id: Int?) {
        guard currentVariant.parts.indices.contains(part), id != selection.variant else { return }
        let copied = currentVariant.parts[part]
        recordHistory()
        if let index = variants.firstIndex(where: { $0.id == id && !$0.isOriginal }) {
            variants[index].parts.append(copied)
            selection.variant = variants[index].id
        } else {
            appendVariant(name: "Mask \(nextVariantID)", parts: [copied])
        }
        selection.mask = currentVariant.parts.count - 1
        maskChanged()
    }
}

extension MaskShape {
    /// The part of a movement that leads no further out of a picture than the shape reaches already.
    public func offset(wanted: (x: Int, y: Int), width: Int, height: Int) -> (x: Int, y: Int) {
        guard let bounds else { return (0, 0) }
        func held(_ step: Int, _ extent: Range<Int>, _ limit: Int) -> Int {
            min(max(step, min(0, -extent.lowerBound)), max(0, limit - extent.upperBound))
        }
        return (held(wanted.x, bounds.columns, width), held(wanted.y, bounds.rows, height))
    }
}
