import Foundation
import Tensors
import TestSupport
import Testing

@testable import Datasets

@Suite struct ClassMergingTests {
    private let merging = ClassMerging(
        [LabelGroup(name: "a", members: [4, 1, 6]), LabelGroup(name: "b", members: [0, 5])], classCount: 8)

    private func softmax(_ logits: [Float]) -> [Double] {
        let powers = logits.map { exp(Double($0)) }
        return powers.map { $0 / powers.reduce(0, +) }
    }

    @Test("A group stands where its first class stood")
    func order() {
        #expect(merging.members == [[0, 5], [1, 4, 6], [2], [3], [7]])
        #expect(merging.shownIndices == [0, 1, 2, 3, 1, 0, 1, 4])
        #expect(merging.ownCount == 8 && merging.shownCount == 5 && !merging.isEmpty)
        #expect(ClassMerging(classCount: 3).isEmpty && ClassMerging([], classCount: 3).isEmpty)
    }

    @Test("The softmax of what remains is the sums of the probabilities, in every row")
    func sums() {
        let rows = Tensor(
            shape: [3, 8], values: Tensor.random([3, 8], seed: 5).values.map { $0 * 12 })
        let merged = merging.logits(rows)
        #expect(merged.shape == [3, 5])
        for row in 0..<3 {
            let own = softmax(rows.slice(row..<row + 1).values)
            let shown = softmax(merged.slice(row..<row + 1).values)
            for (index, members) in merging.members.enumerated() {
                #expect(abs(shown[index] - members.reduce(0) { $0 + own[$1] }) < 1e-6)
            }
        }
        #expect(ClassMerging(classCount: 8).logits(rows) == rows)
    }

    @Test("Large and small logits neither overflow nor vanish")
    func extremes() {
        let pair = ClassMerging([LabelGroup(name: "a", members: [0, 1])], classCount: 3)
        #expect(pair.logits([1000, 1000, 0])[0] == Float(1000 + log(2.0)))
        #expect(pair.logits([-1000, -1001, 0])[0] == Float(-1000 + log1p(exp(-1.0))))
        #expect(pair.logits([-.infinity, 3, 0])[0] == 3)
    }

    @Test("The derivative of a group's logit is each member's share of its probability")
    func derivative() {
        let own = Tensor.random([8], seed: 9).values.map { $0 * 4 }
        for shown in 0..<merging.shownCount {
            let seeds = merging.seeds(of: shown, logits: own).values
            for index in own.indices {
                let step: Float = 1e-2
                var (above, below) = (own, own)
                above[index] += step
                below[index] -= step
                let change = (merging.logits(above)[shown] - merging.logits(below)[shown]) / (2 * step)
                #expect(abs(seeds[index] - change) < 1e-3)
            }
        }
    }

    @Test("A class is found again when other groups are on")
    func carriesIndicesOver() {
        let single = ClassMerging(classCount: 8)
        #expect(merging.shownIndex(6, of: single) == 1)
        #expect(merging.shownIndex(7, of: single) == 4)
        #expect(single.shownIndex(1, of: merging) == 1)
        #expect(single.shownIndex(4, of: merging) == 7)
        #expect(single.shownIndex(5, of: merging) == nil)
    }

    @Test("Names and meanings follow: a group means its members")
    func labels() throws {
        var sidecar = Sidecar(file: "x.json")
        sidecar.labels = ["cat", "car", "dog", "bus", "taxi"]
        sidecar.meanings = ["It purrs.", "It drives.", "It barks.", "It stops.", "It costs."]
        let labels = try Labels(sidecar, classCount: 5)
        let groups = [LabelGroup(name: "vehicles", members: [1, 3, 4])]
        let merged = labels.merged(groups, by: ClassMerging(groups, classCount: 5))
        #expect(merged.names == ["cat", "vehicles", "dog"])
        #expect(merged.meanings == ["It purrs.", "car, bus or taxi", "It barks."])
        #expect(merged.origin == labels.origin)
        let bare = Labels(classCount: 5)
        #expect(bare.explanation(of: 2) == "class 2")
        #expect(bare.merged(groups, by: ClassMerging(groups, classCount: 5)).explanation(of: 0) == "class 0")
    }
}
