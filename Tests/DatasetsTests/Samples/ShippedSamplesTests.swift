import Datasets
import Foundation
import Testing

/// The data sets that come with the program.
@Suite("Shipped data sets")
struct ShippedSamplesTests {
    private let assets = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Assets")

    @Test("Digits are scikit-learn's 1,797, at the size and in the levels of the example pictures")
    func digits() throws {
        let set = try SampleSet.open(assets.appendingPathComponent("Data/Digits"))
        #expect(set.name == "Digits" && set.classNames == (0...9).map { "\($0)" })
        let counts = (0...9).map { digit in set.samples.count { $0.label == digit } }
        // np.bincount(load_digits().target)
        #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
        for digit in 0...9 {
            let example = try PictureFile.read(
                assets.appendingPathComponent("Examples/digit-\(digit).png"))
            let sameClass = set.samples.indices.filter { set.samples[$0].label == digit }
            #expect(try sameClass.contains { try set.picture($0) == example }, "digit \(digit)")
        }
    }

    @Test("Pictograms are fifty pictures of each of the network's forty classes")
    func pictograms() throws {
        let set = try SampleSet.open(assets.appendingPathComponent("Data/Pictograms"))
        let sidecar = try Sidecar.read(
            beside: assets.appendingPathComponent("Models/pictograms.onnx"))
        let labels = try Labels(sidecar, classCount: 40)
        #expect(Set(set.classNames) == Set(labels.names) && set.classNames.count == 40)
        #expect(Set(Dictionary(grouping: set.samples, by: \.label).values.map(\.count)) == [50])
        #expect(set.skipped.isEmpty)
        for index in stride(from: 0, to: 2000, by: 97) {
            let picture = try set.picture(index)
            #expect(picture.width == 128 && picture.height == 128)
        }
    }
}
