import Tensors

/// A value of a run, in the memory order that the node which made it left it in.
enum StoredValue: Sendable {
    /// As ONNX has it.
    case rowMajor(Value)
    /// Maps, `[batch, height, width, channels]`.
    case channelsLast(Tensor)

    /// The shape as ONNX has it, `[batch, channels, height, width]` for maps.
    var shape: [Int] {
        switch self {
        case .rowMajor(let value): value.shape
        case .channelsLast(let tensor):
            [tensor.shape[0], tensor.shape[3], tensor.shape[1], tensor.shape[2]]
        }
    }

    /// The value as ONNX has it.
    var inRowMajorOrder: Value {
        switch self {
        case .rowMajor(let value): value
        case .channelsLast(let tensor): .float(tensor.channelsMovedFirst())
        }
    }

    /// The value with the channels of maps moved last; other values unchanged.
    var inChannelsLastOrder: Value {
        switch self {
        case .channelsLast(let tensor): .float(tensor)
        case .rowMajor(.float(let tensor)) where tensor.shape.count == 4: .float(tensor.channelsMovedLast())
        case .rowMajor(let value): value
        }
    }

    /// The value so that it broadcasts against maps with the channels last; nil where it cannot.
    var broadcastingInChannelsLastOrder: Value? {
        switch self {
        case .channelsLast(let tensor): .float(tensor)
        case .rowMajor(.integer(let tensor)): tensor.values.count == 1 ? .integer(tensor) : nil
        case .rowMajor(.float(let tensor)):
            switch tensor.shape.count {
            case 0...4 where tensor.count == 1:
                .float(tensor)
            case 1...4:
                .float(
                    tensor.reshaped(Array(repeating: 1, count: 4 - tensor.shape.count) + tensor.shape)
                        .channelsMovedLast())
            default: nil
            }
        }
    }

    /// An output of a node that was handed its inputs with the channels last.
    init(fromChannelsLast value: Value) {
        if case .float(let tensor) = value, tensor.shape.count == 4 {
            self = .channelsLast(tensor)
        } else {
            self = .rowMajor(value)
        }
    }
}
