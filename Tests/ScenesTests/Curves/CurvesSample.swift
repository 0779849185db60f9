import Analysis
import Datasets
import Inference
import Rendering
import Workbench

@testable import Samples
@testable import Scenes

/// A made-up data set on its way through a made-up network with two branches and a skip: the further on, the less mixed
/// its classes are.
@MainActor struct CurvesSample {
    static let names = ["dog", "cat", "tiger", "cow", "car", "bus", "apple", "soccer ball", "zebra", "pear"]

    let classCount: Int
    let perClass: Int

    init(classCount: Int = 8, perClass: Int = 40) { (self.classCount, self.perClass) = (classCount, perClass) }

    var population: Population {
        Population(
            samples: (0..<classCount * perClass).map { 1000 + $0 },
            classOf: (0..<classCount * perClass).map { $0 / perClass },
            classNames: (0..<classCount).map { $0 < Self.names.count ? Self.names[$0] : "class \($0)" })
    }

    /// Input, stem, two branches of two, a join, a skip over one layer, two dense layers.
    static let operations: [SampleOperation] = {
        let rows: [(String, [Int], [Int])] = [
            ("input", [3, 32, 32], []), ("stem", [16, 32, 32], [0]), ("a 1", [24, 16, 16], [1]),
            ("b 1", [24, 16, 16], [1]), ("a 2", [32, 16, 16], [2]), ("b 2", [32, 16, 16], [3]),
            ("join", [64, 16, 16], [4, 5]), ("conv 1", [64, 8, 8], [6]), ("add", [64, 8, 8], [6, 7]),
            ("fc 1", [64, 1, 1], [8]), ("logits", [8, 1, 1], [9]),
        ]
        return rows.enumerated().map { index, row in
            SampleOperation(
                id: index, source: index == 0 ? .input : .layer(index - 1, .after), name: row.0, shape: row.1,
                predecessors: row.2, layer: index)
        }
    }()

    /// Positions that are mixed less the further on.
    func order(_ operation: Int, of count: Int = operations.count) -> [Int] {
        let mixing = 1 - Double(operation) / Double(max(count - 1, 1)) * 0.96
        let keys = (0..<classCount * perClass).map { position -> Double in
            let noise = Double((position &* 7919 &+ operation &* 104_729) % 1009) / 1009
            return Double(position / perClass) / Double(classCount) * (1 - mixing) + noise * mixing
        }
        return keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    }

    /// All of it.
    func content(
        _ operations: [SampleOperation] = operations, selected: Set<Int> = [], usesWholeOrders: Bool = false,
        isOrdered: (Int) -> Bool = { _ in true }
    ) -> CurvesContent {
        var content = CurvesContent()
        let population = population
        content.isOpen = true
        content.population = population
        content.title = "\(population.count) pictures through the network"
        content.labels = CurveLabels(.given, names: population.classNames, classOf: population.classOf)
        content.memberCounts = content.labels.memberCounts
        content.coloring = content.labels.usualColoring
        content.settings.usesWholeOrders = usesWholeOrders
        let grid = CurveGrid(holding: population.count, usesWholeOrders: usesWholeOrders)
        content.grid = grid
        content.remark = CurvesWords.remark(on: grid, population, isNarrowed: false)
        content.graph = LayeredGraph.laidOut(operations)
        content.operations = operations.enumerated().map { index, operation in
            var shown = CurvesContent.Operation(
                id: operation.id, name: operation.name, extent: CurvesWords.extent(operation))
            if isOrdered(index) {
                shown.glyph = CurveGlyph(
                    order(index, of: operations.count), on: grid, labels: population.classOf,
                    classCount: classCount)
            }
            return shown
        }
        content.open = operations.count - 2
        let flags = population.samples.map { selected.contains($0) }
        content.select(selected, as: selected.isEmpty ? .none : CurveSelection(id: 1, flags: flags))
        content.facts = facts(population)
        content.image = { Self.picture($0) }
        return content
    }

    /// The samples of a class, by their index in the data set.
    func members(_ index: Int) -> Set<Int> { Set((0..<perClass).map { 1000 + index * perClass + $0 }) }

    private func facts(_ population: Population) -> SampleFacts {
        let count = 1000 + population.count
        return SampleFacts(
            classNames: population.classNames, classOf: Array(repeating: -1, count: 1000) + population.classOf,
            networkClassOf: Array(0..<classCount),
            answers: SampleAnswers(
                predictions: (0..<count).map { $0 < 1000 ? -1 : ($0 - 1000) / perClass },
                probabilities: Array(repeating: 0.83, count: count)),
            labels: population.classNames, samples: (0..<count).map { Sample(name: "\($0)", label: nil) })
    }

    /// A picture in a colour of its own.
    private static func picture(_ sample: Int) -> DisplayImage {
        let color = Color(red: Float(sample * 37 % 90) / 90, green: Float(sample * 11 % 70) / 70, blue: 0.6)
        let bytes = color.bytes
        return DisplayImage(
            width: 2, height: 2, pixels: (0..<4).flatMap { _ in (0..<4).map { bytes[$0] } })
    }

    /// A chain of `count` operations.
    static func chain(_ count: Int) -> [SampleOperation] {
        (0..<count).map { index in
            SampleOperation(
                id: index, source: index == 0 ? .input : .layer(index - 1, .after),
                name: index == 0 ? "input" : "conv \(index)", shape: [16, 8, 8],
                predecessors: index == 0 ? [] : [index - 1], layer: index)
        }
    }
}
