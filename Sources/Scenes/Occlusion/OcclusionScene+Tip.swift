import Rendering

extension OcclusionScene {
    /// What the label of a corner means, and what a support vector is.
    public var tip: StageTip? {
        guard let pointer, content.isPlaced, highlighted == nil,
            let corner = layout.cornerLabels.firstIndex(where: { $0.contains(pointer) }),
            content.corners.indices.contains(corner)
        else { return keyTip }
        return StageTip(
            id: "corner.\(corner)", words: content.corners[corner].explanation,
            place: layout.cornerLabels[corner])
    }

    private var keyTip: StageTip? {
        guard let pointer, content.hasSupportVectors,
            let meaning = Glossary.meaning(of: "support vector")
        else { return nil }
        let key = OcclusionPainter.keyPlace(content, .standard, in: middle * 2)
        // The first entry: a mark and two words.
        let entry = Rectangle(x: key.minX, y: key.minY, width: min(key.width, 126), height: key.height)
        return entry.contains(pointer) ? StageTip(id: "key", words: meaning, place: entry) : nil
    }
}
