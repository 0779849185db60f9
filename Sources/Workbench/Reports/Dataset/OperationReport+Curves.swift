import Analysis
import Foundation
import Samples
import Tensors

extension OperationReport {
    /// The order of the samples in an operation, and how well classes lie together in it.
    mutating func writeOrder(of operation: SampleOperation, at place: Int) throws {
        let found = try OrderRequest(population, operation: operation.id).result(in: store)
        let name = Self.fileName(operation, in: "vat/")
        try output.write(IntegerTensor(shape: [found.order.count], values: found.order), name)
        orderOf[operation.id] = found
        entries[place].vat = name
        let count = found.order.count
        entries[place].curve = Self.json(of: curve(of: count), count)
        let quality = OrderQuality(
            of: found.order, classOf: labels.classOf, classCount: labels.names.count,
            usesWholeOrders: settings.usesWholeOrders)
        // JSON has null for what is not a number.
        entries[place].quality = quality.quality
        guard let agreement = quality.agreement else { return }
        (entries[place].qualityOfClasses, entries[place].agreement) = (quality.ofClasses, agreement)
    }

    /// The curve for as many samples.
    func curve(of count: Int) -> HilbertCurve {
        settings.usesWholeOrders ? HilbertCurve(orderHolding: count) : HilbertCurve(holding: count)
    }

    private static func json(of curve: HilbertCurve, _ count: Int) -> DatasetJSON.Curve {
        DatasetJSON.Curve(width: curve.width, height: curve.height, first: curve.firstPosition(of: count))
    }

    /// What the orders have together; nil where there are none.
    func orders(_ draw: DatasetReport.Draw) throws -> DatasetJSON.Orders? {
        guard let count = orderOf.values.first?.order.count else { return nil }
        let curve = curve(of: count)
        let cells = curve.cells.flatMap { [Int($0.x), Int($0.y)] }
        try output.write(IntegerTensor(shape: [curve.cells.count, 2], values: cells), "vat/cells.npy")
        return DatasetJSON.Orders(
            sampleCount: count, curve: Self.json(of: curve, count), cells: "vat/cells.npy",
            files: byName { entries[$0].vat },
            picture: try report.write(draw(figure), "pictures/fractal.png", to: output))
    }

    private var figure: SampleFigure {
        // The drawing of the network begins with the input.
        let input = store.operations[0]
        let drawn = [input] + operations.filter { isShown($0) && $0.id != input.id }
        let colored = Population(
            samples: population.samples, classOf: labels.classOf, classNames: labels.names, after: population)
        return .curves(orderOf, colored, drawn, usesWholeOrders: settings.usesWholeOrders)
    }

    /// The quality of all orders; nil where there are none.
    func quality() throws -> DatasetJSON.Quality? {
        guard !orderOf.isEmpty else { return nil }
        let shown = entries.compactMap { entry in
            entry.quality.map {
                (
                    name: entry.name, quality: $0, ofClasses: entry.qualityOfClasses ?? [],
                    agreement: entry.agreement
                )
            }
        }
        try output.write(.quality(shown, classNames: labels.names))
        return DatasetJSON.Quality(
            labels: labels.source, classes: labels.names, operations: byName { entries[$0].quality },
            file: "quality.csv")
    }
}
