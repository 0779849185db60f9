import Datasets
import Foundation
import Samples
import Tensors
import TestSupport
import Testing

@testable import Workbench

@Suite("What convoscope dataset writes")
struct DatasetReportTests {
    private static let assets = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Assets")
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "convoscope-\(UUID().uuidString)")

    private func request() -> DatasetRequest {
        var request = DatasetRequest(
            model: Self.assets.appending(path: "Models/digits.onnx"),
            data: Self.assets.appending(path: "Data/Digits"))
        request.limit = 6
        request.methods = [.tsne, .pca]
        return request
    }

    private func written(_ request: DatasetRequest) throws -> [String: Any] {
        let report = try DatasetReport.make(request, location: StoreLocation(folder.appending(path: "store")))
        let out = folder.appending(path: "out")
        try report.write(to: out, draw: { _ in Data("picture".utf8) }, progress: { _ in })
        let data = try Data(contentsOf: out.appending(path: "dataset.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("every file that the manifest names is there, and the numbers have the right shapes")
    func files() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var wanted = request()
        wanted.withTensors = true
        let json = try written(wanted)
        let out = folder.appending(path: "out")
        for name in try #require(json["files"] as? [String]) {
            #expect(FileManager.default.fileExists(atPath: out.appending(path: name).path), "\(name)")
        }
        let layers = try #require(json["layers"] as? [[String: Any]])
        #expect(layers.count == 6)
        for layer in layers {
            let shape = try #require(layer["shape"] as? [Int])
            let files = try #require(layer["files"] as? [String: String])
            let summaries = try tensor(try #require(files["summaries"]), in: out)
            #expect(summaries.shape == [60, shape[0]])
            let whole = try tensor(try #require(files["tensor"] ?? files["tensor-before"]), in: out)
            #expect(whole.shape == [60] + shape)
            let embeddings = try #require(layer["embeddings"] as? [[String: Any]])
            #expect(embeddings.map { $0["method"] as? String } == ["tsne", "pca"])
            #expect(try tensor(try #require(embeddings[0]["file"] as? String), in: out).shape == [60, 2])
        }
        let confusion = try #require(json["confusion"] as? [String: Any])
        #expect(confusion["sampleCount"] as? Int == 60)
        #expect((json["representatives"] as? [Any])?.count == 10)
    }

    private func tensor(_ name: String, in folder: URL) throws -> Tensor {
        let content = try NPY.decoded(try Data(contentsOf: folder.appending(path: name)))
        guard case .float(let tensor) = content else {
            Issue.record("\(name) holds no floats")
            return Tensor(shape: [0])
        }
        return tensor
    }

    @Test("the same request writes the same numbers")
    func determinism() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var wanted = request()
        wanted.layerNames = ["fc 1"]
        _ = try written(wanted)
        let made = folder.appending(path: "out/embeddings")
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: made.path).first { $0.contains("tsne") })
        let first = try Data(contentsOf: made.appending(path: name))
        _ = try written(wanted)
        #expect(try Data(contentsOf: made.appending(path: name)) == first)
    }

    @Test("views and layers that were not asked for are not written")
    func choice() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var wanted = request()
        wanted.views = [.confusion]
        wanted.layerNames = ["conv 2"]
        let json = try written(wanted)
        #expect(json["files"] as? [String] == ["samples.csv", "confusion.csv", "pictures/confusion.png"])
        #expect((json["layers"] as? [[String: Any]])?.count == 1)
    }

    @Test("an unknown layer is named with those that there are")
    func unknownLayer() {
        var wanted = request()
        wanted.layerNames = ["conv 9"]
        #expect {
            _ = try DatasetReport.make(wanted, location: StoreLocation(folder))
        } throws: { "\($0)".contains("conv 9") && "\($0)".contains("conv 2") }
    }
}
