import Tensors
import TestSupport
import Testing

@Suite("Tensor")
struct TensorTests {
    @Test("a copy keeps its numbers when the other is changed")
    func copyOnWrite() {
        let original = Tensor(shape: [2, 2], values: [1, 2, 3, 4])
        var copy = original
        copy[1, 0] = 9
        #expect(original.values == [1, 2, 3, 4])
        #expect(copy.values == [1, 2, 9, 4])
    }

    @Test("another shape shares the numbers")
    func reshaped() {
        let tensor = Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6]).reshaped([3, 2])
        #expect(tensor[2, 1] == 6)
        #expect(tensor[1, 0] == 3)
    }

    @Test("a slice holds the entries of the outermost dimension")
    func slice() {
        let tensor = Tensor(shape: [3, 2], values: [1, 2, 3, 4, 5, 6])
        #expect(tensor.slice(1..<3) == Tensor(shape: [2, 2], values: [3, 4, 5, 6]))
        #expect(tensor.slice(0..<3) == tensor)
    }

    @Test(
        "moving the channels last and first again keeps every number in its place",
        arguments: [[1, 3, 4, 5], [2, 16, 16, 1], [1, 33, 17, 3], [3, 1, 5, 5], [2, 64, 10, 10]])
    func memoryOrder(shape: [Int]) {
        let tensor = Tensor.random(shape)
        let moved = tensor.channelsMovedLast()
        #expect(moved.shape == [shape[0], shape[2], shape[3], shape[1]])
        for picture in 0..<shape[0] {
            for channel in 0..<shape[1] {
                for row in 0..<shape[2] {
                    for column in 0..<shape[3] {
                        let here = tensor[picture, channel, row, column]
                        guard moved[picture, row, column, channel] == here else {
                            Issue.record("differs at \([picture, channel, row, column])")
                            return
                        }
                    }
                }
            }
        }
        #expect(moved.channelsMovedFirst() == tensor)
    }
}
