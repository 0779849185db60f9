import Foundation
import Tensors

/// The ONNX pools over any number of axes, of any type, and with the places of the largest elements: "LpPool",
/// and what `MaxPool` and `AveragePool` do not do.
///
/// Maximum, sum and sum of powers are separable, so each axis is pooled by itself, the last one first.
public struct GeneralPool: Operator, Equatable {
    /// What becomes of the elements under a window.
    public enum Function: Sendable, Equatable {
        /// The largest one
        case maximum
        /// Their mean; `countsPadding` is ONNX's `count_include_pad`
        case average(countsPadding: Bool)
        /// The root of the sum of the powers of their magnitudes
        case norm(exponent: Int)
    }

    /// How a place within all input maps is counted.
    public enum IndexOrder: Sendable {
        /// The last axis varies fastest
        case rowMajor
        /// The first spatial axis varies fastest (`storage_order` 1)
        case columnMajor
    }

    /// What becomes of the elements under a window.
    public var function: Function
    /// The geometry, with as many axes as the input has besides batch and channels.
    public var window: Window
    /// How the places of the largest elements are counted, as second output; nil makes none.
    public var indices: IndexOrder?

    /// A pool; see the properties for the meaning of the parameters.
    public init(_ function: Function, window: Window, indices: IndexOrder? = nil) {
        self.function = function
        self.window = window
        self.indices = indices
    }

    /// The ONNX name.
    public var name: String {
        switch function {
        case .maximum: "MaxPool"
        case .average: "AveragePool"
        case .norm: "LpPool"
        }
    }

    /// Computes the outputs; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let value = try inputs.value(0)
        guard value.shape.count == window.kernel.count + 2 else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "\(window.kernel.count + 2) dimensions", actual: value.shape)
        }
        let input: Tensor =
            switch value {
            case .float(let tensor): tensor
            case .integer(let tensor): Tensor(tensor)
            }
        var field = PooledField(input, keepsPlaces: indices != nil)
        if case .norm(let exponent) = function { field.raise(to: Float(exponent)) }
        var shares: [[Float]] = []
        for axis in window.kernel.indices.reversed() {
            let geometry = try WindowAxis(
                window, axis: axis, kernel: window.kernel[axis], extent: input.shape[axis + 2])
            _ = try checkedCount(of: field.shape.enumerated().map { $0 == axis + 2 ? geometry.outputs : $1 })
            let spans = Self.spans(geometry, extent: input.shape[axis + 2])
            field.pool(axis: axis + 2, spans: spans.map(\.places), takesLargest: function == .maximum)
            shares.insert(spans.map { 1 / Float(max(1, counts($0))) }, at: 0)
        }
        if case .average = function { field.scale(by: shares) }
        if case .norm(let exponent) = function { field.raise(to: 1 / Float(exponent)) }
        return results(field, from: value)
    }

    private func results(_ field: PooledField, from value: Value) -> [Value] {
        var values = [Value.float(Tensor(shape: field.shape, values: field.values))]
        if case .integer = value {
            values = [Cast(to: .integer(bits: 64, isSigned: true)).apply(to: values[0])]
        }
        guard let indices else { return values }
        let places =
            indices == .rowMajor
            ? field.places : field.places.map { Self.columnMajor($0, in: value.shape) }
        return values + [.integer(IntegerTensor(shape: field.shape, values: places))]
    }

    /// What a sum over the window is divided by.
    func counts(_ span: Span) -> Int {
        if case .average(countsPadding: true) = function { span.paddedCount } else { span.places.count }
    }

    /// What lies under a window along one axis.
    struct Span {
        let places: [Int]
        /// Taps that lie in the input or its padding.
        let paddedCount: Int
    }

    /// The windows along one axis, an entry an output.
    static func spans(_ axis: WindowAxis, extent: Int) -> [Span] {
        let geometry = axis.kernelAxis
        return (0..<axis.outputs).map { output in
            let start = output * geometry.stride - geometry.padding
            let taps = (0..<geometry.kernel).map { start + $0 * geometry.dilation }
            return Span(
                places: taps.filter { (0..<extent).contains($0) },
                paddedCount: taps.count { $0 < extent + axis.end })
        }
    }

    /// A row-major place counted with the first spatial axis varying fastest.
    private static func columnMajor(_ place: Int, in shape: [Int]) -> Int {
        let size = shape[2...].reduce(1, *)
        var (rest, index) = (place % size, [Int]())
        for extent in shape[2...].reversed() {
            index.insert(rest % extent, at: 0)
            rest /= extent
        }
        var result = 0
        for (position, extent) in zip(index, shape[2...]).reversed() { result = result * extent + position }
        return place / size * size + result
    }
}

/// Numbers that are pooled axis by axis, with the places in the input that they come from.
private struct PooledField {
    private(set) var shape: [Int]
    private(set) var values: [Float]
    /// Empty where nobody asks for them.
    private(set) var places: [Int]

    init(_ tensor: Tensor, keepsPlaces: Bool) {
        shape = tensor.shape
        values = tensor.values
        places = keepsPlaces ? Array(0..<tensor.count) : []
    }

    mutating func raise(to exponent: Float) {
        guard exponent != 1 else { return values = values.map { abs($0) } }
        values = values.map { powf(abs($0), exponent) }
    }

    /// - Parameter spans: for every output the places along the axis that become one.
    mutating func pool(axis: Int, spans: [[Int]], takesLargest: Bool) {
        let extent = shape[axis]
        guard spans.count != extent || spans.indices.contains(where: { spans[$0] != [$0] }) else { return }
        let inner = shape[(axis + 1)...].reduce(1, *)
        let outer = shape[..<axis].reduce(1, *)
        let former = self
        shape[axis] = spans.count
        values = Array(
            repeating: takesLargest ? -.greatestFiniteMagnitude : 0, count: outer * spans.count * inner)
        places = Array(repeating: 0, count: former.places.isEmpty ? 0 : values.count)
        for block in 0..<outer {
            for (output, span) in spans.enumerated() {
                let target = (block * spans.count + output) * inner
                for (tap, place) in span.enumerated() {
                    let source = (block * extent + place) * inner
                    if takesLargest {
                        take(former, from: source, to: target, count: inner, isFirst: tap == 0)
                    } else {
                        for column in 0..<inner { values[target + column] += former.values[source + column] }
                    }
                }
            }
        }
    }

    /// Takes what is larger than what is there; of equal numbers the one that comes first in the input.
    private mutating func take(
        _ former: PooledField, from source: Int, to target: Int, count: Int, isFirst: Bool
    ) {
        for column in 0..<count {
            let (candidate, present) = (former.values[source + column], values[target + column])
            guard !places.isEmpty else {
                values[target + column] = isFirst ? candidate : max(candidate, present)
                continue
            }
            let place = former.places[source + column]
            if isFirst || candidate > present || (candidate == present && place < places[target + column]) {
                values[target + column] = candidate
                places[target + column] = place
            }
        }
    }

    /// Multiplies every number by the factors of its places, one list a spatial axis.
    mutating func scale(by factors: [[Float]]) {
        for (axis, list) in factors.enumerated() {
            let inner = shape[(axis + 3)...].reduce(1, *)
            for index in values.indices { values[index] *= list[index / inner % list.count] }
        }
    }
}
