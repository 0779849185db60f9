import Datasets
import Occlusion
import Tensors
import TestSupport
import Testing

@Suite("Pool of masks")
struct PoolTests {
    private struct Recorded: Decodable {
        struct Boundary: Decodable {
            let supportVectors: [Int]
            let accuracy: Double
        }
        let side: Int
        let classes: Int
        let original: RecordedFloats
        let logits: RecordedFloats
        let rectangles: [[Int]]
        let corners: [Int]
        let meanProbabilities: [Double]
        let weights: RecordedFloats
        let outside: RecordedFloats
        let predicted: [Int]
        let chosen: [[Int]]
        let boundary: Boundary
        let occlusionOfMiddleRow: RecordedFloats

        func pool(settings: PoolSettings = PoolSettings()) throws -> Pool {
            try Pool(
                originalLogits: original.values,
                rectangles: SlidingWindow.rectangles(width: side, height: side, settings: settings),
                logits: Tensor(shape: [predicted.count, classes], values: logits.values), width: side,
                height: side, settings: settings)
        }
    }

    private static func recorded() throws -> [Recorded] {
        try JSONRecording.read("analysis/pool.json", as: [Recorded].self)
    }

    @Test("Windows, corners, weights and the outside mass are numpy's")
    func numpy() throws {
        for recorded in try Self.recorded() {
            let pool = try recorded.pool()
            let masks = pool.variants.map { [$0.mask.x, $0.mask.y, $0.mask.width, $0.mask.height] }
            #expect(masks == recorded.rectangles)
            #expect(pool.corners.map(\.classIndex) == recorded.corners)
            for (corner, mean) in zip(pool.corners, recorded.meanProbabilities) {
                #expect(abs(corner.meanProbability - mean) < 1e-6)
            }
            #expect(pool.variants.map(\.predicted) == recorded.predicted)
            let weights = pool.variants.flatMap(\.placement.weights)
            #expect(distance(weights, recorded.weights.values) < 1e-6)
            #expect(distance(pool.variants.map(\.placement.outside), recorded.outside.values) < 1e-6)
            #expect(pool.variants.allSatisfy { abs($0.placement.weights.reduce(0, +) - 1) < 1e-12 })
        }
    }

    @Test("The support vectors are scikit-learn's")
    func scikitLearn() throws {
        for recorded in try Self.recorded() {
            let pool = try recorded.pool()
            #expect(pool.boundary.kind == "svm" && pool.boundary.reason == nil)
            #expect(pool.boundary.supportVectors == recorded.boundary.supportVectors)
            #expect(pool.boundary.trainingAccuracy == recorded.boundary.accuracy)
            let marked = pool.variants.indices.filter { pool.variants[$0].isSupportVector }
            #expect(marked == recorded.boundary.supportVectors)
        }
    }

    @Test("Every corner has as many variants, none twice, chosen in turns")
    func selection() throws {
        for recorded in try Self.recorded() {
            let pool = try recorded.pool()
            #expect(pool.corners.map(\.variants) == recorded.chosen)
            let all = pool.corners.flatMap(\.variants)
            #expect(Set(all).count == all.count && pool.selection == all.sorted())
            for (index, corner) in pool.corners.enumerated() {
                #expect(corner.variants.allSatisfy { pool.variants[$0].corner == index })
                let carries = corner.variants.contains { recorded.predicted[$0] == corner.classIndex }
                #expect(corner.carriesLabel == carries)
            }
        }
    }

