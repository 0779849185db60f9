import Tensors

extension GeneralPool: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        switch function {
        case .average: return [try pullBackAverage(step)]
        case .maximum where window.kernel.count == 2: return try MaxPool(window: window).pullBack(step)
        case .maximum, .norm: throw InferenceError.noGradient(of: name, node: "")
        }
    }

    /// One axis after the other, as in the run.
    private func pullBackAverage(_ step: BackwardStep) throws -> Tensor {
        let shape = try step.shape()
        var gradient = try step.gradient()
        for axis in window.kernel.indices {
            let geometry = try WindowAxis(
                window, axis: axis, kernel: window.kernel[axis], extent: shape[axis + 2])
            let spans = Self.spans(geometry, extent: shape[axis + 2])
            gradient = spread(gradient, along: axis + 2, to: shape[axis + 2], spans)
        }
        return gradient
    }

    /// Every output's share for each element under its window.
    private func spread(_ gradient: Tensor, along axis: Int, to extent: Int, _ spans: [Span]) -> Tensor {
        var shape = gradient.shape
        let inner = shape[(axis + 1)...].reduce(1, *)
        let outer = shape[..<axis].reduce(1, *)
        shape[axis] = extent
        var result = Tensor(shape: shape)
        gradient.withValues { gradient in
            result.withMutableValues { result in
                for block in 0..<outer {
                    for (output, span) in spans.enumerated() {
                        let source = (block * spans.count + output) * inner
                        let share = 1 / Float(max(1, counts(span)))
                        for place in span.places {
                            let target = (block * extent + place) * inner
                            for index in 0..<inner {
                                result[target + index] += share * gradient[source + index]
                            }
                        }
                    }
                }
            }
        }
        return result
    }
}
