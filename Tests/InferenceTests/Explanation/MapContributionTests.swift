import Inference
import Tensors
import TestSupport
import Testing

@Suite struct MapContributionTests {
    @Test("What is summed over all positions is what the explanations of each position say")
    func randomNetworks() throws {
        // Some networks have pools and gates only.
        let compared = try (1...25).reduce(0) { try $0 + compare(seed: $1) }
        #expect(compared >= 40)
    }

    @Test("A map or unit that is not there is given nothing")
    func absent() throws {
        let plan = try Plan(GraphSketch.linear())
        let activations = try Runner(plan).run(Tensor.random([1, 3, 12, 12], seed: 1))
        for layer in plan.layers {
            for channel in [-1, layer.mapCount] {
                let map = MapPlace(value: layer.value, channel: channel)
                #expect(activations.contributions(to: map) == nil, "\(layer.name)")
            }
        }
    }

    /// Returns how many maps could be compared.
    private func compare(seed: Int) throws -> Int {
        let network = RandomNetwork.graph(seed: UInt64(seed))
        let plan = try Plan(network.graph)
        let activations = try Runner(plan).run(
            Tensor.random([1, 3, network.height, network.width], seed: UInt64(seed)))
        var random = SplitMix(seed: UInt64(seed))
        var compared = 0
        for layer in plan.layers where layer.kind != .join {
            let map = MapPlace(value: layer.value, channel: random.number(0...layer.mapCount - 1))
            guard let expected = naive(map, layer, activations) else { continue }
            let found = try #require(activations.contributions(to: map), "\(layer.name)")
            #expect(found.count == expected.count, "\(layer.name)")
            let size = max(1, expected.reduce(0) { $0 + $1.magnitude })
            for (own, other) in zip(found, expected) {
                #expect(abs(own.sum - other.sum) <= 1e-4 * size, "\(layer.name)")
                #expect(abs(own.magnitude - other.magnitude) <= 1e-4 * size, "\(layer.name)")
            }
            compared += 1
        }
        return compared
    }

    /// Position by position, from the weights of the file and the normalisation as a step of its own.
    private func naive(
        _ map: MapPlace, _ layer: Layer, _ activations: Activations
    ) -> [(sum: Double, magnitude: Double)]? {
        var result: [(sum: Double, magnitude: Double)] = []
        for y in 0..<layer.height {
            for x in 0..<layer.width {
                guard let explanation = activations.explanation(of: map.pixel(x: x, y: y)),
                    case .weighted(let sum) = explanation.origin
                else { return nil }
                let scale = explanation.steps.reduce(1.0) { factor, step in
                    if case .batchNormalization(let scale, _) = step.kind {
                        factor * Double(scale)
                    } else {
                        factor
                    }
                }
                if result.isEmpty { result = sum.parts.map { _ in (0, 0) } }
                for (index, part) in sum.parts.enumerated() {
                    let given = Double(part.sum) * scale
                    result[index].sum += given
                    result[index].magnitude += abs(given)
                }
            }
        }
        return result
    }
}
