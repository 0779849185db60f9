import Datasets
import Inference
import Tensors

/// The extents of a network's input for one picture; what the file leaves open is taken from what is known about it.
struct InputExtents {
    /// The input's extents as the file has them, nil where it leaves them open.
    private let open: [Int?]
    private let name: String
    private let axes: (channels: Int, height: Int, width: Int)
    private let channels: Int
    private let size: [Int]?

    /// Sides that networks for pictures have, the usual one first.
    private static let usualSides = [
        224, 299, 256, 32, 28, 64, 96, 128, 160, 192, 227, 240, 260, 288, 300, 320, 380, 384, 448, 512, 16,
    ]

    init(_ input: Graph.Input, sidecar: Sidecar?, found: [InputFacts], evidence: InputEvidence) {
        open = input.shape
        name = input.name
        let described = sidecar?.layout ?? found.compactMap(\.layout).first
        let layout = described ?? Self.layout(of: input.shape) ?? evidence.layout ?? .channelsFirst
        axes =
            layout == .channelsLast ? (channels: 3, height: 1, width: 2) : (channels: 1, height: 2, width: 3)
        let describedCount = found.compactMap { $0.channelOrder?.count }.first
        channels = sidecar?.channelOrder?.count ?? describedCount ?? evidence.channelCount ?? 3
        size = sidecar?.size ?? found.compactMap(\.size).first
    }

    /// The layout that the extents tell; nil where they fit both, or neither.
    static func layout(of shape: [Int?]) -> TensorLayout? {
        guard shape.count == 4 else { return nil }
        let isFirst = [1, 3].contains(shape[1])
        let isLast = [1, 3].contains(shape[3])
        return isFirst == isLast ? nil : isFirst ? .channelsFirst : .channelsLast
    }

    /// The network's plan at the first size that it works with: the described one, else the usual ones.
    ///
    /// - Parameters:
    ///   - values: what further inputs are fed.
    ///   - reading: what a vector that the network gives is taken for.
    /// - Throws: `LoadingError.inputRank`, and what the plan throws at the first size.
    func plan(
        _ graph: Graph, values: [String: Value], reading: Plan.VectorReading, workers: Workers
    ) throws -> Plan {
        func plan(side: Int) throws -> Plan {
            try Plan(
                graph, inputShape: shape(side: side), values: values, reading: reading, workers: workers)
        }
        guard open.count == 4 else { throw LoadingError.inputRank(name, open) }
        do {
            return try plan(side: Self.usualSides[0])
        } catch {
            guard isSizeOpen, size == nil, isAboutShapes(error) else { throw error }
            for side in Self.usualSides.dropFirst() {
                // The first size's error is the one to be told.
                if let plan = try? plan(side: side) { return plan }
            }
            throw error
        }
    }

    /// Whether another size may help: what has other causes fails at every size, and slowly.
    private func isAboutShapes(_ error: any Error) -> Bool {
        switch error as? InferenceError {
        case .shapeMismatch, .unsupported: true
        default: false
        }
    }

    /// A sentence about the size, where nobody says it.
    func remarks(for plan: Plan) -> [String] {
        guard isSizeOpen, size == nil else { return [] }
        let shape = plan.inputShape
        return [
            "The model leaves the size of its input open: it is fed \(shape[axes.width]) x \(shape[axes.height]) "
                + "pixels."
        ]
    }

    private var isSizeOpen: Bool { open[axes.height] == nil || open[axes.width] == nil }

    private func shape(side: Int) -> [Int] {
        var shape = open
        shape[0] = 1
        shape[axes.channels] = shape[axes.channels] ?? channels
        shape[axes.height] = shape[axes.height] ?? size?[0] ?? side
        shape[axes.width] = shape[axes.width] ?? size?[1] ?? side
        return shape.compactMap { $0 }
    }
}
