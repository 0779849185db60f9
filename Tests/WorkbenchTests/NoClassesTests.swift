import Datasets
import Foundation
import Inference
import Occlusion
import Tensors
import Testing

@testable import Workbench

/// A network that is no classifier goes through all that needs no classes, and what needs them says so.
@MainActor @Suite struct NoClassesTests {
    private static let reason = "This network gives no class probabilities: its output is 3 x 16 x 16."

    private func pictureFile() throws -> URL {
        try #require(ShippedFiles.assets).appending(path: "Examples/dog-and-ball.png")
    }

    private func request(_ model: OpenNetwork) throws -> PictureRequest {
        PictureRequest(
            model: model.url, picture: try pictureFile(), clusterCount: 2,
            rectangles: [PixelRectangle(x: 4, y: 4, width: 6, height: 6)], fill: .black)
    }

    @Test("The window opens it, masks move its layers, variants are compared, and no pool is run")
    func window() async throws {
        let model = try OpenNetwork("autoencoder_script")
        let state = AppState(store: SidecarStore(folder: nil))
        state.perform(.openModel(model.url))
        state.perform(.openPicture(try pictureFile()))
        try await state.settle()
        #expect(state.message?.isError != true && state.network?.whyNoClasses == Self.reason)
        let plain = try #require(state.analysis?.output)
        state.perform(.addMask(.rectangle(PixelRectangle(x: 4, y: 4, width: 6, height: 6))))
        try await state.settle()
        #expect(try #require(state.movement).allSatisfy { $0 > 0 })
        #expect(state.analysis?.output?.values != plain.values && state.originalAnalysis?.output == plain)
        for scene in [SceneName.occlusion, .saliency, .compare] {
            state.perform(.showScene(scene))
            state.perform(.runPool)
            try await state.settle()
        }
        #expect(state.pool.pool == nil && state.pool.failure == nil && state.explainedClass == nil)
        let comparison = try #require(state.comparison.result)
        #expect(comparison.columns.count == 2 && comparison.changes.isEmpty)
        #expect(comparison.columns.allSatisfy { $0.answer == nil })
        state.perform(.mergeLabels(name: "both", classes: [0, 1]))
        #expect(state.labelGroups?.all.isEmpty == true)
    }

    @Test("The report has its outputs in place of classes, and every file that it names")
    func report() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let model = try OpenNetwork("autoencoder_script")
        let report = try AnalysisReport.make(try request(model), withPool: false)
        try report.write(to: folder, withTensors: true)
        let file = try Data(contentsOf: folder.appending(path: "analysis.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
        #expect(json["noClasses"] as? String == Self.reason)
        #expect((json["top"] as? [Any])?.isEmpty == true && json["logitsTensor"] == nil)
        let gradCAM = try #require(json["gradCAM"] as? [String: Any])
        #expect(gradCAM["reason"] as? String == Self.reason)
        let outputs = try #require(json["outputs"] as? [[String: Any]])
        #expect(outputs.count == 1 && outputs[0]["shape"] as? [Int] == [1, 3, 16, 16])
        #expect(outputs[0]["blackAndWhite"] as? [Double] == [0, 1])
        let tensor = try #require(outputs[0]["tensor"] as? String)
        let content = try NPY.decoded(Data(contentsOf: folder.appending(path: tensor)))
        #expect(content == .float(try #require(report.analysis.activations.tensor("output"))))
        let picture = try PictureFile.read(folder.appending(path: "output.png"))
        #expect(picture == report.analysis.output?.picture)
        for name in try #require(json["files"] as? [String]) {
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: name).path), "\(name)")
        }
    }

    @Test("What needs classes is refused in a sentence before anything is computed")
    func refusals() throws {
        let model = try OpenNetwork("autoencoder_script")
        func refused(_ change: (inout PictureRequest) -> Void, withPool: Bool = false) throws -> String? {
            var request = try request(model)
            change(&request)
            let error = #expect(throws: AnalysisError.self) {
                try AnalysisReport.make(request, withPool: withPool)
            }
            return error?.description
        }
        #expect(try refused({ _ in }, withPool: true) == Self.reason)
        #expect(try refused { $0.classNamed = "cat" } == Self.reason)
        #expect(try refused { $0.merges = [LabelMerge("a=0,1")].compactMap(\.self) } == Self.reason)
        #expect(try refused { $0.orderPicture = $0.picture } == Self.reason)
        var settings = Benchmark.Settings()
        settings.parts = [.pool, .gradCAM]
        #expect(throws: AnalysisError.self) { try Benchmark.measure(model: model.url, settings: settings) }
    }

    @Test("It is described with what it gives, and the rest is measured")
    func description() throws {
        let enlarging = try OpenNetwork("superresolver_script")
        let text = try NetworkDescription(of: enlarging.url).text
        #expect(text.contains("2 layers, no classes\n"))
        #expect(text.contains("\nThis network gives no class probabilities: its output is 3 x 448 x 448.\n"))
        #expect(text.contains("\noutput  output       3     448 × 448"))
        #expect(text.contains("values 0 to 1"))
        var settings = Benchmark.Settings()
        settings.runs = 1
        let model = try OpenNetwork("autoencoder_script")
        let bench = try Benchmark.measure(model: model.url, settings: settings)
        #expect(bench.denseMilliseconds != nil && bench.compareMilliseconds != nil)
        #expect(bench.poolMillisecondsPerVariant == nil && bench.gradCAMMilliseconds == nil)
    }

    @Test("A sidecar that says so makes a vector no classes; labels beside it are no mistake then")
    func declared() throws {
        let model = try SketchedModel()
        try model.write("{\"classes\": false, \"labels\": [\"a\"]}", as: "net.json")
        let network = try LoadedNetwork.load(from: model.url, store: SidecarStore(folder: nil))
        #expect(network.plan.classCount == 0 && network.labels.names.isEmpty)
        let words = "its output is 4, and its sidecar says that these are no classes"
        #expect(network.whyNoClasses == "This network gives no class probabilities: \(words).")
        #expect(network.layers.last?.kind == .dense)
    }
}
