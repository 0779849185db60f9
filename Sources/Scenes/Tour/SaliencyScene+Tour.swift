import Rendering
import Workbench

extension SaliencyScene {
    /// The pixel of the occlusion map that the pointer is on.
    public var sight: TourSight? {
        guard content.map != nil, content.settings.showsOcclusionMap, let pointer = hand.pointer,
            layout.pictures.first?.contains(pointer) == true, case .pixel(let x, let y) = hand.hover
        else { return nil }
        return .importance(x: x, y: y)
    }

    /// The occlusion map.
    public func guide(for step: TourStep) -> TourGuide {
        TourGuide(
            target: step == .saliency && content.map != nil ? layout.pictures.first : nil,
            occupied: layout.pictures + [layout.column] + [layout.plot].compactMap(\.self))
    }
}
