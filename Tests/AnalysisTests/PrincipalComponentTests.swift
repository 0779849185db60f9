import Analysis
import Tensors
import TestSupport
import Testing

@Suite("First principal component of a cluster")
struct PrincipalComponentTests {
    private struct Recorded: Decodable {
        let name: String
        let shape: [Int]
        let maps: RecordedFloats
        let weights: RecordedFloats
        let scores: RecordedFloats
        let explained: Double
    }

    @Test("It agrees with numpy's singular value decomposition")
    func numpy() throws {
        for recorded in try JSONRecording.read("analysis/principal_component.json", as: [Recorded].self) {
            let maps = Tensor(shape: recorded.shape, values: recorded.maps.values)
            let component = try #require(first(of: maps))
            #expect(abs(Double(component.explainedVariance) - recorded.explained) < 1e-6, "\(recorded.name)")
            #expect(distance(component.weights, recorded.weights.values) < 1e-5, "\(recorded.name)")
            #expect(distance(component.scores.values, recorded.scores.values) < 1e-4, "\(recorded.name)")
            #expect(component.scores.shape == Array(recorded.shape[1...]))
        }
    }

    @Test("Many maps and many pixels, over either side: the share is right and the scores carry it")
    func large() throws {
        for shape in [[90, 20, 31], [150, 9, 10], [20, 70, 60]] {
            let maps = smoothMaps(shape)
            let component = try #require(first(of: maps))
            let (variance, share) = naiveExplainedShare(maps, weights: component.weights)
            let squares = component.scores.values.reduce(0) { $0 + Double($1) * Double($1) }
            #expect(abs(squares / variance - share) < 1e-5)
            #expect(abs(Double(component.explainedVariance) - share) < 1e-5)
            #expect(share > naiveExplainedShare(maps, weights: perturbed(component.weights)).share)
        }
    }

    @Test("Values near the ends of what a float holds have the same component", arguments: [70, -90])
    func extremeValues(exponent: Int) throws {
        let maps = smoothMaps([6, 9, 10])
        let factor = Float(sign: .plus, exponent: exponent, significand: 1)
        let scaled = Tensor(shape: maps.shape, values: maps.values.map { $0 * factor })
        let (component, other) = (
            try #require(first(of: maps)),
            try #require(first(of: scaled))
        )
        #expect(abs(component.explainedVariance - other.explainedVariance) < 1e-5)
        #expect(distance(component.weights, other.weights) < 1e-5)
        #expect(distance(component.scores.values, other.scores.values.map { $0 / factor }) < 1e-4)
    }