    @Test("A small pool is shared out evenly, and a corner without its label is said")
    func smallPool() throws {
        // Five variants for two corners: two each. Class 1 is never the most probable.
        let logits: [Float] = [3, 0, 2, 0, 4, 0, 1, 0, 5, 0]
        let pool = try pool(original: [2, 0], logits: logits)
        #expect(pool.corners.map(\.variants) == [[4, 2], [3, 1]])
        #expect(pool.corners.map(\.carriesLabel) == [true, false])
        #expect(
            pool.remarks { "label \($0)" } == [
                "The network has only 2 labels: they are the ends of a line.",
                "No variant at the corner label 1 is recognised as label 1.",
            ])
    }

    @Test("Of equally probable variants the one whose output moved farther is taken")
    func ties() throws {
        // Variants 0 and 1 give the corner class 0 the same probability; the others move apart in class 3 and 4.
        let logits: [Float] = [5, 0, 0, 1, -9, 5, 0, 0, -9, 1, 0, 5, 0, 0, 0, 0, 0, 5, 0, 0]
        let pool = try pool(original: [5, 0, 0, 1, -9], logits: logits, variantsPerLabel: 1)
        #expect(pool.variants[0].output.probabilities[0] == pool.variants[1].output.probabilities[0])
        #expect(pool.variants[0].movement == 0 && pool.variants[1].movement > 0)
        #expect(pool.corners.first { $0.classIndex == 0 }?.variants == [1])
    }

    @Test("Labels of the same mean probability are taken by their index")
    func equalCorners() throws {
        let pool = try pool(
            original: [Float](repeating: 1, count: 6), logits: [Float](repeating: 1, count: 12))
        #expect(pool.corners.map(\.classIndex) == [0, 1, 2, 3])
        #expect(pool.original.predicted == 0)
    }

    @Test("A pool of one kind has no boundary, and says which kind")
    func noBoundary() throws {
        let kept = try pool(original: [1, 0], logits: [2, 0, 3, 0])
        #expect(kept.boundary == .none(reason: "No boundary: every mask keeps the label."))
        #expect(kept.boundary.kind == "none" && kept.boundary.supportVectors.isEmpty)
        let changed = try pool(original: [1, 0], logits: [0, 1, 0, 2])
        #expect(changed.boundary.reason == "No boundary: every mask changes the label.")
        #expect(changed.boundary.trainingAccuracy == nil && changed.boundary.decisionValues == nil)
    }

    @Test("The occlusion map is the mean loss of the label over the covering windows")
    func occlusionMap() throws {
        for recorded in try Self.recorded() {
            let map = try recorded.pool().occlusionMap
            #expect(map.shape == [recorded.side, recorded.side])
            let row = (0..<recorded.side).map { Double(map[recorded.side / 2, $0]) }
            #expect(distance(row, recorded.occlusionOfMiddleRow.values) < 1e-6)
        }
    }

    @Test("Logits that are not numbers, or do not fit, are an error")
    func badLogits() {
        #expect(throws: OcclusionError.notFinite(mask: nil)) {
            try pool(original: [.nan, 0], logits: [0, 1])
        }
        let mask = PixelRectangle(x: 1, y: 0, width: 1, height: 1)
        #expect(throws: OcclusionError.notFinite(mask: mask)) {
            try pool(original: [0, 0], logits: [0, 1, .infinity, 0])
        }
        #expect(throws: OcclusionError.wrongOutputs(expected: 1, shape: [1, 2])) {
            try Pool(
                originalLogits: [1, 2, 3], rectangles: [mask], logits: Tensor(shape: [1, 2]), width: 4,
                height: 4, settings: PoolSettings())
        }
    }

    private func pool(
        original: [Float], logits: [Float], variantsPerLabel: Int = 12
    ) throws(OcclusionError) -> Pool {
        let count = logits.count / original.count
        return try Pool(
            originalLogits: original,
            rectangles: (0..<count).map { PixelRectangle(x: $0, y: 0, width: 1, height: 1) },
            logits: Tensor(shape: [count, original.count], values: logits), width: 16, height: 1,
            settings: PoolSettings(variantsPerLabel: variantsPerLabel))
    }

    private func distance(_ left: [Double], _ right: [Float]) -> Double {
        left.count == right.count
            ? zip(left, right).reduce(0) { max($0, abs($1.0 - Double($1.1))) } : .infinity
    }
}
