import Datasets
import Foundation
import Inference
import ONNX
import Samples
import Tensors
import TestSupport

/// The Digits network that comes with the program, and pictures for it.
enum DigitsFeed {
    static let assets = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Assets")

    static func make(fingerprint: String = "digits") throws -> SampleFeed {
        let plan = try Plan(ONNXFile.readModel(at: assets.appending(path: "Models/digits.onnx")).graph)
        return SampleFeed(
            plan: plan, runner: Runner(plan),
            preprocessing: Preprocessing(width: 32, height: 32, values: .signedGray), layers: plan.layers,
            fingerprint: { fingerprint },
            filterNorms: { [0: Array(repeating: 1, count: plan.layers[0].mapCount)] })
    }

    /// Every so many of the shipped digits.
    static func digits(every step: Int) throws -> SampleSet {
        let set = try SampleSet.open(assets.appending(path: "Data/Digits"))
        return set.subset(Array(stride(from: 0, to: set.samples.count, by: step)))
    }

    /// A place that goes with the value.
    final class Place {
        let location: StoreLocation
        private let folder = FileManager.default.temporaryDirectory.appending(
            path: "convoscope-store-\(UUID().uuidString)")

        init() { location = StoreLocation(folder) }

        deinit { try? FileManager.default.removeItem(at: folder) }
    }
}
