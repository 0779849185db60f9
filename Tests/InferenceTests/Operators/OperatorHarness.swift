import Tensors

@testable import Inference

/// Evaluates an operator as a run does: prepared, in its own memory order.
///
/// - Parameters:
///   - inputs: what changes from run to run, ONNX order.
///   - constants: the inputs after those, known beforehand.
/// - Returns: the first output, ONNX order.
func evaluate(
    _ operation: any Operator, _ inputs: [Tensor], constants: [Tensor?] = [], workers: Int = 2
) throws -> Tensor {
    let names = inputs.indices.map { "x\($0)" }
    let constantNames = constants.indices.map { constants[$0] == nil ? "" : "c\($0)" }
    let known = zip(constantNames, constants).compactMap { name, tensor in
        tensor.map { (name, Value.float($0)) }
    }
    let prepared = try operation.prepared(
        constants: inputs.map { _ in nil } + constants.map { $0.map(Value.float) },
        shapes: inputs.map(\.shape) + constants.map { $0?.shape })
    let node = Graph.Node(
        name: "node", operation: prepared, inputs: names + constantNames, outputs: ["y"])
    let values = zip(names, inputs).map { ($0, StoredValue.rowMajor(.float($1))) }
    let outputs = try node.evaluate(
        values: Dictionary(uniqueKeysWithValues: values),
        constants: Dictionary(uniqueKeysWithValues: known), on: Workers(count: workers))
    guard case .float(let result) = outputs["y"]?.inRowMajorOrder else {
        throw InferenceError.missingValue(name: "y", node: "node")
    }
    return result
}

/// Positions of a map, first the row.
struct Position: Hashable {
    let row: Int, column: Int
}

/// The input positions under a window, in the order of its taps; nil outside the map.
func naivePositions(
    output: Position, kernel: [Int], strides: [Int], padding: [Int], dilations: [Int], extent: [Int]
) -> [Position?] {
    var result: [Position?] = []
    for i in 0..<kernel[0] {
        for j in 0..<kernel[1] {
            let row = output.row * strides[0] - padding[0] + i * dilations[0]
            let column = output.column * strides[1] - padding[1] + j * dilations[1]
            let isInside = (0..<extent[0]).contains(row) && (0..<extent[1]).contains(column)
            result.append(isInside ? Position(row: row, column: column) : nil)
        }
    }
    return result
}
