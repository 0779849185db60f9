/// Why a file cannot be opened as a network. `description` is one sentence for the person who chose the file.
public enum ONNXError: Error, Equatable, CustomStringConvertible {
    /// The file is not there, is a folder, or may not be read.
    case unreadableFile(name: String, reason: String)
    /// The file is something else than ONNX.
    case notONNX(name: String, reason: String)
    /// The file starts like ONNX but breaks off or contradicts itself.
    case damaged(name: String, reason: String)
    /// The file is older than the oldest operator set that is understood.
    case unsupportedOpset(version: Int)
    /// The first node whose operator is not supported, and how many nodes more there are of that kind.
    case unsupportedOperator(name: String, node: String, others: Int)
    /// A value holds something else than numbers of a supported type; `type` is a noun.
    case unsupportedType(name: String, type: String)
    /// A node has an attribute that cannot be used.
    case invalidAttribute(node: String, attribute: String, reason: String)
    /// A constant cannot be read.
    case invalidTensor(name: String, reason: String)
    /// Nodes and values do not form a network.
    case invalidGraph(reason: String)

    /// One sentence that says what is wrong.
    public var description: String {
        switch self {
        case .unreadableFile(let name, let reason):
            "\(name) cannot be read: \(reason)."
        case .notONNX(let name, let reason):
            "\(name) is not an ONNX file: \(reason)."
        case .damaged(let name, let reason):
            "\(name) is damaged: \(reason)."
        case .unsupportedOpset(let version):
            "The model uses operator set \(version), but Convoscope reads 7 and newer: export it again."
        case .unsupportedOperator(let name, let node, let others):
            "The model uses \(name) (node \(node)\(Self.more(others))), which Convoscope does not support yet."
        case .unsupportedType(let name, let type):
            "The value \(name) holds \(type), which Convoscope does not support."
        case .invalidAttribute(let node, let attribute, let reason):
            "Attribute \(attribute) of node \(node) \(reason)."
        case .invalidTensor(let name, let reason):
            "The constant \(name) cannot be read: \(reason)."
        case .invalidGraph(let reason):
            "The model is not a valid graph: \(reason)."
        }
    }

    private static func more(_ others: Int) -> String {
        switch others {
        case 0: ""
        case 1: " and 1 other"
        default: " and \(others) others"
        }
    }
}
