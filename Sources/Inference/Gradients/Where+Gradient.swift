import Tensors

extension Where: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let (condition, gradient) = (try step.input(0), try step.gradient())
        let yes = condition.multiplied(bySlopeAt: condition, on: step.workers) { $0 == 0 ? 0 : 1 / $0 }
        let no = Tensor(shape: condition.shape, values: yes.values.map { 1 - $0 })
        return try [
            nil,
            step.isWanted[1]
                ? gradient.combined(.multiply, yes, on: step.workers).summed(to: step.shape(1)) : nil,
            step.isWanted[2]
                ? gradient.combined(.multiply, no, on: step.workers).summed(to: step.shape(2)) : nil,
        ]
    }
}
