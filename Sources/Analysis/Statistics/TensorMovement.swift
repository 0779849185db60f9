import CKernels
import Tensors

/// How far a tensor has moved from another of its shape, by length and by direction.
public struct TensorMovement: Sendable, Equatable {
    /// As `RelativeDistance`: the L2 norm of the difference divided by the reference's norm; 0 where both are zero, 1
    /// where only the reference is.
    public let relativeDistance: Float
    /// The cosine of the angle between the two, -1...1; 1 where both are zero, 0 where only one is.
    public let cosine: Float

    /// The movement of `tensor` away from `reference`.
    public init(of tensor: Tensor, from reference: Tensor) {
        precondition(tensor.shape == reference.shape, "\(tensor.shape) and \(reference.shape)")
        let squares = Self.squares(tensor, reference)
        guard squares.own > 0, squares.other > 0 else {
            let areEqual = squares.own == squares.other
            relativeDistance = squares.difference == 0 ? 0 : 1
            cosine = areEqual ? 1 : 0
            return
        }
        relativeDistance = Float((squares.difference / squares.other).squareRoot())
        let product = (squares.own + squares.other - squares.difference) / 2
        let exact = product / (squares.own * squares.other).squareRoot()
        cosine = squares.difference == 0 ? 1 : Float(min(max(exact, -1), 1))
    }

    /// The squared norms of the difference, of the tensor and of its reference. What is read twice is still in the
    /// cache the second time.
    private static func squares(
        _ tensor: Tensor, _ reference: Tensor
    ) -> (difference: Double, own: Double, other: Double) {
        var (difference, own, other, unused) = (0.0, 0.0, 0.0, 0.0)
        guard tensor.count > 0 else { return (0, 0, 0) }
        tensor.withPointer { tensorStart in
            reference.withPointer { referenceStart in
                for start in stride(from: 0, to: tensor.count, by: blockLength) {
                    let length = min(blockLength, tensor.count - start)
                    let (left, right) = (tensorStart + start, referenceStart + start)
                    ck_add_squares(left, right, length, &difference, &other)
                    ck_add_squares(right, left, length, &unused, &own)
                }
            }
        }
        return (difference, own, other)
    }

    private static let blockLength = 4096
}
