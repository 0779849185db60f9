/// The colours of maps in written pictures, as red, green and blue.
enum ReportColors {
    /// Black to white over a range; what is no number is grey-blue.
    static func gray(_ value: Float, in range: ClosedRange<Float>) -> SIMD3<UInt8> {
        guard value.isFinite else { return noNumber }
        let width = range.upperBound - range.lowerBound
        let share = width > 0 ? min(max((value - range.lowerBound) / width, 0), 1) : 0
        return SIMD3(repeating: UInt8((share * 255).rounded()))
    }

    /// Blue at `-bound`, paper at 0, orange at `bound`, as on the light stage.
    static func signed(_ value: Float, bound: Float) -> SIMD3<UInt8> {
        guard value.isFinite else { return noNumber }
        let place = (bound > 0 ? min(max(value / bound, -1), 1) : 0) * 2 + 2
        let index = min(Int(place), stops.count - 2)
        let (low, high) = (stops[index], stops[index + 1])
        let mixed = low + (high - low) * (place - Float(index))
        return SIMD3<UInt8>(clamping: SIMD3<Int32>(mixed.rounded(.toNearestOrAwayFromZero)))
    }

    private static let noNumber = SIMD3<UInt8>(138, 143, 150)
    private static let stops: [SIMD3<Float>] = [
        SIMD3(8, 81, 156), SIMD3(107, 174, 214), SIMD3(247, 245, 240), SIMD3(245, 162, 93), SIMD3(179, 71, 0),
    ]
}