    @Test("One map is its own component")
    func oneMap() throws {
        let component = try #require(
            first(of: Tensor(shape: [1, 1, 4], values: [1, 2, 3, 6])))
        #expect(component.scores.values == [-2, -1, 0, 3])
        #expect(component.explainedVariance == 1)
        #expect(component.weights == [1])
    }

    @Test("Constant maps have no component, nor have maps that are not numbers")
    func constant() {
        #expect(first(of: Tensor(shape: [3, 4, 4], repeating: 0.1)) == nil)
        #expect(first(of: Tensor(shape: [40, 1, 1], repeating: 2)) == nil)
        #expect(first(of: Tensor(shape: [2, 1, 2], values: [1, 2, .nan, 3])) == nil)
    }

    @Test("The scores correlate positively with the mean map")
    func sign() throws {
        for values: [Float] in [[0, 1, 2, 0, 1, 3], [2, 1, 0, 0, 0, -1], [0, -5, -9, 1, 2, 3]] {
            let component = try #require(
                first(of: Tensor(shape: [2, 1, 3], values: values)))
            let meanMap = (0..<3).map { values[$0] + values[$0 + 3] }
            let centre = meanMap.reduce(0, +) / 3
            let covariance = zip(component.scores.values, meanMap).reduce(0) { $0 + $1.0 * ($1.1 - centre) }
            #expect(covariance > 0)
        }
    }

    @Test("Where the mean map is flat, the first of the largest weights is positive")
    func signOfATie() throws {
        let component = try #require(
            first(of: Tensor(shape: [2, 1, 3], values: [1, 2, 3, 3, 2, 1])))
        let half = Float(0.5).squareRoot()
        #expect(distance(component.weights, [half, -half]) < 1e-6)
    }

    @Test("A variant is seen under the original's means and weights")
    func otherMaps() throws {
        let maps = smoothMaps([6, 5, 4])
        let component = try #require(first(of: maps))
        #expect(distance(component.scores(of: maps.withChannelsLast).values, component.scores.values) < 1e-6)
        let shifted = Tensor(shape: [6, 5, 4], values: maps.values.map { $0 + 1 })
        let shift = component.weights.reduce(0, +)
        let expected = component.scores.values.map { $0 + shift }
        #expect(distance(component.scores(of: shifted.withChannelsLast).values, expected) < 1e-5)
    }

    @Test("The clusters of a layer are found together as each by itself, whatever the others hold")
    func clusters() throws {
        for shape in [[37, 6, 7], [70, 3, 5]] {
            let maps = smoothMaps(shape)
            var damaged = maps.values
            damaged[5 * shape[1] * shape[2] + 3] = .nan
            let layer = Tensor(shape: shape, values: damaged).withChannelsLast
            let clusters = [Array(stride(from: 36, to: 10, by: -2)), [5, 7, 9], [0], [2, 3, 4, 6, 8]]
            let found = PrincipalComponent.first(
                ofClusters: clusters, in: layer, ranges: MapRange.ofMaps(layer))
            #expect(found[1] == nil)
            for index in [0, 2, 3] {
                let pixels = shape[1] * shape[2]
                let members = clusters[index].flatMap { maps.values[$0 * pixels..<($0 + 1) * pixels] }
                let alone = try #require(
                    first(of: Tensor(shape: [clusters[index].count] + shape[1...], values: members)))
                let component = try #require(found[index])
                #expect(distance(component.weights, alone.weights) < 1e-5)
                #expect(distance(component.scores.values, alone.scores.values) < 1e-4)
                #expect(distance(component.means, alone.means) == 0)
                #expect(abs(component.explainedVariance - alone.explainedVariance) < 1e-6)
            }
        }
    }

    /// The first component of maps of the shape `[M, H, W]`.
    private func first(of maps: Tensor) -> PrincipalComponent? {
        PrincipalComponent.first(of: maps.withChannelsLast)
    }

    /// Maps that share a few patterns, with noise.
    private func smoothMaps(_ shape: [Int]) -> Tensor {
        var generator = LinearCongruence(state: UInt64(shape[0]))
        let pixels = shape[1] * shape[2]
        let patterns = (0..<4).map { _ in (0..<pixels).map { _ in Float(generator.next() % 1000) / 500 - 1 } }
        var values: [Float] = []
        for _ in 0..<shape[0] {
            let shares = (0..<4).map { Float(generator.next() % 1000) / 500 / Float($0 + 1) }
            for pixel in 0..<pixels {
                let noise = Float(generator.next() % 1000) / 2000
                values.append((0..<4).reduce(10 + noise) { $0 + shares[$1] * patterns[$1][pixel] })
            }
        }
        return Tensor(shape: shape, values: values)
    }

    private func naiveExplainedShare(
        _ maps: Tensor, weights: [Float]
    ) -> (variance: Double, share: Double) {
        let pixels = maps.count / weights.count
        let values = maps.values
        var projected = [Double](repeating: 0, count: pixels)
        var variance = 0.0
        for (map, weight) in weights.enumerated() {
            let row = values[map * pixels..<(map + 1) * pixels].map(Double.init)
            let mean = row.reduce(0, +) / Double(pixels)
            for (pixel, value) in row.enumerated() {
                variance += (value - mean) * (value - mean)
                projected[pixel] += Double(weight) * (value - mean)
            }
        }
        return (variance, projected.reduce(0) { $0 + $1 * $1 } / variance)
    }

    private func perturbed(_ weights: [Float]) -> [Float] {
        let moved = weights.enumerated().map { $1 + ($0 % 2 == 0 ? 0.01 : -0.01) }
        let length = moved.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return moved.map { $0 / length }
    }

    private func distance(_ left: [Float], _ right: [Float]) -> Float {
        left.count == right.count ? zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
    }
}
