extension Tensor {
    /// The entries of the outermost dimension in `range` (a copy).
    public func slice(_ range: Range<Int>) -> Tensor {
        precondition(!shape.isEmpty && range.upperBound <= shape[0], "\(range) is not inside \(shape)")
        guard range != 0..<shape[0] else { return self }
        let step = shape.dropFirst().reduce(1, *)
        return withValues { values in
            Tensor(
                shape: [range.count] + shape.dropFirst(),
                values: values[range.lowerBound * step..<range.upperBound * step])
        }
    }
}
