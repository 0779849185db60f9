import Rendering
import Workbench

extension OcclusionScene {
    /// A support vector whose window changes the label.
    public func guide(for step: TourStep) -> TourGuide {
        guard content.isPlaced, layout.tiles.count == content.tiles.count else { return TourGuide() }
        let places = layout.tiles.map {
            $0.picture().inset(by: -OcclusionLayout.frame - OcclusionLayout.outline)
        }
        let vectors = content.tiles.indices.filter { content.tiles[$0].isSupportVector }
        let chosen = vectors.first { !content.tiles[$0].keepsLabel } ?? vectors.first
        return TourGuide(
            target: step == .vector ? chosen.map { places[$0] } : nil, occupied: places + layout.cornerLabels)
    }
}
