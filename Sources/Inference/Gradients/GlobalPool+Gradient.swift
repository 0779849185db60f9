import Tensors

extension GlobalAveragePool: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let shape = try step.shape()
        let shares = Tensor(shape: shape, repeating: 1 / Float(shape[2...].reduce(1, *)))
        return [try shares.combined(.multiply, step.gradient(), on: step.workers)]
    }
}

extension GlobalMaxPool: DifferentiableOperator {
    /// To the largest element of each map; of equal ones to the first.
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let (input, gradient) = (try step.input(0).values, try step.gradient().values)
        let shape = try step.shape()
        let size = shape[2...].reduce(1, *)
        var result = [Float](repeating: 0, count: input.count)
        for (map, number) in gradient.enumerated() {
            let elements = input[map * size..<(map + 1) * size]
            guard let largest = elements.max(), let place = elements.firstIndex(of: largest) else { continue }
            result[place] = number
        }
        return [Tensor(shape: shape, values: result)]
    }
}
