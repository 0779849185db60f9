import Tensors

extension Concat: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let gradient = try step.gradient()
        let axis = try normalizedAxis(axis, rank: gradient.shape.count)
        var start = 0
        return try step.inputs.indices.map { index in
            let extent = try step.shape(index)[axis]
            defer { start += extent }
            guard step.isWanted[index] else { return nil }
            var positions = [[Int]?](repeating: nil, count: gradient.shape.count)
            positions[axis] = Array(start..<start + extent)
            let selection = AxisSelection(from: gradient.shape, positions: positions)
            return try [Value?.some(Value.float(gradient).rearranged(to: selection.shape, by: selection))]
                .tensor(0)
        }
    }
}
