import Tensors

extension Gemm: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        var bare = self
        bare.activation = nil
        let gradient = try activation?.pullBack(step, fusedInto: bare) ?? step.gradient()
        if let weights { return [weights.pullBack(gradient, on: step.workers)] }
        return try pullBackInGeneral(gradient, step)
    }

    /// For two matrices of a run, C = A' B' + D: A' gets G B'^T, B' gets A'^T G.
    private func pullBackInGeneral(_ gradient: Tensor, _ step: BackwardStep) throws -> [Tensor?] {
        var results: [Tensor?] = [nil, nil, nil]
        let scaled = gradient.scaled(by: alpha)
        if step.isWanted[0] {
            let right = try step.input(1)
            let left = MatrixProduct.multiply(scaled, transposesB ? right : try right.transposed())
            results[0] = transposesA ? try left.transposed() : left
        }
        if step.isWanted[1] {
            let left = try step.input(0)
            let right = MatrixProduct.multiply(transposesA ? left : try left.transposed(), scaled)
            results[1] = transposesB ? try right.transposed() : right
        }
        if step.isWanted.count > 2, step.isWanted[2] {
            results[2] = try gradient.scaled(by: beta).summed(to: step.shape(2))
        }
        return results
    }
}

extension MatMul: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let gradient = try step.gradient()
        if let weights {
            let rows = gradient.reshaped([gradient.count / max(1, weights.units), weights.units])
            return [weights.pullBack(rows, on: step.workers).reshaped(try step.shape())]
        }
        let (left, right) = (try step.input(0), try step.input(1))
        guard left.shape.count > 1, right.shape.count > 1 else {
            throw InferenceError.noGradient(of: "MatMul of vectors", node: "")
        }
        return try [
            step.isWanted[0]
                ? product(gradient, right.transposed(), step.workers).summed(to: left.shape) : nil,
            step.isWanted[1]
                ? product(left.transposed(), gradient, step.workers).summed(to: right.shape) : nil,
        ]
    }

    private func product(_ left: Tensor, _ right: Tensor, _ workers: Workers) throws -> Tensor {
        try MatMul().evaluate([.float(left), .float(right)], on: workers).tensor(0)
    }
}

extension Tensor {
    /// The last two axes exchanged.
    fileprivate func transposed() throws -> Tensor {
        let rank = shape.count
        let order = Array(0..<rank - 2) + [rank - 1, rank - 2]
        return try [Value?.some(Transpose.apply(order, to: .float(self)))].tensor(0)
    }
}

extension [Value] {
    fileprivate func tensor(_ index: Int) throws -> Tensor { try map(Value?.some).tensor(index) }
}
