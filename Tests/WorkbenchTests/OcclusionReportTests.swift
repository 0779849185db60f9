import Datasets
import Foundation
import Occlusion
import Tensors
import Testing

@testable import Workbench

@Suite struct OcclusionReportTests {
    private struct Written {
        let folder: URL
        let report: AnalysisReport

        func data(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

        func json(_ name: String) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: data(name)) as? [String: Any])
        }
    }

    private func request() throws -> PictureRequest {
        let assets = try #require(ShippedFiles.assets)
        return PictureRequest(
            model: assets.appending(path: "Models/digits.onnx"),
            picture: assets.appending(path: "Examples/digit-3.png"), clusterCount: 3,
            masks: MaskRequest(shapes: [], fill: .white))
    }

    private func written(
        _ request: PictureRequest, withPool: Bool = true, drawings: [String: Data] = [:],
        _ check: (Written) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try AnalysisReport.make(request, withPool: withPool)
        try report.write(to: folder, withTensors: true, drawings: drawings)
        try check(Written(folder: folder, report: report))
    }

    @Test func `the map, the curves and their areas are in the files that occlusion.json names`() throws {
        var request = try request()
        request.classNamed = "8"
        try written(request, drawings: ["occlusion.png": Data([1])]) { written in
            let json = try written.json("occlusion.json")
            let named = try #require(json["class"] as? [String: Any])
            #expect(named["index"] as? Int == 8 && named["label"] as? String == "8")
            #expect(named["isAnswer"] as? Bool == false)
            #expect(json["units"] as? String == "pixels of the network's input")
            #expect(json["picture"] as? String == "occlusion.png")
            let pool = try #require(written.report.pool)
            let map = try NPY.decoded(try written.data(try #require(json["map"] as? String)))
            #expect(map == .float(pool.occlusionMap(of: 8)))
            let curves = try #require(json["curves"] as? [String: Any])
            #expect(curves["fill"] as? String == "white" && curves["picture"] == nil)
            let expected = try written.report.network.makeRemovalCurves(
                of: written.report.unmasked, order: PixelOrder(map: pool.occlusionMap(of: 8)), classIndex: 8,
                fill: .white)
            let area = try #require(curves["deletionArea"] as? Double)
            #expect(abs(area - Double(expected.deletionArea)) < 1e-6)
            let lines = try #require(String(data: written.data("curves.csv"), encoding: .utf8))
                .split(separator: "\n")
            #expect(lines.count == 52 && lines[0] == "share,deletion,insertion")
            let row = lines[26].split(separator: ",").compactMap { Float($0) }
            #expect(row == [expected.shares[25], expected.deletion[25], expected.insertion[25]])
            #expect(expected.shares[25] == 0.5)
        }
    }

    @Test func `without a class it is the answer to the unmasked picture`() throws {
        var request = try request()
        request.masks.shapes = [.rectangle(PixelRectangle(x: 8, y: 4, width: 16, height: 12))]
        try written(request) { written in
            let named = try #require(try written.json("occlusion.json")["class"] as? [String: Any])
            #expect(named["label"] as? String == "3" && named["isAnswer"] as? Bool == true)
        }
    }

    @Test func `a class that is not there is an error before anything is computed or written`() throws {
        var request = try request()
        request.classNamed = "dog"
        request.picture = URL(filePath: "/nowhere/picture.png")
        #expect(throws: ClassSearchError.unknown("dog", near: [])) {
            try AnalysisReport.make(request, withPool: true)
        }
    }

    @Test func `masks stand in analysis.json shape by shape, and mask.png hides the same again`() throws {
        var request = try request()
        let corners = [(20.0, 2.0), (30.5, 2), (25, 14)].map { PicturePoint(x: $0.0, y: $0.1) }
        request.masks = MaskRequest(
            shapes: [
                .rectangle(PixelRectangle(x: 2, y: 3, width: 5, height: 4)),
                .polygon(PolygonShape(corners: corners)),
            ], units: .picture, fill: .color(red: 255, green: 0, blue: 16))
        try written(request, withPool: false) { written in
            let json = try written.json("analysis.json")
            let input = try #require(json["input"] as? [String: Any])
            #expect(input["maskUnit"] as? String == "pixels of the picture")
            let masks = try #require(input["masks"] as? [[String: Any]])
            #expect(masks.map { $0["kind"] as? String } == ["rectangle", "polygon"])
            #expect(masks.allSatisfy { $0["units"] as? String == "picture" })
            #expect(masks.allSatisfy { $0["fill"] as? String == "#ff0010" })
            #expect(["x", "y", "width", "height"].map { masks[0][$0] as? Int } == [2, 3, 5, 4])
            #expect(masks[0]["hiddenPixels"] as? Int == 20 && masks[0]["corners"] == nil)
            #expect(masks[1]["corners"] as? [[Double]] == [[20, 2], [30.5, 2], [25, 14]])
            #expect(json["occlusion"] == nil)

            var again = request
            again.masks.shapes = [.picture(written.folder.appending(path: "mask.png"))]
            again.masks.units = .input
            let network = written.report.network
            #expect(try again.inputs(for: network).masked == request.inputs(for: network).masked)
        }
    }

    @Test func `every file is named, and every named file is there`() throws {
        var request = try request()
        request.superpixelCount = 12
        request.masks.shapes = [.rectangle(PixelRectangle(x: 0, y: 0, width: 4, height: 4))]
        try written(request, drawings: ["curves.png": Data([1])]) { written in
            let json = try written.json("analysis.json")
            let names = try #require(json["files"] as? [String])
            let walk = try #require(FileManager.default.subpaths(atPath: written.folder.path))
            let found = walk.filter { $0.contains(".") && $0 != "analysis.json" }
            #expect(names.sorted() == found.sorted())
            #expect(
                Set(["mask.png", "superpixels.npy", "superpixels.png", "curves.png"]).isSubset(of: names))
        }
    }

    @Test func `superpixels are written as labels of the picture that is fed`() throws {
        var request = try request()
        request.superpixelCount = 20
        try written(request, withPool: false) { written in
            guard case .integer(let labels) = try NPY.decoded(try written.data("superpixels.npy")) else {
                Issue.record("no integers")
                return
            }
            #expect(labels.shape == [32, 32])
            let json = try #require(try written.json("analysis.json")["superpixels"] as? [String: Any])
            #expect(json["count"] as? Int == Set(labels.values).count && json["wanted"] as? Int == 20)
            let picture = try PictureFile.read(written.folder.appending(path: "superpixels.png"))
            #expect(picture.width == picture.height && picture.width % 32 == 0)
        }
    }

    @Test func `a painted order has its own curves, and a score beside the map`() throws {
        var request = try request()
        let file = FileManager.default.temporaryDirectory.appending(path: "order-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: file) }
        let levels = (0..<16).flatMap { pixel in
            [UInt8](repeating: pixel == 5 ? 200 : pixel == 6 ? 90 : 0, count: 3)
        }
        try PictureFile.writePNG(Picture(width: 4, height: 4, pixels: levels), to: file)
        request.orderPicture = file
        try written(request) { written in
            let order = try #require(try written.json("analysis.json")["order"] as? [String: Any])
            #expect(order["markedPixels"] as? Int == 128)
            let map = written.report.pool?.occlusionMap
            var marked = Mask(width: 32, height: 32)
            marked.insert(.rectangle(PixelRectangle(x: 8, y: 8, width: 16, height: 8)))
            let score = PredictionScore(marked: marked, map: try #require(map))
            let found = try #require(order["intersectionOverUnion"] as? Double)
            #expect(abs(found - Double(score.intersectionOverUnion)) < 1e-6)

            let painted = (0..<1024).map { pixel in
                marked.contains(x: pixel % 32, y: pixel / 32) ? Float(pixel % 32 < 16 ? 200 : 90) : 0
            }
            let expected = try written.report.network.makeRemovalCurves(
                of: written.report.unmasked,
                order: PixelOrder(painted: Tensor(shape: [32, 32], values: painted)),
                classIndex: 3, fill: .white)
            let table = try written.data("order-curves.csv")
            #expect(table == DataTable.curves(expected).csv)
        }
        try PictureFile.writePNG(Picture(width: 4, height: 4, red: 0, green: 0, blue: 0), to: file)
        #expect(throws: RequestError.self) { try AnalysisReport.make(request, withPool: false) }
    }
}
