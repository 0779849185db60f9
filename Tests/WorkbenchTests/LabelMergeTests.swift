import Datasets
import Foundation
import Testing

@testable import Workbench

@Suite struct LabelMergeTests {
    private let names = [
        "tench, Tinca tinca", "goldfish, Carassius auratus", "car", "sports car, sport car", "7",
    ]

    @Test("Labels are found by name, by their first word and by index, with commas of their own")
    func finds() throws {
        let merge = try #require(LabelMerge("fish = tench, Tinca tinca,GOLDFISH"))
        #expect(merge.name == "fish")
        #expect(try merge.members(in: names) == [0, 1])
        #expect(try LabelMerge("x=3,car")?.members(in: names) == [3, 2])
        #expect(try LabelMerge("x=sports car, sport car, 0")?.members(in: names) == [3, 0])
        // A label that is a number wins over the index.
        #expect(try LabelMerge("x=7")?.members(in: names) == [4])
        #expect(LabelMerge("no equals sign") == nil && LabelMerge("=a") == nil && LabelMerge("a=") == nil)
    }

    @Test("An unknown label is named, with those that are near")
    func unknown() throws {
        let error = #expect(throws: LabelMergeError.self) {
            try LabelMerge("x=car,fish")?.members(in: names)
        }
        #expect(
            error?.description
                == "The network has no label \"fish\": near are goldfish, Carassius auratus.")
        let other = #expect(throws: LabelMergeError.self) {
            try LabelMerge("x=99")?.members(in: names)
        }
        #expect(other?.description == "The network has no label \"99\": its classes are 0 to 4.")
    }

    @Test(
        "analysis.json speaks of the merged classes and says what they are; the tensors stay the network's own"
    )
    func report() throws {
        let assets = try #require(ShippedFiles.assets)
        var request = PictureRequest(
            model: assets.appending(path: "Models/digits.onnx"),
            picture: assets.appending(path: "Examples/digit-3.png"), clusterCount: 3, rectangles: [],
            fill: .black)
        request.merges = [try #require(LabelMerge("curved=3,8,9"))]
        let folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try AnalysisReport.make(request, withPool: true)
        try report.write(to: folder, withTensors: true)
        let file = try Data(contentsOf: folder.appending(path: "analysis.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
        let merged = try #require((json["merged"] as? [[String: Any]])?.first)
        #expect(merged["index"] as? Int == 3 && merged["members"] as? [Int] == [3, 8, 9])
        let top = try #require(json["top"] as? [[String: Any]])
        #expect(top.count == 8 && top[0]["label"] as? String == "curved")
        let gradCAM = try #require(json["gradCAM"] as? [String: Any])
        #expect((gradCAM["class"] as? [String: Any])?["label"] as? String == "curved")
        for key in ["map", "weights", "picture"] {
            let name = try #require(gradCAM[key] as? String)
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: name).path))
        }
        #expect(report.analysis.activations.logits.count == 10)
        request.classNamed = "8"
        #expect(throws: RequestError.self) { try AnalysisReport.make(request, withPool: false) }
        request.classNamed = nil
        request.merges = []
        request.usesGroups = true
        // Even and odd are all labels, each in one.
        #expect(try AnalysisReport.make(request, withPool: false).analysis.probabilities.count == 2)
    }

    @Test("Groups that no sidecar has are an error, not silence")
    func needsGroups() throws {
        let model = try #require(ShippedFiles.assets).appending(path: "Models/digits.onnx")
        var network = try LoadedNetwork.load(from: model)
        network.groups = LabelGroups(labels: network.ownLabels.names)
        #expect(throws: LabelMergeError.self) { try network.merge([], usesOffered: true) }
    }
}
