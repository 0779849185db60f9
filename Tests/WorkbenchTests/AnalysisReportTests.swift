import Datasets
import Foundation
import Inference
import ONNX
import Occlusion
import Tensors
import Testing

@testable import Workbench

@Suite struct AnalysisReportTests {
    private func request(_ rectangles: [PixelRectangle] = []) throws -> PictureRequest {
        let assets = try #require(ShippedFiles.assets)
        return PictureRequest(
            model: assets.appending(path: "Models/digits.onnx"),
            picture: assets.appending(path: "Examples/digit-3.png"), clusterCount: 3, rectangles: rectangles,
            fill: .black)
    }

    private func temporaryFolder() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
    }

    @Test("analysis.json has the keys of the contract, and every file it names is there")
    func writesTheContract() throws {
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try AnalysisReport.make(
            try request([PixelRectangle(x: 4, y: 4, width: 8, height: 8)]), withPool: true)
        try report.write(to: folder, withTensors: true)

        let file = try Data(contentsOf: folder.appending(path: "analysis.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
        let layers = try #require(json["layers"] as? [[String: Any]])
        #expect(!layers.isEmpty)
        for layer in layers {
            #expect(Set(["name", "shape", "entropies", "clusters", "tensor"]).isSubset(of: layer.keys))
            let tensor = try #require(layer["tensor"] as? String)
            #expect(exists(tensor, in: folder))
            for cluster in try #require(layer["clusters"] as? [[String: Any]]) {
                let keys: Set = ["maps", "meanEntropy", "explainedVariance", "representative"]
                #expect(keys.isSubset(of: cluster.keys))
                #expect(exists(try #require(cluster["representative"] as? String), in: folder))
            }
        }
        let input = try #require(json["input"] as? [String: Any])
        #expect(input["preprocessingSource"] as? String == "digits.json")
        #expect(json["labelsSource"] as? String == "digits.json" && (json["remarks"] as? [String]) == [])
        let top = try #require(json["top"] as? [[String: Any]])
        #expect(top.allSatisfy { Set(["index", "label", "probability"]) == Set($0.keys) })
        let pool = try #require(json["pool"] as? [String: Any])
        #expect((pool["corners"] as? [Int])?.count == 4)
        let variants = try #require(pool["variants"] as? [[String: Any]])
        let keys: Set = [
            "mask", "predicted", "probabilities", "selected", "weights", "position", "outside",
            "supportVector",
        ]
        #expect(variants.allSatisfy { keys.isSubset(of: $0.keys) })
        let boundary = try #require(pool["boundary"] as? [String: Any])
        #expect(Set(["kind", "supportVectorCount"]).isSubset(of: boundary.keys))
        #expect(exists("tensors/input.npy", in: folder))
        #expect(exists("tensors/pool-logits.npy", in: folder))
    }

    @Test("A guess about the input is a remark that says how to choose, and labels may come from nowhere")
    func remarksOnAGuess() throws {
        let model = try SketchedModel()
        var request = try request()
        request.model = model.url
        let report = try AnalysisReport.make(request, withPool: false)
        #expect(
            report.remarks == [
                "Nothing says how net.onnx is fed; assumed: ImageNet's mean and deviation, as torchvision's "
                    + "networks want. --preset chooses."
            ])
        try report.write(to: model.folder.appending(path: "out"), withTensors: false)
        let file = try Data(contentsOf: model.folder.appending(path: "out/analysis.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
        #expect(json["labelsSource"] == nil)
        request.preset = .signed
        #expect(try AnalysisReport.make(request, withPool: false).remarks.isEmpty)
    }

    @Test("A mask outside the picture is an error that names the input's size")
    func refusesMaskOutside() throws {
        let request = try request([PixelRectangle(x: 40, y: 0, width: 4, height: 4)])
        #expect(throws: RequestError.self) { try AnalysisReport.make(request, withPool: false) }
    }

    @Test("A folder that cannot be made is an error in one sentence")
    func refusesUnwritableFolder() throws {
        let report = try AnalysisReport.make(try request(), withPool: false)
        #expect(throws: OutputError.self) {
            try report.write(to: URL(filePath: "/dev/null/out"), withTensors: false)
        }
    }

    @Test("A file in the place of a folder of the report is an error that names it")
    func refusesFileInTheWay() throws {
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: folder.appending(path: "layers"))
        let report = try AnalysisReport.make(try request(), withPool: false)
        let error = #expect(throws: OutputError.self) { try report.write(to: folder, withTensors: false) }
        #expect(error?.description.hasPrefix(folder.appending(path: "layers").path) == true)
    }

    @Test("A map's picture spans its finite values; what is not finite is black")
    func picturesOfDamagedMaps() {
        let map = Tensor(shape: [1, 5], values: [-1, 3, .nan, .infinity, 1] as [Float])
        let picture = Picture(grayscale: map)
        #expect(stride(from: 0, to: 15, by: 3).map { picture.pixels[$0] } == [0, 255, 0, 0, 128])
        let wide = Tensor(shape: [1, 2], values: [-3e38, 3e38] as [Float])
        #expect(Picture(grayscale: wide).pixels == [0, 0, 0, 255, 255, 255])
    }

    @Test("Damaged weights are an error in one sentence, not numbers", arguments: [Float.nan, .infinity])
    func refusesWhatIsNotANumber(weight: Float) throws {
        let good = try LoadedNetwork.load(from: try request().model)
        var graph = try ONNXFile.readGraph(at: good.url)
        for (name, value) in graph.constants {
            guard case .float(let tensor) = value else { continue }
            graph.constants[name] = .float(Tensor(shape: tensor.shape, repeating: weight))
        }
        let plan = try Plan(graph, inputShape: good.plan.inputShape)
        let damaged = LoadedNetwork(
            url: good.url, displayName: good.displayName, plan: plan, runner: Runner(plan),
            layers: plan.layers, preprocessing: good.preprocessing, labels: good.labels)
        let (_, picture) = try request().inputs(for: damaged)
        #expect(throws: AnalysisError.notFinite) {
            try NetworkAnalyzer(network: damaged, clusterCount: 3).analyze(picture)
        }
    }

    private func exists(_ name: String, in folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }
}
