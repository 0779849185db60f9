import Occlusion

/// A lasso on its way around something: a line that is drawn free hand, clicked corner by corner, or both.
struct Lasso: Sendable, Equatable {
    /// The corners so far, in pixels of the input.
    var corners: [SIMD2<Float>]
    /// Where the pointer would put the next one; nil while the line follows it.
    var pointer: SIMD2<Float>?

    /// Whether there is something inside.
    var isClosable: Bool { corners.count > 2 }

    /// What the lasso holds, with the corner that the pointer would add; nil while that is nothing.
    var preview: MaskShape? { Self.shape(corners + (pointer.map { [$0] } ?? [])) }

    /// What the lasso holds.
    var shape: MaskShape? { Self.shape(corners) }

    /// Goes on to a place, where it lies at least `step` from the corner before.
    mutating func follow(to place: SIMD2<Float>, step: Float) {
        pointer = nil
        guard let last = corners.last, distance(last, place) < step else {
            corners.append(place)
            return
        }
    }

    /// Whether a click at a place closes the line: on its first corner, or once more on its last one.
    func isClosed(by place: SIMD2<Float>, reach: Float) -> Bool {
        guard isClosable, let first = corners.first, let last = corners.last else { return false }
        return distance(first, place) < reach || distance(last, place) < reach / 2
    }

    private static func shape(_ corners: [SIMD2<Float>]) -> MaskShape? {
        guard corners.count > 2 else { return nil }
        return .polygon(
            PolygonShape(corners: corners.map { PicturePoint(x: Double($0.x), y: Double($0.y)) }))
    }

    private func distance(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> Float {
        ((a - b) * (a - b)).sum().squareRoot()
    }
}
