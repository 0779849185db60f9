import Analysis
import Datasets
import Inference
import Rendering
import Tensors
import Workbench

@testable import Samples
@testable import Scenes

/// A made-up data set for Neighbors: four classes of twelve samples that come apart on the way through six operations.
@MainActor struct NeighborsSample {
    static let names = ["dog", "cat", "car", "bus"]
    static let perClass = 12
    static let operationNames = ["input", "conv 1", "pool 1", "conv 2", "fc 1", "logits"]

    let population = Population(
        samples: Array(100..<148), classOf: (0..<48).map { $0 / perClass }, classNames: names)
    /// How many neighbours are compared.
    var count = 20

    var operations: [SampleOperation] {
        Self.operationNames.enumerated().map { index, name in
            SampleOperation(
                id: index, source: index == 0 ? .input : index == 5 ? .logits : .layer(index, .after),
                name: name,
                shape: [8, 1, 1], predecessors: index == 0 ? [] : [index - 1], layer: index)
        }
    }

    /// A sample in an operation: its class counts more and more, chance less and less.
    private func vector(_ sample: Int, _ operation: Int) -> [Float] {
        var generator = SplitMix64(seed: UInt64(sample * 31 + operation))
        let (own, share) = (sample / Self.perClass, Float(operation) / 5)
        return (0..<8).map { dimension in
            var base = SplitMix64(seed: UInt64(sample * 97 + dimension))
            let start = Float.random(in: -1...1, using: &base)
            let noise = Float.random(in: -0.3...0.3, using: &generator)
            return start * (1 - share * 0.7) + (dimension / 2 == own ? 2 * share : 0) + noise * share
        }
    }

    private func rows(_ operation: Int) -> Tensor {
        Tensor(shape: [48, 8], values: (0..<48).flatMap { vector($0, operation) })
    }

    /// How many neighbours every sample keeps, `[operation][sample]`.
    func overlaps() throws -> [[Int]] {
        let all = try operations.indices.map { try NearestNeighbors(of: rows($0), count: count) }
        return all.map { $0.overlap(with: all[0]) }
    }

    /// The distances of the sample at a position in an operation.
    func distances(_ operation: Int, from position: Int) throws -> SampleDistances {
        let values = try RowDistances(from: position, in: TensorRows(rows(operation))).values
        let order = (0..<48).filter { $0 != position }.sorted { (values[$0], $0) < (values[$1], $1) }
        let largest = values.max() ?? 0
        let places = (0..<120).map { largest * 1.05 * Float($0) / 119 }
        let densities = population.membersByClass.map { members in
            GaussianDensity(of: members.filter { $0 != position }.map { values[$0] })
        }
        return SampleDistances(
            distances: values, order: order, places: places,
            densities: densities.map { $0.values(at: places) },
            bandwidths: densities.map(\.bandwidth))
    }

    /// The neighbourhood of the sample at a position.
    func plot(of position: Int) throws -> RadialPlot {
        let (from, to) = (try distances(0, from: position), try distances(5, from: position))
        let change = NeighborhoodChange(
            from: from.distances, fromOrder: from.order, to: to.distances, toOrder: to.order, count: count)
        return RadialPlot(change, samples: population.samples, classOf: population.classOf)
    }

    /// All of it, of the sample at a position.
    func content(focus position: Int = 16, selected: Set<Int> = [], pointed: Int? = nil) throws
        -> NeighborsContent
    {
        var content = NeighborsContent()
        content.isOpen = true
        content.title = NeighborsWords.title(count: count, population: 48)
        (content.operations, content.transformation) = (operations, (0, 5))
        (content.names, content.population) = (("input", "logits"), population)
        let lines = StabilityLines(
            try overlaps(), names: Self.operationNames, samples: population.samples, count: count)
        content.stability = lines
        content.stabilityWords.remark = NeighborsWords.stability(lines, population: 48)
        content.focus = 100 + position
        content.distances = (try distances(0, from: position), try distances(5, from: position))
        content.curves = (curves(content.distances.from, position), curves(content.distances.to, position))
        (content.plot, content.plotNumber) = (try plot(of: position), 1)
        let traceCount = content.plot?.traces.count ?? 0
        content.plotWords.remark = NeighborsWords.transformation(
            from: "input", to: "logits", shown: traceCount, of: traceCount)
        content.plotWords.shortRemark = NumberFormat.count(traceCount, "neighbor")
        content.maps = maps(selected)
        (content.selected, content.pointed) = (selected, pointed)
        (content.settings.neighborhoodCount, content.settings.transformationCount) = (count, count)
        let base = MapSample().content()
        (content.facts, content.image) = (base.facts, base.image)
        return content
    }

    private func curves(_ distances: SampleDistances?, _ position: Int) -> DistanceCurves? {
        distances.map {
            DistanceCurves($0, ownClass: population.classOf[position], hasClasses: true, count: count)
        }
    }

    private func maps(_ selected: Set<Int>) -> [NeighborMap] {
        ["input", "conv 2", "logits"].enumerated().map { index, name in
            var scatter = Scatter(MapSample().places, classNames: Self.names)
            scatter.selected = selected
            return NeighborMap(
                layer: index,
                words: .init(heading: name, remark: "t-SNE of whole activations", shortRemark: "t-SNE"),
                scatter: scatter)
        }
    }
}
