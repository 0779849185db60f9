import Inference
import Tensors

/// The value that a node of the kind "Constant" holds, in whichever attribute.
struct ConstantNode {
    /// The constant.
    let value: Value

    /// Reads the node's attribute.
    init(_ node: NodeContext) throws {
        if let tensor = try node.value("value") {
            value = tensor
        } else if let number = try node.float("value_float") {
            value = .float(Tensor(shape: [], values: [number]))
        } else if let numbers = try node.floats("value_floats") {
            value = .float(Tensor(shape: [numbers.count], values: numbers))
        } else if let number = try node.integer("value_int") {
            value = .integer(IntegerTensor(shape: [], values: [number]))
        } else if let numbers = try node.integers("value_ints") {
            value = .integer(IntegerTensor(shape: [numbers.count], values: numbers))
        } else {
            throw node.invalid("value", "is missing, sparse or made of text, which is not supported")
        }
    }
}
