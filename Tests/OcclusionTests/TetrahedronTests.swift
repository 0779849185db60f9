import Occlusion
import Testing

@Suite("Tetrahedron")
struct TetrahedronTests {
    @Test("The corners are one edge apart and their centre is at 0", arguments: 1...4)
    func regular(cornerCount: Int) {
        let corners = Tetrahedron.vertices(cornerCount: cornerCount)
        #expect(corners.count == cornerCount)
        for axis in 0..<3 { #expect(abs(corners.reduce(0) { $0 + $1[axis] }) < 1e-12) }
        for left in 0..<cornerCount {
            for right in 0..<left { #expect(abs(distance(corners[left], corners[right]) - 1) < 1e-12) }
        }
    }

    @Test("Weights sum to 1 and the position is their mean of the corners")
    func placement() {
        let placement = Tetrahedron.placement(of: [0.4, 0.2, 0.1, 0.1])
        #expect(zip(placement.weights, [0.5, 0.25, 0.125, 0.125]).allSatisfy { abs($0 - $1) < 1e-7 })
        #expect(abs(placement.outside - 0.2) < 1e-7)
        let corners = Tetrahedron.vertices(cornerCount: 4)
        for axis in 0..<3 {
            let expected =
                corners[0][axis] * 0.5 + corners[1][axis] * 0.25 + (corners[2][axis] + corners[3][axis])
                * 0.125
            #expect(abs(placement.position[axis] - expected) < 1e-7)
        }
    }

    @Test("A certain variant lies on its corner", arguments: 2...4)
    func certain(cornerCount: Int) {
        for corner in 0..<cornerCount {
            var probabilities = [Float](repeating: 0, count: cornerCount)
            probabilities[corner] = 1
            let placement = Tetrahedron.placement(of: probabilities)
            let vertex = Tetrahedron.vertices(cornerCount: cornerCount)[corner]
            #expect(distance(placement.position, vertex) < 1e-12)
            #expect(placement.outside == 0)
        }
    }

    @Test("A variant that no corner explains lies in the middle, all of it outside")
    func unexplained() {
        let placement = Tetrahedron.placement(of: [0, 0, 0, 0])
        #expect(placement.weights == [0.25, 0.25, 0.25, 0.25] && placement.outside == 1)
        #expect(distance(placement.position, [0, 0, 0]) < 1e-12)
    }

    @Test("Probabilities that rounding lifts above 1 leave nothing outside")
    func rounding() {
        #expect(Tetrahedron.placement(of: [0.9, 0.100001]).outside == 0)
    }

    @Test("Fewer than four corners are said in words")
    func words() {
        #expect(Tetrahedron.words(cornerCount: 4) == nil)
        #expect(Tetrahedron.words(cornerCount: 3)?.contains("triangle") == true)
        #expect(Tetrahedron.words(cornerCount: 2)?.contains("line") == true)
        #expect(Tetrahedron.words(cornerCount: 1)?.contains("point") == true)
    }

    private func distance(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
}
