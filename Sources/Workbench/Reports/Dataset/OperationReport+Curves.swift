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
        let curve = curve(of: found.order.count)
        entries[place].curve = Self.json(of: curve, found.order.count)
        let hasLabels = !labels.names.isEmpty
        let sorted = found.order.map { labels.classOf[$0] }
        let quality = CurveQuality(curve, labels: sorted, classCount: labels.names.count)
        // JSON has null for what is not a number.
        entries[place].quality = hasLabels ? quality.quality : .nan
        guard hasLabels else { return }
        let members = sorted.reduce(into: [Int](repeating: 0, count: labels.names.count)) {
            if $1 >= 0 { $0[$1] += 1 }
        }
        entries[place].qualityOfClasses = zip(quality.ofClasses, members).map { $1 > 0 ? $0 : .nan }
        entries[place].agreement = quality.agreement
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
        let head = ["operation", "quality", "no neighbor", "one neighbor", "two neighbors"]
        var lines = [(head + labels.names.map(CSV.cell)).joined(separator: ",")]
        for entry in entries {
            guard let quality = entry.quality else { continue }
            let agreement = entry.agreement.map { $0.map(String.init) } ?? ["", "", ""]
            let ofClasses = entry.qualityOfClasses ?? []
            let numbers = [Self.cell(quality)] + agreement + ofClasses.map(Self.cell)
            lines.append(([CSV.cell(entry.name)] + numbers).joined(separator: ","))
        }
        try output.write(Data((lines.joined(separator: "\n") + "\n").utf8), "quality.csv")
        return DatasetJSON.Quality(
            labels: labels.source, classes: labels.names, operations: byName { entries[$0].quality },
            file: "quality.csv")
    }

    /// A number; nothing where there is none.
    private static func cell(_ number: Float) -> String { number.isNaN ? "" : "\(number)" }
}
