import Foundation
import Tensors

extension UnitPoints {
    /// Points with what is known of their units.
    ///
    /// - Parameters:
    ///   - places: sample * pixels + pixel of each point.
    ///   - pixels: how many a map has.
    ///   - values: `[units, points]`.
    ///   - placeCount: how many places there are in all.
    /// - Throws: `CancellationError`.
    init(
        places: [Int], pixels: Int, values: Tensor, placeCount: Int,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        let units = values.shape[0]
        let rows = Workers.standard.map(units) { UnitRow($0, of: values) }
        let deviations = rows.map { Float($0.deviation) }
        self.init(
            positions: places.map { Int32($0 / pixels) }, places: places.map { Int32($0 % pixels) },
            values: values, placeCount: placeCount, means: rows.map { Float($0.mean) },
            deviations: deviations,
            order: deviations.indices.sorted { (-deviations[$0], $0) < (-deviations[$1], $1) },
            correlation: try Self.correlation(of: values, rows, isStale), range: Self.range(of: values))
    }

    /// `[units, units]`
    private static func correlation(
        of values: Tensor, _ rows: [UnitRow], _ isStale: @Sendable () -> Bool
    ) throws -> Tensor {
        let (units, count) = (values.shape[0], values.shape[1])
        var standard = Tensor(uninitialized: values.shape)
        values.withPointer { source in
            standard.withMutablePointer { target in
                for unit in 0..<units {
                    rows[unit].standardize(source + unit * count, into: target + unit * count, count)
                }
            }
        }
        // Some rows at a time: with thousands of units it may take seconds.
        let stripe = 64
        let (source, depth) = (standard, count)
        let stripes = try Workers.standard.map((units + stripe - 1) / stripe, isStale: isStale) { index in
            let first = index * stripe
            var part = Tensor(uninitialized: [min(stripe, units - first), units])
            let rows = part.shape[0]
            source.withPointer { source in
                part.withMutablePointer {
                    MatrixProduct.multiply(
                        .init(source + first * depth, stride: depth),
                        .init(source, stride: depth, isTransposed: true), rows: rows, columns: units,
                        depth: depth, into: $0, resultStride: units)
                }
            }
            return part
        }
        var result = Tensor(uninitialized: [units, units])
        result.withMutablePointer { target in
            for (index, part) in stripes.enumerated() {
                part.withPointer { (target + index * stripe * units).update(from: $0, count: part.count) }
            }
        }
        return result
    }

    /// The 0.15th and the 99.95th percentile, as numpy has them; of very many values a part stands for all.
    static func range(of values: Tensor) -> ClosedRange<Float> {
        let step = max(1, values.count / 1_000_000)
        let sorted = values.withValues { values in
            stride(from: 0, to: values.count, by: step).map { values[$0] }.filter(\.isFinite).sorted()
        }
        guard let first = sorted.first, let last = sorted.last else { return 0...1 }
        func percentile(_ share: Double) -> Float {
            let place = share * Double(sorted.count - 1)
            let index = min(Int(place), max(sorted.count - 2, 0))
            let next = min(index + 1, sorted.count - 1)
            return Float(
                Double(sorted[index]) + (Double(sorted[next]) - Double(sorted[index]))
                    * (place - Double(index)))
        }
        let (low, high) = (percentile(0.0015), percentile(0.9995))
        if low < high { return low...high }
        // Nearly all values are the same, as of units that are silent: all of them, then.
        return first < last ? first...last : first...first + 1
    }
}

/// Mean and standard deviation of a unit.
private struct UnitRow: Sendable {
    let mean: Double
    /// 0 where the unit has one value, or one that is no number.
    let deviation: Double

    init(_ unit: Int, of values: Tensor) {
        let count = values.shape[1]
        (mean, deviation) = values.withPointer { start in
            let row = UnsafeBufferPointer(start: start + unit * count, count: count)
            let number = Double(max(count, 1))
            let mean = row.reduce(0.0) { $0 + Double($1) } / number
            let square = row.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            let deviation = (square / number).squareRoot()
            // Less than what rounding makes is nothing.
            return (mean, deviation > 1e-7 * abs(mean) ? deviation : 0)
        }
    }

    /// Of mean 0 and length 1; 0 everywhere where the unit does not vary.
    func standardize(_ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, _ count: Int) {
        let scale = deviation > 0 ? 1 / (deviation * Double(count).squareRoot()) : 0
        for index in 0..<count {
            target[index] = scale > 0 ? Float((Double(source[index]) - mean) * scale) : 0
        }
    }
}
