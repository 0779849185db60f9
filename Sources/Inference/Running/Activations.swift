import Foundation
import Tensors

/// Everything that one run of a network has computed.
public struct Activations: Sendable {
    /// What was run.
    let plan: Plan
    /// The input and what the nodes of the plan's program have made, by slot.
    let values: [StoredValue?]
    /// Tells this run from others.
    let identity = Identity()

    /// An object that equals nothing but itself.
    final class Identity: Sendable {}

    /// - Parameter values: by slot of the plan's program.
    init(plan: Plan, values: [StoredValue?]) {
        self.plan = plan
        self.values = values
    }

    /// The floats of a value of the file, as ONNX has them (maps `[1, channels, height, width]`); nil where there
    /// is no such value, it holds integers, or fusion has removed it.
    ///
    /// Maps are transposed at each call.
    public func tensor(_ value: String) -> Tensor? {
        guard case .float(let tensor) = self.value(value) else { return nil }
        return tensor
    }

    /// A value of the file, integers too; nil where there is no such value or fusion has removed it.
    public func value(_ name: String) -> Value? {
        let name = plan.aliases[name] ?? name
        return stored(name)?.inRowMajorOrder ?? plan.program.knownValues[name]
    }

    /// What a layer shows, `[channels, height, width]`; dense layers are `[units, 1, 1]`.
    ///
    /// - Parameter layer: one of the plan's.
    public func maps(of layer: Layer) -> Tensor {
        guard let tensor = tensor(layer.value) else {
            preconditionFailure("the layer \(layer.name) is not of this network")
        }
        guard layer.hasChannelsLast else { return tensor.reshaped(layer.shape) }
        return tensor.channelsMovedFirst().reshaped(layer.shape)
    }

    /// One number a class, before the softmax, `[classes]`; `[0]` where the network gives no class probabilities.
    public var logits: Tensor {
        guard let name = plan.logits else { return Tensor(shape: [0]) }
        guard let tensor = tensor(name) else { preconditionFailure("a run without its logits") }
        return tensor.reshaped([tensor.count])
    }

    /// Whether all numbers that the network gives are finite: its logits, or its outputs where it has no classes.
    public var areResultsFinite: Bool {
        let names = plan.logits.map { [$0] } ?? plan.graph.outputs
        return names.allSatisfy { name in
            switch stored(plan.aliases[name] ?? name) {
            case .channelsLast(let tensor)?, .rowMajor(.float(let tensor))?:
                tensor.withValues { $0.allSatisfy(\.isFinite) }
            case .rowMajor(.integer)?, nil: true
            }
        }
    }

    /// The softmax of the logits.
    public var probabilities: [Float] {
        let logits = logits.values
        let largest = logits.max() ?? 0
        let powers = logits.map { exp(Double($0 - largest)) }
        let sum = powers.reduce(0, +)
        return powers.map { Float($0 / sum) }
    }

    /// The names of all values that the nodes of the file make and that can be asked for, in the file's order.
    public var valueNames: [String] {
        plan.graph.nodes.flatMap(\.outputs).filter { !$0.isEmpty && hasValue($0) }
    }

    private func hasValue(_ name: String) -> Bool {
        let name = plan.aliases[name] ?? name
        return stored(name) != nil || plan.program.knownValues[name] != nil
    }

    /// A value that is left after fusion.
    func stored(_ name: String) -> StoredValue? { plan.program.slots[name].flatMap { values[$0] } }
}
