import Rendering

/// The images of planes, made a few a frame and kept while samples, size and colours stay the same.
@MainActor final class PlaneImages {
    private struct Key: Equatable {
        var places: UInt64
        var side: Int
        var theme: Theme
    }

    private struct HighlightKey: Equatable {
        var key: Key
        var highlighted: Set<Int>
    }

    /// How long a frame may take over new images; one is made in any case.
    private static let patience = Duration.milliseconds(4)
    /// The sides of planes that images are made for, in stage points; those between are scaled.
    private static let sides: [Float] = [96, 144, 208, 288, 400, 512]
    /// How much of a plane's paper is seen.
    static let paperOpacity: Float = 0.78

    private let stamps = PlaneStamps()
    private var samples: [Int: (key: Key, image: DisplayImage)] = [:]
    private var highlights: [Int: (key: HighlightKey, image: DisplayImage)] = [:]

    /// Whether some are still to be made.
    private(set) var isBehind = false
    /// Whether all are made at once, as for a still picture.
    var isUnhurried = false

    /// The image of a plane's samples; nil: it is not made yet.
    func image(of plane: PlaneContent.Plane) -> DisplayImage? {
        plane.places == nil ? nil : samples[plane.id]?.image
    }

    /// The image of the highlighted samples alone; nil: there are none, or it is not made yet.
    func highlight(of plane: PlaneContent.Plane, _ highlighted: Set<Int>) -> DisplayImage? {
        guard !highlighted.isEmpty, let known = highlights[plane.id],
            known.key.highlighted == highlighted, known.key.key.places == plane.places?.id
        else { return nil }
        return known.image
    }

    /// Makes what is missing, for planes of `sides` stage points.
    func prepare(_ planes: [PlaneContent.Plane], sides: [Float], highlighted: Set<Int>, theme: Theme) {
        let start = ContinuousClock.now
        var madeCount = 0
        isBehind = false
        func mayMake() -> Bool {
            defer { madeCount += 1 }
            if isUnhurried || madeCount == 0 || ContinuousClock.now - start < Self.patience { return true }
            isBehind = true
            return false
        }
        for (plane, side) in zip(planes, sides) {
            guard let places = plane.places else {
                (samples[plane.id], highlights[plane.id]) = (nil, nil)
                continue
            }
            let step = Self.sides.first { $0 >= side } ?? Self.sides[Self.sides.count - 1]
            let key = Key(places: places.id, side: Int(step) * 2, theme: theme)
            let raster = PlaneRaster(
                side: key.side, radius: 2 * ScatterMarks.radius(places.count, in: Point(step, step)),
                theme: theme, stamps: stamps)
            if samples[plane.id]?.key != key, mayMake() {
                let paper = theme.raised.opacity(Self.paperOpacity)
                samples[plane.id] = (key, raster.image(of: places, paper: paper))
            }
            let highlightKey = HighlightKey(key: key, highlighted: highlighted)
            if !highlighted.isEmpty, highlights[plane.id]?.key != highlightKey, mayMake() {
                highlights[plane.id] = (highlightKey, raster.image(of: places, only: highlighted))
            }
        }
    }
}
