import Datasets
import Inference
import Tensors

/// What the first steps of a network tell about the pictures it reads.
struct InputEvidence: Equatable {
    /// The order of the input's dimensions; nil where the steps do not tell.
    var layout: TensorLayout?
    /// The number of channels; nil where the steps do not tell.
    var channelCount: Int?
    /// Whether the input is 0 to 255: it is stored as integers, or the network brings it to its range by itself.
    var readsBytes: Bool

    /// The steps that are looked at, from the input on.
    private static let farthest = 16

    /// Follows the input through steps that leave its dimensions alone, to the first transposition or convolution.
    init(of input: Graph.Input, in graph: Graph) {
        readsBytes = input.holdsIntegers
        var value = input.name
        for _ in 0..<Self.farthest {
            guard let node = graph.nodes.first(where: { $0.inputs.contains(value) }),
                let next = follow(node, from: value, in: graph)
            else { return }
            value = next
        }
    }

    /// What is known as one more source, the weakest.
    var facts: InputFacts {
        var facts = InputFacts(origin: .model)
        facts.layout = layout
        return facts
    }

    /// The values to begin with where nobody says them.
    var guess: ValueRange? { readsBytes ? .bytes : nil }

    /// Takes in a step; returns the value to go on with, nil where nothing more can be learned.
    private mutating func follow(_ node: Graph.Node, from value: String, in graph: Graph) -> String? {
        switch node.operation.name {
        case "Identity", "Cast", "Dropout", "Clip", "Pad": return node.outputs.first
        case "Add", "Sub", "Mul", "Div":
            let constants = node.inputs.filter { $0 != value }.compactMap { graph.constants[$0] }
            noteScale(node.operation.name, constants)
            return node.outputs.first
        case "Transpose": return followTransposition(node)
        case "Conv":
            layout = layout ?? .channelsFirst
            let weights = node.inputs.dropFirst().first.flatMap { graph.constants[$0] }
            if let shape = weights?.shape, shape.count == 4, let convolution = node.operation as? Convolution
            {
                channelCount = shape[1] * convolution.groups
            }
            return nil
        default: return nil
        }
    }

    private mutating func followTransposition(_ node: Graph.Node) -> String? {
        guard layout == nil, let permutation = (node.operation as? Transpose)?.permutation else { return nil }
        switch permutation {
        case [0, 3, 1, 2]: layout = .channelsLast
        case [0, 2, 3, 1]:
            layout = .channelsFirst
            return nil
        default: return nil
        }
        return node.outputs.first
    }

    /// A division by hundreds, or a difference of tens, makes sense for bytes only.
    private mutating func noteScale(_ name: String, _ constants: [Value]) {
        guard case .float(let constant)? = constants.first, constants.count == 1, constant.count <= 4 else {
            return
        }
        let largest = constant.values.map(abs).max() ?? 0
        switch name {
        case "Div" where largest >= 40: readsBytes = true
        case "Mul" where largest > 0 && largest <= 0.025: readsBytes = true
        case "Sub" where largest >= 40, "Add" where largest >= 40: readsBytes = true
        default: break
        }
    }
}
