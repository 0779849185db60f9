import Foundation

@testable import ONNX

/// Small models made in the test, and a folder to put them into.
enum ModelBytes {
    /// A model of one graph.
    static func model(opset: Int64 = 13, _ fill: (inout Onnx_GraphProto) -> Void) -> Onnx_ModelProto {
        var model = Onnx_ModelProto()
        model.irVersion = 8
        model.producerName = "a test"
        model.opsetImport = [.with { $0.version = opset }]
        fill(&model.graph)
        return model
    }

    /// A node without attributes.
    static func node(
        _ operation: String, _ inputs: [String], _ outputs: [String], name: String = "",
        attributes: [Onnx_AttributeProto] = []
    ) -> Onnx_NodeProto {
        .with {
            $0.opType = operation
            $0.input = inputs
            $0.output = outputs
            $0.name = name
            $0.attribute = attributes
        }
    }

    /// An input or output; nil extents are symbolic.
    static func value(_ name: String, _ shape: [Int64?]) -> Onnx_ValueInfoProto {
        .with {
            $0.name = name
            $0.type.tensorType.elemType = .float
            $0.type.tensorType.shape.dim = shape.map { extent in
                .with { if let extent { $0.dimValue = extent } else { $0.dimParam = "N" } }
            }
        }
    }

    /// A tensor with its elements as raw bytes.
    static func tensor(
        _ name: String, _ type: Onnx_TensorProto.DataType, _ dims: [Int64], _ bytes: [UInt8]
    ) -> Onnx_TensorProto {
        .with {
            $0.name = name
            $0.dataType = type
            $0.dims = dims
            $0.rawData = Data(bytes)
        }
    }

    /// An attribute that holds one integer.
    static func integer(_ name: String, _ value: Int64) -> Onnx_AttributeProto {
        .with {
            $0.name = name
            $0.type = .int
            $0.i = value
        }
    }
}

/// A folder that is there as long as the value.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("onnx-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file and returns its place.
    func write(_ bytes: Data, as name: String) throws -> URL {
        let file = url.appendingPathComponent(name)
        try bytes.write(to: file)
        return file
    }

    /// Writes a model and returns its place.
    func write(_ model: Onnx_ModelProto, as name: String = "model.onnx") throws -> URL {
        try write(model.serializedData(), as: name)
    }
}
