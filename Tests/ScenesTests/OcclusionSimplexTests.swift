import Rendering
import Testing

@testable import Scenes

@Suite struct OcclusionSimplexTests {
    @Test(arguments: 2...4) func `all sides are two units long`(cornerCount: Int) {
        let simplex = Simplex(cornerCount: cornerCount)
        #expect(simplex.edges.count == cornerCount * (cornerCount - 1) / 2)
        for edge in simplex.edges {
            let way = simplex.corners[edge.second] - simplex.corners[edge.first]
            #expect(abs((way * way).sum() - 4) < 1e-5)
        }
    }

    @Test func `a variant stands at the weighted mean of the corners`() {
        let simplex = Simplex(cornerCount: 4)
        for corner in 0..<4 {
            let weights = (0..<4).map { $0 == corner ? Float(1) : 0 }
            #expect(simplex.place(of: weights) == simplex.corners[corner])
        }
        let middle = simplex.place(of: [0.25, 0.25, 0.25, 0.25])
        #expect(abs(middle.x) < 1e-6 && abs(middle.z) < 1e-6)
        let halfway = simplex.place(of: [0.5, 0, 0.5, 0])
        #expect(halfway == (simplex.corners[0] + simplex.corners[2]) / 2)
    }

    @Test func `from home the three sides at the back corner are hidden`() {
        let simplex = Simplex(cornerCount: 4)
        let eye = Turntable.home(for: simplex).eye
        for edge in simplex.edges {
            #expect(simplex.isEdgeVisible(edge.first, edge.second, from: eye) == (edge.second != 3))
        }
    }

    @Test(arguments: Array(stride(from: Float(-170), to: 180, by: 23)))
    func `a side is hidden where the way to its middle leads through the body`(degrees: Float) {
        let simplex = Simplex(cornerCount: 4)
        for elevation: Float in [-15, 8, 40, 70] {
            let eye = Turntable(azimuth: degrees * .pi / 180, elevation: elevation * .pi / 180).eye
            for edge in simplex.edges {
                let middle = (simplex.corners[edge.first] + simplex.corners[edge.second]) / 2
                // The body lies in the last third of the way.
                let isCovered = (0..<150).contains { step in
                    isInside(eye + (middle - eye) * (0.7 + 0.3 * Float(step) / 150), simplex)
                }
                #expect(simplex.isEdgeVisible(edge.first, edge.second, from: eye) != isCovered)
            }
        }
    }

    @Test func `sides of flat figures are never hidden`() {
        let simplex = Simplex(cornerCount: 3)
        #expect(
            simplex.edges.allSatisfy { simplex.isEdgeVisible($0.first, $0.second, from: Vector3(9, 1, 9)) })
    }

    /// Whether a place lies deeper in the body than rounding: on the inner side of all four faces.
    private func isInside(_ place: Vector3, _ simplex: Simplex) -> Bool {
        simplex.corners.indices.allSatisfy { opposite in
            let face = simplex.corners.indices.filter { $0 != opposite }.map { simplex.corners[$0] }
            let normal = cross(face[1] - face[0], face[2] - face[0])
            let inner = dot(normal, simplex.corners[opposite] - face[0])
            return dot(normal, place - face[0]) / inner > 1e-4
        }
    }
}
