import CKernels
import Tensors

/// How one feature map differs from the same map of another picture.
public struct MapDifference: Sendable, Equatable {
    /// The L2 norm of the difference.
    public let distance: Float
    /// The mean of the difference over the pixels.
    public let mean: Float
    /// The largest magnitude of the difference at a pixel.
    public let largest: Float

    /// The differences of all maps of a layer.
    ///
    /// - Parameters:
    ///   - maps: `[maps, height, width]`.
    ///   - reference: what is taken off, of the same shape.
    public static func ofMaps(_ maps: Tensor, from reference: Tensor) -> [MapDifference] {
        precondition(maps.shape == reference.shape, "\(maps.shape) and \(reference.shape)")
        guard maps.count > 0 else { return [] }
        let length = maps.count / maps.shape[0]
        return maps.withValues { values in
            reference.withValues { others in
                (0..<maps.shape[0]).map { map in
                    let range = map * length..<(map + 1) * length
                    return MapDifference(
                        UnsafeBufferPointer(rebasing: values[range]),
                        UnsafeBufferPointer(rebasing: others[range]))
                }
            }
        }
    }

    private init(_ values: UnsafeBufferPointer<Float>, _ others: UnsafeBufferPointer<Float>) {
        var (squares, unused, sum) = (0.0, 0.0, 0.0)
        var largest: Float = 0
        if let left = values.baseAddress, let right = others.baseAddress {
            ck_add_squares(left, right, values.count, &squares, &unused)
        }
        for index in values.indices {
            let difference = values[index] - others[index]
            sum += Double(difference)
            largest = max(largest, difference.magnitude)
        }
        distance = Float(squares.squareRoot())
        mean = Float(sum / Double(max(values.count, 1)))
        self.largest = largest
    }
}
