import Rendering

extension OcclusionScene {
    /// What the label of a corner means.
    public var tip: StageTip? {
        guard let pointer, content.isPlaced, highlighted == nil,
            let corner = layout.cornerLabels.firstIndex(where: { $0.contains(pointer) }),
            content.corners.indices.contains(corner)
        else { return nil }
        return StageTip(
            id: "corner.\(corner)", words: content.corners[corner].explanation,
            place: layout.cornerLabels[corner])
    }
}
