import Datasets
import Foundation
import Occlusion
import Tensors
import Testing

@testable import Workbench

@Suite struct ComparisonReportTests {
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "convoscope-\(UUID().uuidString)")

    private func write(
        _ rectangles: [PixelRectangle], against: PixelRectangle? = nil
    ) throws -> AnalysisReport {
        let assets = try #require(ShippedFiles.assets)
        var request = PictureRequest(
            model: assets.appending(path: "Models/digits.onnx"),
            picture: assets.appending(path: "Examples/digit-3.png"), clusterCount: 3, rectangles: rectangles,
            fill: .black)
        request.against = against.map { MaskRequest(shapes: [.rectangle($0)], fill: .black) }
        let report = try AnalysisReport.make(request, withPool: false)
        try report.write(to: folder, withTensors: false)
        return report
    }

    private func json(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appending(path: name))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("A mask is compared with the original: a row a layer, and a picture that says its ranges")
    func writesTheComparison() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try write([PixelRectangle(x: 8, y: 8, width: 16, height: 10)])
        #expect(try json("analysis.json")["comparison"] as? String == "comparison.json")
        let layers = try #require(try json("comparison.json")["layers"] as? [[String: Any]])
        let lines = try String(contentsOf: folder.appending(path: "comparison.csv"), encoding: .utf8)
            .split(separator: "\n").map { $0.split(separator: ",") }
        #expect(lines[0].prefix(4).joined(separator: ",") == "layer,relativeL2,cosine,mapMovedMost")
        let shown = report.shownLayers.map(\.layer)
        #expect(layers.count == shown.count && lines.count == shown.count + 1)
        let original = try #require(report.reference).activations
        for (layer, (line, entry)) in zip(shown, zip(lines.dropFirst(), layers)) {
            let (own, other) = (report.analysis.activations.maps(of: layer), original.maps(of: layer))
            let naive = naiveMovement(own.values, other.values)
            #expect(abs((Double(line[1]) ?? -1) - naive.distance) < 1e-5)
            #expect(abs((Double(line[2]) ?? -2) - naive.cosine) < 1e-5)
            let length = layer.width * layer.height
            let norms = (0..<layer.mapCount).map { map in
                (map * length..<(map + 1) * length).reduce(Float(0)) {
                    $0 + (own.values[$1] - other.values[$1]) * (own.values[$1] - other.values[$1])
                }
            }
            #expect(Int(line[3]) == norms.firstIndex(of: norms.max() ?? 0))
            guard let name = entry["picture"] as? String else {
                #expect(length == 1)
                continue
            }
            let picture = try PictureFile.read(folder.appending(path: name))
            let blocks = try #require(entry["blocks"] as? [[String: Any]])
            let factor = max(128 / max(layer.width, layer.height), 1)
            #expect(picture.width == 3 * (layer.width * factor + 4) - 4)
            #expect(picture.height == blocks.count * (layer.height * factor + 4) - 4)
        }
    }

    @Test("Without a mask there is nothing to compare")
    func writesNothingWithoutMask() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try write([])
        #expect(try json("analysis.json")["comparison"] == nil)
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "comparison.csv").path))
    }

    @Test("Two sets of masks are compared with each other, the first on the other's clusters")
    func comparesTwoMasks() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (first, second) = (
            PixelRectangle(x: 4, y: 4, width: 9, height: 9),
            PixelRectangle(x: 16, y: 12, width: 8, height: 12)
        )
        let report = try write([first], against: second)
        #expect(try json("comparison.json")["reference"] as? String == "against")
        let input = try #require(try json("analysis.json")["input"] as? [String: Any])
        let other = try #require((input["against"] as? [[String: Any]])?.first)
        #expect(other["x"] as? Int == 16 && other["height"] as? Int == 12)
        #expect(other["hiddenPixels"] as? Int == 96)
        let reference = try #require(report.reference)
        #expect(
            reference.fed
                == second.applied(to: report.unmasked, content: Fill.black.content(of: report.unmasked)))
        #expect(try #require(report.comparison).names == ["Against", "Masked"])
        #expect(try #require(report.comparison).pictures.count == 2)
        _ = try write([first], against: first)
        #expect(try json("analysis.json")["comparison"] == nil)
    }

    @Test("A folder that cannot be written is told of before the work, and is not made")
    func checksTheFolder() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try AnalysisReport.requireWritable(folder.appending(path: "a/b"))
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        try Data([1]).write(to: folder)
        #expect(throws: OutputError.self) { try AnalysisReport.requireWritable(folder) }
        #expect(throws: OutputError.self) { try AnalysisReport.requireWritable(folder.appending(path: "a")) }
    }

    @Test("Names with commas and quotes stay one field")
    func quotesNames() {
        let layer = ComparisonJSON.Layer(
            name: "a,\"b\"", relativeL2: 0.5, cosine: 1, mapMovedMost: 3, mapDistance: 2,
            mapMeanDifference: -1, picture: nil, blocks: [])
        let csv = String(decoding: ComparisonReport.table([layer]).csv, as: UTF8.self)
        #expect(csv.hasSuffix("\n\"a,\"\"b\"\"\",0.5,1.0,3,2.0,-1.0\n"))
    }

    @Test("Blue is lower, paper equal, orange higher; grey spans its range")
    func colors() {
        #expect(ReportColors.signed(0, bound: 2) == SIMD3(247, 245, 240))
        #expect(ReportColors.signed(-2, bound: 2) == SIMD3(8, 81, 156))
        #expect(ReportColors.signed(1, bound: 2) == SIMD3(245, 162, 93))
        #expect(ReportColors.signed(9, bound: 2) == SIMD3(179, 71, 0))
        #expect(ReportColors.signed(0, bound: 0) == SIMD3(247, 245, 240))
        #expect(ReportColors.gray(1, in: 0...4) == SIMD3(repeating: 64))
        #expect(ReportColors.gray(.nan, in: 0...4) == ReportColors.signed(.infinity, bound: 1))
    }

    private func naiveMovement(_ own: [Float], _ other: [Float]) -> (distance: Double, cosine: Double) {
        var (difference, product, ownSum, otherSum) = (0.0, 0.0, 0.0, 0.0)
        for (a, b) in zip(own, other) {
            difference += Double(a - b) * Double(a - b)
            product += Double(a) * Double(b)
            ownSum += Double(a) * Double(a)
            otherSum += Double(b) * Double(b)
        }
        return ((difference / otherSum).squareRoot(), product / (ownSum * otherSum).squareRoot())
    }
}
