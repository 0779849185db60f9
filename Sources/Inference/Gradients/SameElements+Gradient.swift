import Tensors

/// Operators that hand on their first input's elements in their order: so they hand the gradient back.
protocol HandingOnElements: DifferentiableOperator {}

extension HandingOnElements {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        [try step.gradient().reshaped(step.shape())]
    }
}

extension Reshape: HandingOnElements {}
extension Flatten: HandingOnElements {}
extension Squeeze: HandingOnElements {}
extension Unsqueeze: HandingOnElements {}
extension Identity: HandingOnElements {}

extension Cast: DifferentiableOperator {
    /// Integers hand nothing back; roundings to shorter floats are taken for none.
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        [[.float, .half, .brain].contains(target) ? try step.gradient() : nil]
    }
}
