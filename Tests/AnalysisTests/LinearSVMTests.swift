import Analysis
import TestSupport
import Testing

@Suite("Linear support vector machine")
struct LinearSVMTests {
    private struct Recorded: Decodable {
        struct Boundary: Decodable {
            let means: [Double]
            let deviations: [Double]
            let supportVectors: [Int]
            let weights: [Double]
            let bias: Double
            let accuracy: Double
        }
        let classes: Int
        let original: RecordedFloats
        let logits: RecordedFloats
        let predicted: [Int]
        let boundary: Boundary
    }

    @Test("Boundary and support vectors are scikit-learn's")
    func scikitLearn() throws {
        for recorded in try JSONRecording.read("analysis/pool.json", as: [Recorded].self) {
            let values = recorded.logits.values.map(Double.init)
            let rows = stride(from: 0, to: values.count, by: recorded.classes).map { start in
                Array(values[start..<start + recorded.classes])
            }
            let expected = recorded.boundary
            let standardisation = Standardisation(of: rows)
            #expect(distance(standardisation.means, expected.means) < 1e-12)
            #expect(distance(standardisation.deviations, expected.deviations) < 1e-12)

            let isPositive = recorded.predicted.map { $0 != 1 }
            let machine = try #require(
                LinearSVM.train(rows: rows.map(standardisation.applied), isPositive: isPositive))
            #expect(machine.supportVectors == expected.supportVectors)
            #expect(distance(machine.weights, expected.weights) < 1e-6)
            #expect(abs(machine.bias - expected.bias) < 1e-6)
            #expect(machine.trainingAccuracy == expected.accuracy)
        }
    }

    @Test("The widest street between two kinds, whichever comes first", arguments: [true, false])
    func street(isFirstPositive: Bool) throws {
        // The street runs between x = 1 and x = 3: the boundary is x - 2 = 0.
        let rows: [[Double]] = [[1, 0], [3, 0], [0, 5], [4, -5], [1, 2], [3, 2]]
        let isPositive = [false, true, false, true, false, true].map { $0 == isFirstPositive }
        let machine = try #require(LinearSVM.train(rows: rows, isPositive: isPositive, cost: 100))
        let sign: Double = isFirstPositive ? 1 : -1
        #expect(distance(machine.weights, [sign, 0]) < 1e-3)
        #expect(abs(machine.bias + 2 * sign) < 1e-3)
        #expect(machine.trainingAccuracy == 1)
        #expect(abs(machine.decisionValue(of: [5, 9]) - 3 * sign) < 0.02)
        #expect(machine.decisionValues == rows.map(machine.decisionValue))
    }

    @Test("Rows of one kind have no boundary", arguments: [true, false])
    func oneKind(isPositive: Bool) {
        #expect(LinearSVM.train(rows: [[0], [1]], isPositive: [isPositive, isPositive]) == nil)
    }

    @Test("A constant column is left as it is by the standardisation, but for its mean")
    func constantColumn() {
        let standardisation = Standardisation(of: [[1, 0.1], [3, 0.1], [5, 0.1]])
        #expect(standardisation.deviations[1] == 1)
        #expect(abs(standardisation.applied(to: [5, 0.1])[1]) < 1e-15)
        #expect(abs(standardisation.applied(to: [5, 0.1])[0] - Double(1.5).squareRoot()) < 1e-12)
    }

    private func distance(_ left: [Double], _ right: [Double]) -> Double {
        left.count == right.count ? zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
    }
}
