import Tensors

/// What flows along an edge of a graph.
public enum Value: Sendable, Equatable {
    /// Activations and weights.
    case float(Tensor)
    /// Shapes, axes, indices and truth values (0 or 1).
    case integer(IntegerTensor)

    /// The extent of every dimension, outermost first.
    public var shape: [Int] {
        switch self {
        case .float(let tensor): tensor.shape
        case .integer(let tensor): tensor.shape
        }
    }
}
