import Foundation

@testable import ONNX

/// A small classifier made in the test and written to a folder of its own, which goes with the value.
final class SketchedModel {
    let folder: URL
    var url: URL { folder.appending(path: "net.onnx") }

    /// What is to be sketched.
    struct Plan {
        /// The extents of the input; nil is symbolic.
        var input: [Int64?] = [1, 3, 8, 8]
        /// Channels of the input.
        var channels = 3
        var classes = 4
        /// Whether a transposition comes first, as in networks with channels last.
        var isTransposed = false
        var elementType = Onnx_TensorProto.DataType.float
        /// A step before everything else, with its constant operand.
        var scaling: (operation: String, operand: Float)?
        /// The side whose pixels the dense layer has weights for; nil: any, by a mean over all pixels.
        var flattenedSide: Int?
        var properties: [String: String] = [:]
        var denotations: [String] = []
    }

    init(_ plan: Plan = Plan()) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Self.model(plan).serializedData().write(to: url)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private static func model(_ plan: Plan) -> Onnx_ModelProto {
        var model = Onnx_ModelProto()
        model.irVersion = 8
        model.opsetImport = [.with { $0.version = 13 }]
        model.metadataProps = plan.properties.map { key, value in
            .with {
                $0.key = key
                $0.value = value
            }
        }
        model.graph.input = [input(plan)]
        model.graph.output = [.with { $0.name = "logits" }]
        model.graph.node = nodes(plan)
        let pixels = plan.flattenedSide.map { $0 * $0 } ?? 1
        model.graph.initializer = [
            weights("kernels", [4, plan.channels, 3, 3]), weights("dense", [plan.classes, 4 * pixels]),
        ]
        if let scaling = plan.scaling {
            model.graph.initializer.append(tensor("operand", [1], [scaling.operand]))
        }
        return model
    }

    private static func input(_ plan: Plan) -> Onnx_ValueInfoProto {
        .with {
            $0.name = "picture"
            $0.type.tensorType.elemType = plan.elementType
            $0.type.tensorType.shape.dim = plan.input.map { extent in
                .with { if let extent { $0.dimValue = extent } else { $0.dimParam = "N" } }
            }
            for (index, denotation) in plan.denotations.enumerated() {
                $0.type.tensorType.shape.dim[index].denotation = denotation
            }
        }
    }

    private static func nodes(_ plan: Plan) -> [Onnx_NodeProto] {
        var nodes: [Onnx_NodeProto] = []
        var value = "picture"
        func add(_ operation: String, _ more: [String] = [], _ attributes: [Onnx_AttributeProto] = []) {
            let output = "after \(operation) \(nodes.count)"
            nodes.append(
                .with {
                    $0.opType = operation
                    $0.input = [value] + more
                    $0.output = [output]
                    $0.attribute = attributes
                })
            value = output
        }
        if plan.elementType != .float { add("Cast", [], [integer("to", 1)]) }
        if let scaling = plan.scaling { add(scaling.operation, ["operand"]) }
        if plan.isTransposed { add("Transpose", [], [integers("perm", [0, 3, 1, 2])]) }
        add("Conv", ["kernels"], [integers("pads", [1, 1, 1, 1])])
        add("Relu")
        if plan.flattenedSide == nil { add("GlobalAveragePool") }
        add("Flatten")
        add("Gemm", ["dense"], [integer("transB", 1)])
        nodes[nodes.count - 1].output = ["logits"]
        return nodes
    }

    /// Weights of both signs, the same every time.
    private static func weights(_ name: String, _ shape: [Int]) -> Onnx_TensorProto {
        let count = shape.reduce(1, *)
        return tensor(name, shape, (0..<count).map { Float(($0 * 37 + 11) % 23) / 23 - 0.45 })
    }

    private static func tensor(_ name: String, _ shape: [Int], _ values: [Float]) -> Onnx_TensorProto {
        .with {
            $0.name = name
            $0.dataType = .float
            $0.dims = shape.map(Int64.init)
            $0.rawData = values.withUnsafeBytes { Data($0) }
        }
    }

    private static func integer(_ name: String, _ value: Int64) -> Onnx_AttributeProto {
        .with {
            $0.name = name
            $0.type = .int
            $0.i = value
        }
    }

    private static func integers(_ name: String, _ values: [Int64]) -> Onnx_AttributeProto {
        .with {
            $0.name = name
            $0.type = .ints
            $0.ints = values
        }
    }
}
