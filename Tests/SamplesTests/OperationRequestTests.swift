import Analysis
import Datasets
import Foundation
import Inference
import Samples
import Tensors
import TestSupport
import Testing

@Suite("Requests of the network's operations")
struct OperationRequestTests {
    private let place = DigitsFeed.Place()
    private let store: ActivationStore
    private let population: Population

    init() throws {
        let set = try DigitsFeed.digits(every: 12)
        store = try ActivationPass.run(set, through: DigitsFeed.make(), at: place.location)
        population = Population(
            samples: store.samples, classOf: store.samples.map { set.samples[$0].label ?? -1 },
            classNames: set.classNames)
    }

    private func squares(in operation: Int) throws -> [[Double]] {
        Naive.squares(try store.activations(of: store.operations[operation], samples: population.samples))
    }

    @Test("operations are named by their layers, pools counted")
    func names() {
        #expect(
            store.operations.map(\.name) == [
                "input", "conv1 before", "conv1", "pool1", "conv2 before", "conv2", "pool2", "fc1 before",
                "fc1",
                "fc2 before", "fc2", "logits",
            ])
        #expect(store.operations.map(\.layer) == [0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5])
        let simplified = store.operations.simplified
        #expect(
            simplified.map(\.name) == ["input", "conv1", "pool1", "conv2", "pool2", "fc1", "fc2", "logits"])
        #expect(simplified.map { $0.predecessors.map { store.operations[$0].name } }[3] == ["pool1"])
    }

    @Test("the order is VAT's by definition", arguments: [0, 3, 11])
    func order(operation: Int) throws {
        let squares = try squares(in: operation)
        let found = try OrderRequest(population, operation: operation).result(in: store).order
        #expect(found == Naive.order(squares))
    }

    @Test("classes make no difference to an order, samples do")
    func orderKeys() {
        let regrouped = Population(
            samples: population.samples, classOf: population.samples.map { _ in 0 }, classNames: ["all"],
            after: population)
        let fewer = Population(
            samples: Array(population.samples.dropLast()), classOf: Array(population.classOf.dropLast()),
            classNames: population.classNames, after: population)
        #expect(OrderRequest(population, operation: 1) == OrderRequest(regrouped, operation: 1))
        #expect(OrderRequest(population, operation: 1) != OrderRequest(population, operation: 2))
        #expect(OrderRequest(population, operation: 1) != OrderRequest(fewer, operation: 1))
        #expect(NeighborsRequest(population, operation: 1) == NeighborsRequest(regrouped, operation: 1))
        #expect(NeighborsRequest(population, operation: 1) != NeighborsRequest(fewer, operation: 1))
    }

    @Test("neighbors are the nearest of all pairs, and overlaps count those that two operations share")
    func neighbors() throws {
        var request = NeighborsRequest(population, operation: 6)
        request.count = 20
        let found = try request.result(in: store)
        let (own, input) = (try squares(in: 6), try squares(in: 0))
        for row in own.indices {
            let expected = Naive.neighbors(own, of: row).prefix(20)
            let neighbors = found.neighbors.indices[row * 20..<(row + 1) * 20].map(Int.init)
            // Squares of floats may round two to the same; then either comes first.
            #expect(neighbors.map { Float(own[row][$0]) } == expected.map { Float(own[row][$0]) })
            let there = Set(Naive.neighbors(input, of: row).prefix(20))
            #expect(found.overlap[row] == neighbors.count { there.contains($0) })
        }
    }

    @Test("against itself everybody keeps all neighbors, and there are never more than others")
    func allNeighbors() throws {
        var request = NeighborsRequest(population, operation: 0)
        request.count = 1000
        let found = try request.result(in: store)
        #expect(found.neighbors.count == population.count - 1)
        #expect(found.overlap.allSatisfy { $0 == population.count - 1 })
    }

    @Test("another reference is another result")
    func reference() throws {
        var request = NeighborsRequest(population, operation: 8)
        (request.count, request.reference) = (10, 11)
        let found = try request.result(in: store)
        request.reference = 0
        #expect(try request.result(in: store).overlap != found.overlap)
        request.reference = 8
        #expect(try request.result(in: store).overlap.allSatisfy { $0 == 10 })
    }

    @Test("distances of a sample are those to all others, sorted")
    func distances() throws {
        let squares = try squares(in: 5)
        let found = try DistancesRequest(population, operation: 5, position: 7).result(in: store)
        let expected = squares[7].map { Float($0.squareRoot()) }
        #expect(Tolerance.close.mismatch(found.distances, expected) == nil)
        #expect(found.order.count == population.count - 1 && !found.order.contains(7))
        let sorted = found.order.map { found.distances[$0] }
        #expect(sorted == sorted.sorted())
    }

    @Test("densities are Gaussians at every distance of a class, without the sample itself")
    func densities() throws {
        let found = try DistancesRequest(population, operation: 11, position: 7).result(in: store)
        for (index, members) in population.membersByClass.enumerated() {
            let values = members.filter { $0 != 7 }.map { Double(found.distances[$0]) }
            let count = Double(values.count)
            let mean = values.reduce(0, +) / count
            let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
            let width = spread * pow(count, -1 / 5.0)
            #expect(abs(found.bandwidths[index] - width) < 1e-9 * width)
            for place in [0, 60, 120, 239] {
                let density =
                    values.reduce(0.0) { sum, value in
                        let away = (Double(found.places[place]) - value) / width
                        return sum + exp(-away * away / 2)
                    } / (count * width * (2 * Double.pi).squareRoot())
                #expect(abs(Double(found.densities[index][place]) - density) < 1e-6)
            }
        }
    }

    @Test("work that nobody wants any longer is given up")
    func staleness() {
        #expect(throws: CancellationError.self) {
            _ = try OrderRequest(population, operation: 3).result(
                in: store, isStale: { true }, progress: { _, _ in })
        }
        #expect(throws: CancellationError.self) {
            _ = try NeighborsRequest(population, operation: 3).result(
                in: store, isStale: { true }, progress: { _, _ in })
        }
        #expect(throws: CancellationError.self) {
            _ = try DistancesRequest(population, operation: 3, position: 0).result(
                in: store, isStale: { true }, progress: { _, _ in })
        }
    }
}
