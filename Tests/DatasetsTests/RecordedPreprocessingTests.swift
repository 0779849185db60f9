import Foundation
import TestSupport
import Testing

@testable import Datasets

/// The files of transformers and timm, and what these libraries feed a network for one picture.
private struct RecordedPreprocessing: Decodable {
    struct Case: Decodable {
        let name: String
        let file: JSONValue
        let inputShape: [Int]
        let fed: RecordedFloats
    }
    let width: Int
    let height: Int
    let pixels: RecordedBytes
    let cases: [Case]

    var picture: Picture { Picture(width: width, height: height, pixels: pixels.values) }
}

@Suite("Networks are fed what transformers and timm feed them")
struct RecordedPreprocessingTests {
    @Test(
        "The same picture and file give the same numbers",
        arguments: [("transformers", "preprocessor_config.json"), ("timm", "config.json")])
    func sameNumbers(library: String, file: String) throws {
        let recorded = try JSONRecording.read("preprocessing/\(library).json", as: RecordedPreprocessing.self)
        for example in recorded.cases {
            let scratch = try Scratch()
            try JSONEncoder().encode(example.file).write(to: scratch.folder.appendingPathComponent(file))
            let preprocessing = try scratch.preprocessing(inputShape: example.inputShape)
            #expect(preprocessing.origin == .file(file), "\(example.name)")
            let fed = preprocessing.tensor(from: preprocessing.fit(recorded.picture))
            let scale = example.fed.values.map(abs).max() ?? 1
            let difference = zip(fed.values, example.fed.values).map { abs($0 - $1) }.max() ?? .infinity
            #expect(fed.shape == example.inputShape)
            #expect(difference <= 1e-5 * scale, "\(example.name): \(preprocessing.words)")
        }
    }
}
