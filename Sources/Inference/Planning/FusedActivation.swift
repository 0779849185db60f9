extension Operator {
    /// The activation that has been fused into it.
    var fusedActivation: Activation? {
        switch self {
        case let convolution as Convolution: convolution.activation
        case let product as Gemm: product.activation
        case let sum as ElementwiseBinary: sum.activation
        default: nil
        }
    }

    /// The same operator without the activation that has been fused into it; shares its weights.
    var withoutActivation: any Operator {
        switch self {
        case var convolution as Convolution:
            convolution.activation = nil
            return convolution
        case var product as Gemm:
            product.activation = nil
            return product
        case var sum as ElementwiseBinary:
            sum.activation = nil
            return sum
        default: return self
        }
    }

    /// Whether nothing more belongs to a layer that ends in it: a convolution or product with its activation.
    var endsInActivation: Bool { !(self is ElementwiseBinary) && fusedActivation != nil }
}
