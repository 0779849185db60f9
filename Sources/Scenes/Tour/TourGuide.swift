import Rendering
import Workbench

/// What a scene tells the tour's card: what a step asks to be touched, and what else should stay in sight.
public struct TourGuide: Sendable, Equatable {
    /// What is ringed and never covered, in stage points; nil: nothing on this stage.
    public var target: Rectangle?
    /// What is covered only where there is no better place, in stage points.
    public var occupied: [Rectangle]

    /// A guide; see the properties for the meaning of the parameters.
    public init(target: Rectangle? = nil, occupied: [Rectangle] = []) {
        (self.target, self.occupied) = (target, occupied)
    }
}

extension Scene {
    /// Nothing unless said otherwise.
    public var sight: TourSight? { nil }

    /// Nothing unless said otherwise.
    public func guide(for step: TourStep) -> TourGuide { TourGuide() }
}

extension Rectangle {
    /// The smallest rectangle around points; nil where there are none.
    init?(around points: [Point]) {
        guard let first = points.first else { return nil }
        let low = points.dropFirst().reduce(first) { pointwiseMin($0, $1) }
        let high = points.dropFirst().reduce(first) { pointwiseMax($0, $1) }
        self.init(origin: low, size: high - low)
    }
}

/// The switch at the top of the scenes that show a data set, for the tour.
public enum TourTabs {
    /// Where a scene's word lies on a stage of `stageSize` points; nil: it is not on the switch.
    public static func place(of scene: SceneName, stageSize: Point) -> Rectangle? {
        SceneName.ofSwitch.firstIndex(of: scene).map { SampleTabs(.classes, stageSize: stageSize).cells[$0] }
    }
}
