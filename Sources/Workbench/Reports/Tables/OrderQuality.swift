import Analysis

/// How well classes lie together in an order of samples on the curve.
struct OrderQuality {
    /// Of all pairs of neighbors; not a number where there are no classes.
    let quality: Float
    /// Of each class; not a number where it has no sample, and none where there are no classes.
    let ofClasses: [Float]
    /// How many samples have no, one and two neighbors of their class; nil where there are no classes.
    let agreement: [Int]?

    /// The quality of an order of positions, `classOf` them.
    init(of order: [Int], classOf: [Int], classCount: Int, usesWholeOrders: Bool) {
        guard classCount > 0 else {
            (quality, ofClasses, agreement) = (.nan, [], nil)
            return
        }
        let curve =
            usesWholeOrders ? HilbertCurve(orderHolding: order.count) : HilbertCurve(holding: order.count)
        let sorted = order.map { classOf[$0] }
        let found = CurveQuality(curve, labels: sorted, classCount: classCount)
        let members = sorted.reduce(into: [Int](repeating: 0, count: classCount)) {
            if $1 >= 0 { $0[$1] += 1 }
        }
        quality = found.quality
        ofClasses = zip(found.ofClasses, members).map { $1 > 0 ? $0 : .nan }
        agreement = found.agreement
    }
}
