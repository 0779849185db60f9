import Analysis
import Testing

@Suite struct CurveQualityTests {
    @Test func `pairs of neighbouring cells are counted`() {
        // Four cells in a square: 0 1 on the way down and right, four pairs.
        let curve = HilbertCurve(order: 1)
        #expect(CurveQuality(curve, labels: [0, 0, 1, 1], classCount: 2).quality == 0.5)
        #expect(CurveQuality(curve, labels: [0, 1, 0, 1], classCount: 2).quality == 0)
        let three = CurveQuality(curve, labels: [0, 0, 1], classCount: 2)
        // Three of the cells are neighbours twice.
        #expect(three.quality == 0.5)
        #expect(three.ofClasses == [0.5, 0])
    }

    @Test func `it is what looking at every pair of cells finds`() {
        let labels = (0..<1797).map { row -> Int in row % 41 == 0 ? -1 : (row * row / 7 + row / 90) % 5 }
        for curve in [HilbertCurve(holding: labels.count), HilbertCurve(orderHolding: labels.count)] {
            let first = curve.firstPosition(of: labels.count)
            var labelOf: [SIMD2<Int32>: Int] = [:]
            for (position, label) in labels.enumerated() { labelOf[curve.cells[first + position]] = label }
            var (pairs, alike, ofTwo, alikeOfTwo) = (0, 0, 0, 0)
            for (cell, label) in labelOf {
                for step in [SIMD2<Int32>(1, 0), SIMD2(0, 1)] {
                    guard let other = labelOf[cell &+ step] else { continue }
                    let isAlike = label >= 0 && label == other
                    (pairs, alike) = (pairs + 1, alike + (isAlike ? 1 : 0))
                    if label == 2 || other == 2 {
                        (ofTwo, alikeOfTwo) = (ofTwo + 1, alikeOfTwo + (isAlike ? 1 : 0))
                    }
                }
            }
            let found = CurveQuality(curve, labels: labels, classCount: 5)
            #expect(found.quality == Float(alike) / Float(pairs))
            #expect(found.ofClasses[2] == Float(alikeOfTwo) / Float(ofTwo))
            #expect(found.agreement.reduce(0, +) == labels.count)
        }
    }

    @Test func `agreement is that of the two beside it in the order`() {
        let labels = [0, 0, 1, 1, 1, -1, -1, 2]
        let found = labels.indices.map { CurveQuality.agreement(of: $0, in: labels) }
        #expect(found == [1, 1, 1, 2, 1, 0, 0, 0])
        #expect(CurveQuality(.init(holding: 8), labels: labels, classCount: 3).agreement == [3, 4, 1])
    }

    @Test func `no samples and no classes have no quality`() {
        #expect(CurveQuality(.init(order: 0), labels: [], classCount: 2).quality == 0)
        #expect(CurveQuality(.init(order: 1), labels: [-1, -1, -1, -1], classCount: 0).quality == 0)
    }
}
