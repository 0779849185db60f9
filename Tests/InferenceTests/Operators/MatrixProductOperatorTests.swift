import Inference
import Tensors
import TestSupport
import Testing

/// left of [rows][depth] times right of [depth][columns], by definition.
private func product(_ left: [[Float]], _ right: [[Float]]) -> [[Float]] {
    left.map { row in
        (0..<right[0].count).map { column in
            Float(zip(row, right).reduce(Double(0)) { $0 + Double($1.0) * Double($1.1[column]) })
        }
    }
}

private func rows(_ tensor: Tensor) -> [[Float]] {
    let width = tensor.shape[1]
    return (0..<tensor.shape[0]).map { Array(tensor.values[$0 * width..<($0 + 1) * width]) }
}

private func transposed(_ matrix: [[Float]]) -> [[Float]] {
    matrix[0].indices.map { column in matrix.map { $0[column] } }
}

@Suite("Gemm and MatMul")
struct MatrixProductOperatorTests {
    @Test(
        "Gemm follows its formula, its weights constant or not",
        arguments: [false, true], [false, true])
    func gemm(transposesA: Bool, transposesB: Bool) throws {
        let (depth, columns) = (37, 21)
        for count in [1, 3] {
            let left = Tensor.random(transposesA ? [depth, count] : [count, depth])
            let right = Tensor.random(transposesB ? [columns, depth] : [depth, columns], seed: 2)
            let gemm = Gemm(alpha: 0.5, beta: 2, transposesA: transposesA, transposesB: transposesB)
            let plain = product(
                transposesA ? transposed(rows(left)) : rows(left),
                transposesB ? transposed(rows(right)) : rows(right))
            for addendShape in [[columns], [1, columns], [1], [], [count, 1], [count, columns]] {
                let addend = Tensor.random(addendShape, seed: 3)
                let expected = plain.enumerated().flatMap { row, values in
                    values.enumerated().map { column, value in
                        let index =
                            switch addendShape {
                            case [count, columns] where count > 1: row * columns + column
                            case [count, 1] where count > 1: row
                            default: addend.count == 1 ? 0 : column
                            }
                        return 0.5 * value + 2 * addend.values[index]
                    }
                }
                let tensor = Tensor(shape: [count, columns], values: expected)
                let constant = try evaluate(gemm, [left], constants: [right, addend])
                let variable = try evaluate(gemm, [left, right, addend])
                #expect(Tolerance.close.mismatch(constant, tensor) == nil)
                #expect(Tolerance.close.mismatch(variable, tensor) == nil)
            }
        }
    }

    @Test("Gemm applies a fused activation")
    func fusedActivation() throws {
        let (left, right) = (Tensor.random([2, 8]), Tensor.random([8, 5], seed: 2))
        let plain = try evaluate(Gemm(), [left], constants: [right])
        let fused = try evaluate(Gemm(activation: Activation(.relu)), [left], constants: [right])
        #expect(fused.values == plain.values.map { max(0, $0) })
        let variable = try evaluate(Gemm(activation: Activation(.relu)), [left, right])
        #expect(Tolerance.close.mismatch(variable, fused) == nil)
    }

    @Test("MatMul multiplies the last two axes and broadcasts the others")
    func matMul() throws {
        let left = Tensor.random([2, 1, 3, 4])
        let right = Tensor.random([5, 4, 6], seed: 2)
        var expected: [Float] = []
        for picture in 0..<2 {
            for batch in 0..<5 {
                let a = left.slice(picture..<picture + 1).reshaped([3, 4])
                let b = right.slice(batch..<batch + 1).reshaped([4, 6])
                expected += product(rows(a), rows(b)).flatMap { $0 }
            }
        }
        let result = try evaluate(MatMul(), [left, right])
        #expect(Tolerance.close.mismatch(result, Tensor(shape: [2, 5, 3, 6], values: expected)) == nil)
    }

    @Test(
        "MatMul with constant weights equals that with variable ones",
        arguments: [[1, 7], [3, 7], [2, 3, 7]])
    func constantWeights(shape: [Int]) throws {
        let (left, right) = (Tensor.random(shape), Tensor.random([7, 19], seed: 2))
        let constant = try evaluate(MatMul(), [left], constants: [right])
        #expect(Tolerance.close.mismatch(constant, try evaluate(MatMul(), [left, right])) == nil)
    }

    @Test("MatMul takes vectors as a row and a column")
    func vectors() throws {
        let (row, matrix) = (Tensor.random([4]), Tensor.random([4, 3], seed: 2))
        #expect(try evaluate(MatMul(), [row, matrix]).shape == [3])
        #expect(try evaluate(MatMul(), [matrix.reshaped([3, 4]), row]).shape == [3])
        #expect(try evaluate(MatMul(), [row, row]).shape == [])
    }

    @Test("operands that do not fit are refused")
    func refusals() {
        #expect(throws: InferenceError.self) {
            try evaluate(Gemm(), [.random([2, 3])], constants: [.random([4, 5])])
        }
        #expect(throws: InferenceError.self) { try evaluate(MatMul(), [.random([2, 3]), .random([4, 5])]) }
    }
}
