import Datasets
import Foundation
import Samples
import Tensors
import TestSupport
import Testing

@testable import Workbench

@Suite("What convoscope dataset writes of the network's operations")
struct OperationReportTests {
    private static let assets = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Assets")
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "convoscope-\(UUID().uuidString)")
    private var out: URL { folder.appending(path: "out") }

    private func request(_ views: Set<DatasetRequest.View>) -> DatasetRequest {
        var request = DatasetRequest(
            model: Self.assets.appending(path: "Models/digits.onnx"),
            data: Self.assets.appending(path: "Data/Digits"))
        request.limit = 6
        request.views = views
        request.settings.neighborhoodCount = 7
        request.settings.transformationCount = 9
        request.settings.unitPointCount = 200
        return request
    }

    private func written(_ request: DatasetRequest) throws -> [String: Any] {
        let report = try DatasetReport.make(request, location: StoreLocation(folder.appending(path: "store")))
        try report.write(to: out, draw: { _ in Data("picture".utf8) }, progress: { _ in })
        let data = try Data(contentsOf: out.appending(path: "dataset.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func operations(_ json: [String: Any]) throws -> [[String: Any]] {
        try #require(json["operations"] as? [[String: Any]])
    }

    /// The integers of a file.
    private func integers(_ name: Any?) throws -> IntegerTensor {
        let content = try NPY.decoded(
            try Data(contentsOf: out.appending(path: try #require(name as? String))))
        guard case .integer(let tensor) = content else { throw NoNumbers() }
        return tensor
    }

    /// The floats of a file.
    private func floats(_ name: Any?) throws -> Tensor {
        let content = try NPY.decoded(
            try Data(contentsOf: out.appending(path: try #require(name as? String))))
        guard case .float(let tensor) = content else { throw NoNumbers() }
        return tensor
    }

    private struct NoNumbers: Error {}

    @Test("every file that is named is there, and every number has its place")
    func files() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var wanted = request([.fractal, .splom, .neighbourhood])
        wanted.withTensors = true
        let json = try written(wanted)
        for name in try #require(json["files"] as? [String]) {
            #expect(FileManager.default.fileExists(atPath: out.appending(path: name).path), "\(name)")
        }
        for key in ["vat", "quality", "stability", "neighbours", "densities", "transformation"] {
            #expect(json[key] is [String: Any], "\(key)")
        }
        let operations = try operations(json)
        #expect(operations.map { $0["name"] as? String }.contains("pool2"))
        #expect(operations.count == 12)
        for operation in operations {
            let shape = try #require(operation["shape"] as? [Int])
            #expect(try floats(operation["tensor"]).shape == [60] + shape)
            #expect(try integers(operation["vat"]).values.sorted() == Array(0..<60))
            let neighbours = try #require(operation["neighbours"] as? [String: Any])
            #expect(try integers(neighbours["indices"]).shape == [60, 7])
            #expect(try floats(neighbours["distances"]).shape == [60, 7])
            let densities = try #require(operation["densities"] as? [String: Any])
            #expect(try floats(densities["file"]).shape == [10, 240])
            #expect(densities["counts"] as? [Int] == [5] + Array(repeating: 6, count: 9))
            #expect((operation["quality"] as? Double).map { (0...1).contains($0) } == true)
        }
    }

    @Test("the units of every layer are there, in the values that the points have")
    func units() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var wanted = request([.splom])
        wanted.withTensors = true
        wanted.layerNames = ["conv 2"]
        let json = try written(wanted)
        let operation = try #require(try operations(json).first { $0["splom"] != nil })
        #expect(operation["name"] as? String == "conv 2 before")
        let units = try #require(operation["splom"] as? [String: Any])
        let shown = try #require(units["shownUnits"] as? [Int])
        let (points, values) = (try integers(units["points"]), try floats(units["values"]))
        let whole = try floats(operation["tensor"])
        #expect(points.shape == [200, 2] && values.shape == [200, shown.count])
        let pixels = whole.shape[2] * whole.shape[3]
        for point in [0, 77, 199] {
            let (row, place) = (points.values[2 * point], points.values[2 * point + 1])
            for (column, unit) in shown.enumerated() {
                let expected = whole.values[(row * whole.shape[1] + unit) * pixels + place]
                #expect(abs(values.values[point * shown.count + column] - expected) < 1e-5)
            }
        }
    }

    @Test("the table of stability has what the neighbors have in common with those of the input")
    func stability() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let json = try written(request([.neighbourhood]))
        let operations = try operations(json)
        let text = try String(contentsOf: out.appending(path: "stability.csv"), encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        #expect(lines[0] == ["index"] + operations.compactMap { $0["name"] as? String })
        #expect(lines.count == 61)
        let input = try integers((operations[0]["neighbours"] as? [String: Any])?["indices"])
        let last = try integers((operations[11]["neighbours"] as? [String: Any])?["indices"])
        for row in 0..<60 {
            let there = Set(input.values[row * 7..<row * 7 + 7])
            let shared = last.values[row * 7..<row * 7 + 7].count { there.contains($0) }
            #expect(lines[row + 1][1] == "7")
            #expect(lines[row + 1][12] == "\(shared)")
        }
        let whole = try JSONSerialization.jsonObject(
            with: Data(contentsOf: out.appending(path: "stability.json")))
        let table = try #require((whole as? [String: Any])?["overlaps"] as? [[Int]])
        #expect(table == lines.dropFirst().map { $0.dropFirst().compactMap { Int($0) } })
        #expect(json["vat"] == nil && operations[0]["vat"] == nil)
    }

    @Test(
        "the simplified network lacks what lies before a non-linearity, but for units that are looked at there"
    )
    func simplified() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var wanted = request([.fractal])
        wanted.settings.showsDetails = false
        let names = try operations(try written(wanted)).compactMap { $0["name"] as? String }
        #expect(names == ["input", "conv 1", "pool1", "conv 2", "pool2", "fc 1", "fc 2", "logits"])
        wanted.views = [.fractal, .splom]
        let both = try operations(try written(wanted))
        let details = both.filter { ($0["name"] as? String)?.hasSuffix("before") == true }
        #expect(details.count == 4 && details.allSatisfy { $0["vat"] == nil && $0["splom"] != nil })
    }

    @Test("layers that were chosen have their pools with them, and no others are written")
    func layers() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var wanted = request([.fractal])
        wanted.layerNames = ["conv 2"]
        wanted.withTensors = true
        let json = try written(wanted)
        #expect(
            try operations(json).compactMap { $0["name"] as? String } == ["conv 2 before", "conv 2", "pool2"])
        let tensors = try FileManager.default.contentsOfDirectory(
            atPath: out.appending(path: "tensors").path)
        #expect(tensors.contains("operation-06-pool2.npy") && !tensors.contains { $0.contains("pool1") })
    }

    @Test("a whole order is a square of 2^k cells, the spare ones half before and half after")
    func wholeOrders() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var wanted = request([.fractal])
        wanted.limit = 5
        wanted.settings.usesWholeOrders = true
        let vat = try #require(try written(wanted)["vat"] as? [String: Any])
        let curve = try #require(vat["curve"] as? [String: Int])
        #expect(curve == ["width": 8, "height": 8, "first": 7])
        #expect(try integers(vat["cells"]).shape == [64, 2])
    }

    @Test("without labels there is no quality, and one density of all")
    func unlabeled() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let pictures = folder.appending(path: "pictures")
        try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        for index in 0..<5 {
            let level = UInt8(20 + 40 * index)
            try PictureFile.writePNG(
                Picture(width: 8, height: 8, red: level, green: level, blue: level),
                to: pictures.appending(path: "\(index).png"))
        }
        var wanted = request([.fractal, .neighbourhood])
        (wanted.data, wanted.limit) = (pictures, nil)
        let json = try written(wanted)
        let operation = try operations(json)[3]
        #expect(operation["quality"] is NSNull && operation["qualityOfClasses"] == nil)
        let densities = try #require(json["densities"] as? [String: Any])
        #expect(densities["classes"] as? [String] == ["all"])
        let own = try #require(operation["densities"] as? [String: Any])
        #expect(own["counts"] as? [Int] == [4])
        #expect((own["bandwidth"] as? [Double])?.count == 1)
        #expect((json["stability"] as? [String: Any])?["k"] as? Int == 4)
        wanted.settings.usesPredictions = true
        let predicted = try #require(try written(wanted)["quality"] as? [String: Any])
        #expect(predicted["labels"] as? String == "predicted")
        #expect((predicted["operations"] as? [String: Any])?["input"] is Double)
    }

    @Test("the neighbors that are followed are the nearest on either end, with their ranks")
    func transformation() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var wanted = request([.neighbourhood])
        (wanted.focus, wanted.followedFrom, wanted.followedTo) = (13, "pool1", "fc 2")
        let json = try written(wanted)
        let known = try #require(json["transformation"] as? [String: Any])
        #expect(known["from"] as? String == "pool1" && known["to"] as? String == "fc 2")
        let text = try String(contentsOf: out.appending(path: "transformation.csv"), encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        let (from, to) = (
            try #require(lines[0].firstIndex(of: "rank from")),
            try #require(lines[0].firstIndex(of: "rank to"))
        )
        let ranks = try lines.dropFirst().map { (try #require(Int($0[from])), try #require(Int($0[to]))) }
        #expect(ranks.allSatisfy { $0.0 <= 9 || $0.1 <= 9 })
        #expect(ranks.map(\.0).filter { $0 <= 9 }.sorted() == Array(1...9))
        #expect(ranks.map(\.1).filter { $0 <= 9 }.sorted() == Array(1...9))
        #expect(!lines.dropFirst().contains { $0[0] == "13" })
        let focus = (json["densities"] as? [String: Any])?["focus"] as? [String: Any]
        #expect(focus?["row"] as? Int == 13)
    }

    @Test("operations and samples that there are not are named, with those that there are")
    func errors() {
        var wanted = request([.neighbourhood])
        wanted.followedTo = "conv 9"
        #expect {
            _ = try DatasetReport.make(wanted, location: StoreLocation(folder))
        } throws: { "\($0)".contains("conv 9") && "\($0)".contains("pool2") && "\($0)".hasSuffix(".") }
        wanted = request([.neighbourhood])
        wanted.focus = 60
        #expect {
            _ = try DatasetReport.make(wanted, location: StoreLocation(folder))
        } throws: { "\($0)".contains("60") && "\($0)".contains("59") && "\($0)".hasSuffix(".") }
        try? FileManager.default.removeItem(at: folder)
    }

    @Test(
        "views have their names in British and American spelling",
        arguments: ["neighbourhood", "neighborhood"])
    func names(name: String) { #expect(DatasetRequest.View(named: name) == .neighbourhood) }
}
