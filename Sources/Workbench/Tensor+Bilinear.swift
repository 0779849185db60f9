import Tensors

extension Tensor {
    /// A map, `[height, width]`, at another size, bilinearly: pixel centres are at halves, and beyond the outermost
    /// ones the map goes on as there.
    func resizedBilinearly(toWidth width: Int, height: Int) -> Tensor {
        let rows = BilinearTap.taps(from: shape[0], to: height)
        let columns = BilinearTap.taps(from: shape[1], to: width)
        let stride = shape[1]
        return withValues { map in
            let values = rows.flatMap { row in
                let (upper, lower) = (row.low * stride, row.high * stride)
                return columns.map { column in
                    row.mix(
                        column.mix(map[upper + column.low], map[upper + column.high]),
                        column.mix(map[lower + column.low], map[lower + column.high]))
                }
            }
            return Tensor(shape: [height, width], values: values)
        }
    }
}

/// Between which two pixels of an axis a pixel of another size lies.
private struct BilinearTap {
    let low: Int, high: Int
    /// The second one's share.
    let share: Float

    static func taps(from extent: Int, to count: Int) -> [BilinearTap] {
        (0..<count).map { index in
            let place = (Float(index) + 0.5) * Float(extent) / Float(count) - 0.5
            let clamped = min(max(place, 0), Float(extent - 1))
            let low = Int(clamped)
            return BilinearTap(low: low, high: min(low + 1, extent - 1), share: clamped - Float(low))
        }
    }

    func mix(_ first: Float, _ second: Float) -> Float { first + (second - first) * share }
}
