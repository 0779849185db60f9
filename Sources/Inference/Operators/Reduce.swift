import Foundation
import Tensors

/// The ONNX operators "ReduceMean", "ReduceSum" and so on: all elements along some axes become one.
public struct Reduce: Operator, Equatable {
    /// What the elements become.
    public enum Function: String, Sendable, CaseIterable {
        /// Their mean
        case mean = "ReduceMean"
        /// Their sum
        case sum = "ReduceSum"
        /// The largest one
        case maximum = "ReduceMax"
        /// The smallest one
        case minimum = "ReduceMin"
        /// Their product
        case product = "ReduceProd"
        /// The sum of their magnitudes
        case norm1 = "ReduceL1"
        /// The root of the sum of their squares
        case norm2 = "ReduceL2"
        /// The sum of their squares
        case squares = "ReduceSumSquare"
        /// The logarithm of their sum
        case logarithmOfSum = "ReduceLogSum"
        /// The logarithm of the sum of their exponentials
        case logarithmOfPowers = "ReduceLogSumExp"
    }

    /// What the elements become; the raw value is the ONNX name.
    public var function: Function
    /// The axes; nil: the second input, or all.
    public var axes: [Int]?
    /// Whether the axes stay, with an extent of 1.
    public var keepsAxes: Bool
    /// Whether no axes at all means that every element is reduced by itself (`noop_with_empty_axes`).
    public var ignoresNoAxes: Bool
    private(set) var isSpatial = false

    /// The operator; see the properties for the meaning of the parameters.
    public init(_ function: Function, axes: [Int]? = nil, keepsAxes: Bool = true, ignoresNoAxes: Bool = false)
    {
        self.function = function
        self.axes = axes
        self.keepsAxes = keepsAxes
        self.ignoresNoAxes = ignoresNoAxes
        isSpatial = axes.map(Self.areSpatial) ?? false
    }

    /// The ONNX name.
    public var name: String { function.rawValue }
    /// Channels last where height and width are reduced, so that a global pool needs no conversion.
    public var memoryOrder: MemoryOrder { isSpatial ? .channelsLast : .rowMajor }

    /// Remembers whether height and width are what is reduced.
    public func prepared(constants: [Value?]) throws -> any Operator {
        guard axes == nil, constants.count > 1, case .integer(let axes)? = constants[1] else { return self }
        var copy = self
        copy.isSpatial = Self.areSpatial(axes.values)
        return copy
    }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        let rank = input.shape.count
        var axes = try axes ?? inputs.optionalIntegers(1) ?? []
        if axes.isEmpty {
            axes = ignoresNoAxes ? [] : Array(0..<rank)
        }
        axes = try normalizedAxes(axes, rank: rank)
        if isSpatial { axes = axes.map { memoryAxis($0, of: input) } }
        if isSpatial, function == .mean, input.shape.count == 4, case .float(let maps) = input {
            let means = try GlobalAveragePool().evaluate([.float(maps)], on: workers)
            return keepsAxes ? means : means.map { $0.reshaped([input.shape[0], input.shape[3]]) }
        }
        let kept = input.shape.enumerated().map { axes.contains($0) ? 1 : $1 }
        let shape = keepsAxes ? kept : kept.indices.filter { !axes.contains($0) }.map { kept[$0] }
        return [try reduce(input, along: axes, kept: kept).reshaped(shape)]
    }

    private static func areSpatial(_ axes: [Int]) -> Bool {
        axes.count == 2 && Set(axes.map { $0 < 0 ? $0 + 4 : $0 }) == [2, 3]
    }

    private func reduce(_ input: Value, along axes: [Int], kept: [Int]) throws -> Value {
        let count = axes.map { input.shape[$0] }.reduce(1, *)
        let run = try Broadcast([kept, input.shape])
        switch input {
        case .float(let tensor):
            // Sums are kept in double precision: there are few of them, and long ones stay exact.
            let sums: [Double] = fold(run, kept, tensor.values) { Double($0) }
            let results = sums.map { Float(finished($0, count)) }
            return .float(Tensor(shape: kept, values: results))
        case .integer(let tensor):
            let sums: [Double] = fold(run, kept, tensor.values) { Double($0) }
            let results = sums.map { Int(clamping: finished($0, count)) }
            return .integer(IntegerTensor(shape: kept, values: results))
        }
    }

    private func fold<Element>(
        _ run: Broadcast, _ kept: [Int], _ elements: [Element], _ number: (Element) -> Double
    ) -> [Double] {
        var sums = [Double](repeating: start, count: kept.reduce(1, *))
        guard !elements.isEmpty else { return sums }
        sums.withUnsafeMutableBufferPointer { sums in
            elements.withUnsafeBufferPointer { elements in
                run.forEachRow(in: 0..<run.rowCount) { _, at in
                    for index in 0..<run.rowLength {
                        let place = at[0] + index * run.rowStep[0]
                        sums[place] = next(sums[place], number(elements[at[1] + index * run.rowStep[1]]))
                    }
                }
            }
        }
        return sums
    }

    private var start: Double {
        switch function {
        case .mean, .sum, .norm1, .norm2, .squares, .logarithmOfSum: 0
        case .product: 1
        case .maximum, .logarithmOfPowers: -.infinity
        case .minimum: .infinity
        }
    }

    private func next(_ sum: Double, _ element: Double) -> Double {
        switch function {
        case .mean, .sum, .logarithmOfSum: sum + element
        case .norm1: sum + abs(element)
        case .norm2, .squares: sum + element * element
        case .product: sum * element
        case .maximum: max(sum, element)
        case .minimum: min(sum, element)
        case .logarithmOfPowers: Self.logarithmOfPowers(sum, element)
        }
    }

    /// log(exp(x) + exp(y)), without overflow.
    private static func logarithmOfPowers(_ x: Double, _ y: Double) -> Double {
        let larger = max(x, y)
        return larger.isFinite ? larger + log1p(exp(min(x, y) - larger)) : larger
    }

    private func finished(_ sum: Double, _ count: Int) -> Double {
        switch function {
        case .mean: sum / Double(count)
        case .norm2: sum.squareRoot()
        case .logarithmOfSum: log(sum)
        default: sum
        }
    }
}
