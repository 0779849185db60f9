import Foundation
import Tensors

extension BatchNormalization: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        try step.requireFixedParameters(of: name)
        let scale = try factors ?? ChannelFactors(step.values, epsilon: epsilon)
        let shape = try step.shape()
        let fitting =
            isSpatial ? [scale.scale.count] + shape.dropFirst(2).map { _ in 1 } : Array(shape.dropFirst())
        return [
            try step.gradient().combined(.multiply, scale.scale.reshaped(fitting), on: step.workers)
        ]
    }
}

extension LayerNormalization: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        try step.requireFixedParameters(of: name)
        guard step.gradients.dropFirst().allSatisfy({ $0 == nil }) else {
            throw InferenceError.noGradient(of: "the mean of \(name)", node: "")
        }
        let input = try step.input(0)
        let axis = try normalizedAxis(axis, rank: input.shape.count)
        let scaled = try step.gradient().combined(.multiply, step.input(1), on: step.workers)
        return [
            Standardization(size: input.shape[axis...].reduce(1, *), epsilon: epsilon)
                .pullBack(scaled, at: input, on: step.workers)
        ]
    }
}

extension InstanceNormalization: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        try step.requireFixedParameters(of: name)
        let input = try step.input(0)
        let scale = try step.input(1)
        let fitting = scale.reshaped([scale.count] + input.shape.dropFirst(2).map { _ in 1 })
        let scaled = try step.gradient().combined(.multiply, fitting, on: step.workers)
        return [
            Standardization(size: input.shape[2...].reduce(1, *), epsilon: epsilon)
                .pullBack(scaled, at: input, on: step.workers)
        ]
    }
}

extension GroupNormalization: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        try step.requireFixedParameters(of: name)
        let input = try step.input(0)
        let scale = try step.input(1)
        let (channels, perScale) = (input.shape[1], input.shape[1] / max(1, scale.count))
        let scales = scale.values.flatMap { Array(repeating: $0, count: perScale) }
        let fitting = Tensor(shape: [channels] + input.shape.dropFirst(2).map { _ in 1 }, values: scales)
        let scaled = try step.gradient().combined(.multiply, fitting, on: step.workers)
        let size = input.shape[2...].reduce(1, *) * (channels / groups)
        return [Standardization(size: size, epsilon: epsilon).pullBack(scaled, at: input, on: step.workers)]
    }
}

/// Rows moved to mean 0 and variance 1, on the way back.
private struct Standardization: Sendable {
    /// Elements of a row.
    let size: Int
    /// Added to the variance.
    let epsilon: Float

    /// With the standardised row z, the gradient g of it and the factor f: f (g - mean(g) - z mean(g z)).
    func pullBack(_ gradient: Tensor, at input: Tensor, on workers: Workers) -> Tensor {
        var result = gradient
        input.withPointer { input in
            result.withMutablePointer { [count = gradient.count] result in
                let (input, result) = (SharedReadPointer(input), SharedPointer(result))
                workers.forEachRange(of: count / max(1, size), smallest: 8) { rows in
                    for row in rows { pullBack(result.address + row * size, at: input.address + row * size) }
                }
            }
        }
        return result
    }

    /// In place; sums are kept in double precision.
    private func pullBack(_ gradient: UnsafeMutablePointer<Float>, at input: UnsafePointer<Float>) {
        var row = Array(UnsafeBufferPointer(start: input, count: size))
        let (_, factor) = row.withUnsafeMutableBufferPointer { standardize($0, epsilon: epsilon) }
        var (sum, product) = (0.0, 0.0)
        for index in 0..<size {
            sum += Double(gradient[index])
            product += Double(gradient[index]) * Double(row[index])
        }
        let (mean, slope) = (sum / Double(size), product / Double(size))
        for index in 0..<size {
            gradient[index] = Float(factor * (Double(gradient[index]) - mean - Double(row[index]) * slope))
        }
    }
}
