import Foundation
import Tensors

/// ONNX "Resize" and "Upsample": every axis by itself, from the nearest element, two or four neighbours, or as
/// many as a wider filter covers.
public struct Resize: Operator, Equatable {
    /// What a list of sizes means; the raw values are ONNX's (`keep_aspect_ratio_policy`).
    public enum SizePolicy: String, Sendable {
        /// The sizes as they are
        case stretch
        /// The largest ones of the input's proportions that none exceeds
        case notLarger = "not_larger"
        /// The smallest ones of the input's proportions that exceed all
        case notSmaller = "not_smaller"
    }

    /// The factor per axis; nil: an input.
    public var scales: [Float]?
    /// How the elements of an axis are found.
    public var filter: ResizeFilter
    /// The axes that scales and sizes are for; nil: all.
    public var axes: [Int]?
    /// What sizes mean.
    public var policy: SizePolicy
    /// What lies outside a region that is cropped.
    public var extrapolationValue: Float
    /// Whether the second input is a region (`roi`), and scales and sizes come after it.
    public var inputsHaveRegion: Bool

    /// The operator; see the properties for the meaning of the parameters.
    public init(
        scales: [Float]? = nil, filter: ResizeFilter = ResizeFilter(), axes: [Int]? = nil,
        policy: SizePolicy = .stretch, extrapolationValue: Float = 0, inputsHaveRegion: Bool = true
    ) {
        self.scales = scales
        self.filter = filter
        self.axes = axes
        self.policy = policy
        self.extrapolationValue = extrapolationValue
        self.inputsHaveRegion = inputsHaveRegion
    }

    /// The ONNX name.
    public var name: String { "Resize" }
    /// Channels last, as convolutions have it.
    public var memoryOrder: MemoryOrder { .channelsLast }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let places = input.shape.indices.map { memoryAxis($0, of: input) }
        let plans = try resamplings(inputs, of: input.shape, places: places)
        let shape = zip(input.shape, plans).map { $1?.count ?? $0 }
        _ = try checkedCount(of: shape)
        // onnxruntime leaves a tensor alone that keeps its shape, even where a factor near 1 was rounded away.
        if shape == input.shape, filter.coordinates != .cropped { return [input] }
        if filter.interpolation == .nearest {
            let selection = AxisSelection(from: input.shape, positions: plans.map { $0?.nearest })
            let fill = plans.contains { $0?.inside != nil } ? Double(extrapolationValue) : nil
            return [try input.rearranged(to: shape, fill: fill, by: selection)]
        }
        guard case .float(var result) = Cast(to: .float).apply(to: input) else { return [] }
        for (place, plan) in plans.enumerated() {
            if let plan { result = plan.applied(to: result, axis: place, on: workers) }
        }
        var value = Value.float(result)
        if plans.contains(where: { $0?.inside != nil }) {
            let inside = AxisSelection(from: shape, positions: plans.map { $0?.inside })
            value = try value.rearranged(to: shape, fill: Double(extrapolationValue), by: inside)
        }
        guard case .integer = input else { return [value] }
        return [Cast(to: .integer(bits: 64, isSigned: true)).apply(to: value)]
    }

    /// How each axis is resampled, nil where it is not; `places` are where ONNX's axes lie in `shape`.
    func resamplings(
        _ inputs: [Value?], of shape: [Int], places: [Int]? = nil
    ) throws -> [AxisResampling?] {
        var plans = [AxisResampling?](repeating: nil, count: shape.count)
        for axis in try resizedAxes(inputs, of: shape, places ?? Array(shape.indices)) {
            plans[axis.place] = filter.plan(axis)
        }
        return plans
    }

    /// The axes that change, with their extents before and after.
    private func resizedAxes(
        _ inputs: [Value?], of shape: [Int], _ places: [Int]
    ) throws -> [ResizedAxis] {
        let rank = shape.count
        let axes = try normalizedAxes(axes ?? Array(0..<rank), rank: rank)
        let extents = axes.map { shape[places[$0]] }
        let region = try region(inputs, count: axes.count)
        let sizes = try sizes(inputs)
        let scales = try sizes.map { try factors(for: $0, of: extents) } ?? givenScales(inputs)
        guard scales.count == axes.count else {
            throw InferenceError.invalid("scales or sizes do not fit \(axes.count) axes")
        }
        return try axes.indices.compactMap { index in
            let (extent, scale, region) = (extents[index], scales[index], region[index])
            let isCropped = filter.coordinates == .cropped
            let width = Float(extent) * scale * (isCropped && sizes == nil ? region.end - region.start : 1)
            guard scale.isFinite, scale > 0, width >= 0, width < 1e7, extent > 0 else {
                throw InferenceError.invalid("\(extent) elements cannot be resized by \(scale)")
            }
            var count = Int(width.rounded(.down))
            if let sizes { count = policy == .stretch ? sizes[index] : Int((width + 0.5).rounded(.down)) }
            // onnxruntime's widening filter leaves an axis alone that keeps its extent.
            let isKept = count == extent && (scale == 1 || filter.smoothsWhenShrinking)
            guard !isKept || isCropped else { return nil }
            return ResizedAxis(
                place: places[axes[index]], extent: extent, count: count, scale: scale,
                width: width, region: region)
        }
    }

    /// The factors that make the sizes, all the same where proportions are kept.
    private func factors(for sizes: [Int], of extents: [Int]) throws -> [Float] {
        guard sizes.count == extents.count, sizes.allSatisfy({ 0...(1 << 24) ~= $0 }) else {
            throw InferenceError.invalid("the sizes \(sizes) do not fit \(extents.count) axes")
        }
        let scales = zip(sizes, extents).map { Float($0) / Float(max($1, 1)) }
        let common = policy == .notLarger ? scales.min() : scales.max()
        return policy == .stretch ? scales : scales.map { common ?? $0 }
    }

    private func givenScales(_ inputs: [Value?]) throws -> [Float] {
        try scales ?? inputs.tensor(inputsHaveRegion ? 2 : 1).values
    }

    private func sizes(_ inputs: [Value?]) throws -> [Int]? {
        guard scales == nil, inputsHaveRegion, let sizes = try inputs.optionalIntegers(3) else { return nil }
        return sizes.isEmpty ? nil : sizes
    }

    /// Start and end of the region along each axis, in shares of the input.
    private func region(_ inputs: [Value?], count: Int) throws -> [ResizedAxis.Region] {
        let whole = ResizedAxis.Region(start: 0, end: 1)
        guard filter.coordinates == .cropped, inputsHaveRegion else {
            return Array(repeating: whole, count: count)
        }
        let numbers = try inputs.tensor(1).values
        guard numbers.count == 2 * count else {
            throw InferenceError.invalid("a region of \(numbers.count) numbers does not fit \(count) axes")
        }
        return (0..<count).map { ResizedAxis.Region(start: numbers[$0], end: numbers[$0 + count]) }
    }
}
