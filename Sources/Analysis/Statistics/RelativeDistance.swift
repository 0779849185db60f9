import CKernels
import Tensors

/// How far apart two tensors of one shape are.
public enum RelativeDistance {
    /// The L2 norm of `tensor` less `reference`, divided by the norm of `reference`; 0 where both are zero, 1 where
    /// only the reference is.
    public static func between(_ tensor: Tensor, and reference: Tensor) -> Float {
        precondition(tensor.shape == reference.shape, "\(tensor.shape) and \(reference.shape)")
        guard tensor.count > 0 else { return 0 }
        var (difference, norm) = (0.0, 0.0)
        tensor.withPointer { tensor in
            reference.withPointer { ck_add_squares(tensor, $0, reference.count, &difference, &norm) }
        }
        return norm > 0 ? Float((difference / norm).squareRoot()) : (difference > 0 ? 1 : 0)
    }
}
