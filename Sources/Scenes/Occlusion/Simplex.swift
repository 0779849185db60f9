import Rendering

/// The figure in which variants are placed, a corner a label: a tetrahedron of four, a triangle of three, an
/// edge of two. In world units: the sides are 2 long, the turning axis (y) runs through the middle.
///
/// The tetrahedron stands on corners 0 (front left), 1 (front right) and 3 (back); corner 2 is its top.
struct Simplex: Sendable, Equatable {
    /// The corners' places.
    let corners: [Vector3]

    /// The figure of 0...4 corners.
    init(cornerCount: Int) {
        precondition((0...4).contains(cornerCount), "a simplex of \(cornerCount) corners")
        let base = Float(3).squareRoot() / 3
        let height = (Float(8) / 3).squareRoot()
        let triangleHeight = Float(3).squareRoot()
        corners =
            switch cornerCount {
            case 4:
                [
                    Vector3(-1, -height / 2, -base), Vector3(1, -height / 2, -base),
                    Vector3(0, height / 2, 0), Vector3(0, -height / 2, 2 * base),
                ]
            case 3:
                [
                    Vector3(-1, -triangleHeight / 2, 0), Vector3(1, -triangleHeight / 2, 0),
                    Vector3(0, triangleHeight / 2, 0),
                ]
            case 2: [Vector3(-1, 0, 0), Vector3(1, 0, 0)]
            case 1: [Vector3(0, 0, 0)]
            default: []
            }
    }

    /// Whether it has a depth to turn.
    var isSolid: Bool { corners.count == 4 }

    /// Pairs of corners, every side once.
    var edges: [(first: Int, second: Int)] {
        corners.indices.flatMap { first in
            corners.indices.dropFirst(first + 1).map { (first: first, second: $0) }
        }
    }

    /// The corners that the tetrahedron stands on; empty for flat figures.
    var floor: [Int] { isSolid ? [0, 1, 3] : [] }

    /// The place of barycentric weights: the weighted mean of the corners. `weights` sum to 1, one a corner.
    func place(of weights: [Float]) -> Vector3 {
        zip(corners, weights).reduce(Vector3.zero) { $0 + $1.0 * $1.1 }
    }

    /// Whether a side is seen from `eye`: it is where one of its two faces is turned to the eye. Sides of flat
    /// figures always are.
    func isEdgeVisible(_ first: Int, _ second: Int, from eye: Vector3) -> Bool {
        guard isSolid else { return true }
        let others = corners.indices.filter { $0 != first && $0 != second }
        return isFaceVisible(opposite: others[0], from: eye) || isFaceVisible(opposite: others[1], from: eye)
    }

    /// Whether the face without corner `opposite` is turned to the eye: both lie on different sides of it.
    private func isFaceVisible(opposite: Int, from eye: Vector3) -> Bool {
        let face = corners.indices.filter { $0 != opposite }.map { corners[$0] }
        let normal = cross(face[1] - face[0], face[2] - face[0])
        let sideOfCorner = dot(normal, corners[opposite] - face[0])
        return sideOfCorner * dot(normal, eye - face[0]) < 0
    }
}
