import Tensors

extension ElementwiseFold: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let gradient = try step.gradient()
        let share = 1 / Float(step.inputs.count)
        return try step.inputs.indices.map { index in
            guard step.isWanted[index] else { return nil }
            switch function {
            case .sum: return try gradient.summed(to: step.shape(index))
            case .mean: return try gradient.scaled(by: share).summed(to: step.shape(index))
            case .minimum, .maximum:
                return try gradient.combined(.multiply, winners(index, step), on: step.workers)
                    .summed(to: step.shape(index))
            }
        }
    }

    /// 1 where the input at `index` alone is the result, a part of it where several are, else 0.
    private func winners(_ index: Int, _ step: BackwardStep) throws -> Tensor {
        let result = try step.output()
        let isResult = try step.inputs.indices.map { index in
            let input = try step.input(index)
            let broadcast = try Broadcast([input.shape, result.shape])
            let (numbers, results) = (input.values, result.values)
            return broadcast.map { numbers[$0[0]] == results[$0[1]] ? Float(1) : 0 }
        }
        let shares = result.values.indices.map { place in
            isResult[index][place] / max(1, isResult.reduce(0) { $0 + $1[place] })
        }
        return Tensor(shape: result.shape, values: shares)
    }
}
