import Datasets
import Foundation
import Tensors
import Testing

@testable import Workbench

/// Networks of Tests/Fixtures that are no classifiers, in a folder of their own, which goes with the value.
final class OpenNetwork {
    let url: URL
    private let folder: URL

    /// - Parameter name: of the fixture.
    init(_ name: String) throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        url = folder.appending(path: "net.onnx")
        try FileManager.default.copyItem(at: tests.appending(path: "Fixtures/Networks/\(name).onnx"), to: url)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    @discardableResult func write(_ text: String, as name: String) throws -> URL {
        try write(Data(text.utf8), as: name)
    }

    @discardableResult func write(_ data: Data, as name: String) throws -> URL {
        let file = folder.appending(path: name)
        try data.write(to: file)
        return file
    }

    func load(_ inputs: InputConstants = [:], values: ValueRange? = nil) throws -> LoadedNetwork {
        try LoadedNetwork.load(from: url, inputs: inputs, values: values, store: SidecarStore(folder: nil))
    }

    /// A picture with a gradient and an edge, of the fixtures' 16 x 16 pixels.
    static var picture: Picture {
        Picture(
            width: 16, height: 16,
            pixels: (0..<256).flatMap { pixel -> [UInt8] in
                let (x, y) = (pixel % 16, pixel / 16)
                return [UInt8(x * 16), UInt8(y * 16), x > 7 ? 220 : 30]
            })
    }
}
