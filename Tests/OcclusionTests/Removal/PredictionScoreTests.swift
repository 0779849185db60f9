import Tensors
import Testing

@testable import Occlusion

@Suite struct PredictionScoreTests {
    /// 25 pixels that matter the more the later they come: the top tenth is the last three.
    private let map = Tensor(shape: [5, 5], values: (0..<25).map { Float($0) })

    private func score(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> PredictionScore {
        let marked = PixelRectangle(x: x, y: y, width: width, height: height)
        return PredictionScore(marked: Mask(width: 5, height: 5, rectangles: [marked]), map: map)
    }

    @Test func `the score is the shared part of what is marked and the top tenth`() {
        #expect(score(2, 4, 3, 1).intersectionOverUnion == 1)
        #expect(score(0, 0, 5, 1).intersectionOverUnion == 0)
        let half = score(1, 4, 3, 1)
        #expect(half.intersectionOverUnion == 0.5)
        #expect(half.sharedCount == 2 && half.markedCount == 3 && half.topTenthCount == 3)
        #expect(score(0, 0, 5, 5).intersectionOverUnion == 3.0 / 25)
    }

    @Test func `with nothing marked nothing is shared`() {
        let none = PredictionScore(marked: Mask(width: 5, height: 5), map: map)
        #expect(none.intersectionOverUnion == 0 && none.markedCount == 0)
    }

    @Test func `the top tenth is rounded up, and of equal numbers the first are taken`() {
        let top = PredictionScore.topTenth(of: Tensor(shape: [3, 7], repeating: 0.5))
        #expect(top.count == 3)
        #expect((0..<3).allSatisfy { top.contains(x: $0, y: 0) })
        #expect(PredictionScore.topTenth(of: Tensor(shape: [2, 5])).count == 1)
    }

    @Test func `the smallest deletion area takes the first place, equal ones share it`() {
        #expect(
            DeletionRank(of: 0.2, among: [0.1, 0.3, 0.2, 0.4])
                == DeletionRank(of: 0.2, among: [0.1, 0.2, 0.9, 1]))
        let rank = DeletionRank(of: 0.2, among: [0.1, 0.3, 0.2, 0.4])
        #expect(rank.place == 2 && rank.count == 5)
        #expect(DeletionRank(of: 0, among: []).place == 1)
    }
}
