import Analysis
import Foundation
import Inference
import Samples
import Tensors

/// The part of a data set's report that goes from operation to operation of the network: curves, units, neighbors.
///
/// Operations are worked on one after the other, all views of one before the next: whole activations lie in files of
/// which there need not be room for many.
struct OperationReport {
    let report: DatasetReport
    let output: OutputFolder
    /// The operations that are looked at, in the network's order.
    let operations: [SampleOperation]
    /// The classes that curves are colored by.
    let labels: OperationLabels
    /// What is known of each operation.
    var entries: [DatasetJSON.Operation]

    /// By `SampleOperation.id`, as far as they could be worked out.
    var orderOf: [Int: SampleOrder] = [:]
    /// How many neighbors of each sample are among its neighbors in the input; by `SampleOperation.id`.
    var overlapOf: [Int: [Int]] = [:]
    /// The distances from the sample in focus; by `SampleOperation.id`.
    var distancesOf: [Int: SampleDistances] = [:]

    var store: ActivationStore { report.store }
    var population: Population { report.population }
    var settings: SampleSettings { report.request.settings }

    init(_ report: DatasetReport, to output: OutputFolder) {
        (self.report, self.output) = (report, output)
        labels = OperationLabels(of: report)
        let operations = Self.operations(of: report)
        self.operations = operations
        entries = operations.map { Self.entry(of: $0, in: report.store) }
    }

    /// Those of the chosen layers; where details are left out, those that units are looked at in are there all the same.
    private static func operations(of report: DatasetReport) -> [SampleOperation] {
        let (store, settings) = (report.store, report.request.settings)
        let shown = settings.showsDetails ? store.operations : store.operations.simplified
        var chosen = shown.filter { operation in report.layers.contains { $0.id == operation.layer } }
        if report.request.views.contains(.splom) {
            let units = report.layers.map {
                store.operation(of: LayerAspect(layer: $0.id, side: settings.unitSide))
            }
            chosen += units.filter { unit in !chosen.contains { $0.id == unit.id } }
        }
        return chosen.sorted { $0.id < $1.id }
    }

    /// Works out and writes what is asked for of every operation.
    mutating func run(_ draw: DatasetReport.Draw, _ progress: (String) -> Void) throws {
        let views = report.request.views
        guard !views.isDisjoint(with: [.fractal, .splom, .neighbourhood]) else { return }
        for (place, operation) in operations.enumerated() {
            progress("\(operation.name), \(place + 1) of \(operations.count) operations")
            var reasons: [String?] = []
            if isShown(operation) {
                if views.contains(.neighbourhood) {
                    reasons.append(try reason { try writeNeighbors(of: operation, at: place, draw) })
                }
                if views.contains(.fractal) {
                    reasons.append(try reason { try writeOrder(of: operation, at: place) })
                }
            }
            if views.contains(.splom), isOfUnits(operation) {
                reasons.append(try reason { try writeUnits(of: operation, at: place, draw) })
            }
            let remarks = reasons.compactMap { $0 }.reduce(into: [String]()) { found, reason in
                if !found.contains(reason) { found.append(reason) }
            }
            if !remarks.isEmpty { entries[place].remarks = remarks }
        }
    }

    /// Whether it belongs to the network that is shown, simplified or not.
    func isShown(_ operation: SampleOperation) -> Bool { settings.showsDetails || !operation.isDetail }

    private func isOfUnits(_ operation: SampleOperation) -> Bool {
        report.layers.contains {
            store.operation(of: LayerAspect(layer: $0.id, side: settings.unitSide)).id == operation.id
        }
    }

    /// Does something; where it cannot be done for this operation, says why.
    private func reason(_ body: () throws -> Void) throws -> String? {
        do {
            try body()
            return nil
        } catch let error as SampleAnalysisError {
            return error.description
        } catch let error as AnalysisError {
            return error.description
        }
    }
}

extension OperationReport {
    /// "vat/03-pool1.npy"
    static func fileName(_ operation: SampleOperation, in folder: String, _ ending: String = ".npy") -> String
    {
        let number = String(operation.id)
        return folder + String(repeating: "0", count: max(0, 2 - number.count)) + number + "-"
            + OutputFolder.fileName(for: operation.name) + ending
    }

    private static func entry(of operation: SampleOperation, in store: ActivationStore)
        -> DatasetJSON.Operation
    {
        let (kind, side, node): (String, LayerSide?, String?)
        switch operation.source {
        case .input: (kind, side, node) = ("input", nil, nil)
        case .logits: (kind, side, node) = ("logits", nil, store.feed.plan.logits)
        case .pool(let value): (kind, side, node) = ("pool", nil, value)
        case .layer(let id, let own):
            let layer = store.feed.layers[id]
            (kind, side, node) = ("layer", layer.isBent ? own : nil, layer.node)
        }
        return DatasetJSON.Operation(
            id: operation.id, name: operation.name, kind: kind, side: side?.rawValue,
            layer: store.layers[operation.layer].name, node: node, shape: operation.shape,
            predecessors: operation.predecessors.map { store.operations[$0].name })
    }

    /// Values by the names of their operations.
    func byName<Value>(_ value: (Int) -> Value?) -> [String: Value] {
        operations.indices.reduce(into: [:]) { found, place in
            if let value = value(place) { found[operations[place].name] = value }
        }
    }
}
