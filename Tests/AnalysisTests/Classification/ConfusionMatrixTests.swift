import Analysis
import TestSupport
import Testing

@Suite("Confusion matrix")
struct ConfusionMatrixTests {
    private struct Recorded: Decodable {
        let own, predicted: [Int]
        let counts: [[Int]]
        let accuracy: Double
        let precision, recall, f1: [Double?]
    }

    @Test("Counts and figures are scikit-learn's, classes that nobody is of or was given included")
    func reference() throws {
        let recorded = try JSONRecording.read("analysis/confusion.json", as: Recorded.self)
        let matrix = ConfusionMatrix(
            trueClasses: recorded.own, predictedClasses: recorded.predicted, classCount: 6)
        #expect(matrix.counts == recorded.counts)
        #expect(matrix.accuracy == recorded.accuracy)
        #expect(recorded.precision.contains(nil) && recorded.recall.contains(nil))
        for itsClass in 0..<6 {
            #expect(matrix.precision(of: itsClass) == recorded.precision[itsClass])
            #expect(matrix.recall(of: itsClass) == recorded.recall[itsClass])
            let (found, expected) = (matrix.f1(of: itsClass), recorded.f1[itsClass])
            #expect((found == nil) == (expected == nil))
            #expect(abs((found ?? 0) - (expected ?? 0)) < 1e-12)
        }
    }

    @Test("Samples of no class, and those without a prediction, are not counted")
    func uncounted() {
        let matrix = ConfusionMatrix(
            trueClasses: [0, -1, 1, 1], predictedClasses: [0, 0, -1, 0], classCount: 2)
        #expect(matrix.counts == [[1, 0], [1, 0]])
        #expect(matrix.sampleCount == 2 && matrix.accuracy == 0.5)
        let empty = ConfusionMatrix(trueClasses: [], predictedClasses: [], classCount: 2)
        #expect(empty.accuracy == nil)
    }
}
