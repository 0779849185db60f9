import CKernels
import Tensors

extension Convolution: DifferentiableOperator {
    /// By the transposed convolution with the same weights (Dumoulin and Visin 2016, chapter 4).
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        try step.requireFixedParameters(of: name)
        var bare = self
        bare.activation = nil
        let gradient = try activation?.pullBack(step, fusedInto: bare) ?? step.gradient()
        let filters = try weights?.filters ?? step.input(1)
        let shape = try step.shape()
        let geometry = try WindowGeometry(
            window, kernel: Array(filters.shape[2...]), height: shape[2], width: shape[3])
        let transpose = ConvolutionTranspose(
            window: geometry.transposed(height: shape[2], width: shape[3]), groups: weights?.groups ?? groups)
        let results = try transpose.evaluate([.float(gradient), .float(filters)], on: step.workers)
        return [try results.map(Value?.some).tensor(0)]
    }
}

extension WindowGeometry {
    /// The window of the transposed convolution that makes maps of the given size again.
    fileprivate func transposed(height: Int, width: Int) -> Window {
        Window(
            kernel: [vertical.kernel, horizontal.kernel], strides: [vertical.stride, horizontal.stride],
            pads: [
                vertical.padding, horizontal.padding,
                vertical.reach(over: outputHeight) - vertical.padding - height,
                horizontal.reach(over: outputWidth) - horizontal.padding - width,
            ],
            dilations: [vertical.dilation, horizontal.dilation])
    }
}

extension ck_axis {
    /// Pixels from the first tap of the first window to the last tap of the last one, both included.
    fileprivate func reach(over outputs: Int) -> Int { stride * (outputs - 1) + (kernel - 1) * dilation + 1 }
}
