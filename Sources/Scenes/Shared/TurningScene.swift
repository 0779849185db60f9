import Rendering

/// A scene in 3-D that can be turned about its upright axis, frame by frame.
@MainActor public protocol TurningScene: Scene {
    /// How far the eye stands to the right of the front, in radians; nil while nothing can be turned.
    var azimuth: Float? { get }
    /// How far to each side it may stand; nil: all the way round.
    var azimuths: ClosedRange<Float>? { get }
    /// From where it is seen, in words: "35° right, 18° up"; nil while nothing can be turned.
    var viewWords: String? { get }
    /// Turns to an azimuth at once; `update` shows it.
    func turn(to azimuth: Float)
    /// Looks from where another scene of the same kind does; both have seen the state.
    func look(as other: any Scene)
}

extension NetworkScene: TurningScene {
    private var isTurned: Bool {
        content.hasNetwork && content.settings.camera == .orbit && content.selection.cluster == nil
    }

    /// Orbit's angle to the right.
    public var azimuth: Float? { isTurned ? view.angles.azimuth : nil }

    /// As far as the hand may turn.
    public var azimuths: ClosedRange<Float>? {
        let end = OrbitAngles(azimuth: .infinity, elevation: 0).clamped.azimuth
        return -end...end
    }

    /// Orbit's angles.
    public var viewWords: String? {
        isTurned ? ViewAngles.words(azimuth: view.angles.azimuth, elevation: view.angles.elevation) : nil
    }

    /// Turns Orbit at its height.
    public func turn(to azimuth: Float) {
        setOrbitAngles(azimuth: azimuth, elevation: view.angles.elevation)
    }

    /// Takes over angles, place and size.
    public func look(as other: any Scene) {
        guard let other = other as? NetworkScene else { return }
        (view.pan, view.zoom) = (other.view.pan, other.view.zoom)
        setOrbitAngles(azimuth: other.view.angles.azimuth, elevation: other.view.angles.elevation)
    }
}

extension OcclusionScene: TurningScene {
    private var isTurned: Bool { content.isPlaced && content.corners.count > 3 }

    /// The turntable's angle to the right.
    public var azimuth: Float? { isTurned ? view.azimuth : nil }

    /// All the way round.
    public var azimuths: ClosedRange<Float>? { nil }

    /// The turntable's angles.
    public var viewWords: String? {
        isTurned ? ViewAngles.words(azimuth: view.azimuth, elevation: view.elevation) : nil
    }

    /// Turns the figure at its height.
    public func turn(to azimuth: Float) {
        look {
            var turned = $0
            turned.azimuth = azimuth
            return turned
        }
    }

    /// Takes over the whole view.
    public func look(as other: any Scene) {
        guard let other = other as? OcclusionScene else { return }
        look { _ in other.view }
    }
}

/// Angles in words.
enum ViewAngles {
    /// "35° right, 18° up"; radians in.
    static func words(azimuth: Float, elevation: Float) -> String {
        func degrees(_ angle: Float) -> String {
            NumberFormat.decimal(abs(angle) * 180 / .pi, places: 0) + "\u{B0}"
        }
        // Whole turns are none.
        let turn = azimuth - (azimuth / (2 * .pi)).rounded() * 2 * .pi
        return "\(degrees(turn)) \(turn < 0 ? "left" : "right"), "
            + "\(degrees(elevation)) \(elevation < 0 ? "down" : "up")"
    }
}
