import Testing

@testable import Occlusion

@Suite struct PictureMarkTests {
    private func rectangle(
        _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ effect: PictureMark.Effect = .marks
    ) -> PictureMark {
        PictureMark(.rectangle(PixelRectangle(x: x, y: y, width: width, height: height)), effect)
    }

    private func order(_ marks: [PictureMark]) -> [Int32] { MarkedPixels(marks, width: 4, height: 3).order }

    @Test func `pixels stand in the order in which the hand reached them, each once`() {
        #expect(order([rectangle(2, 1, 2, 1), rectangle(0, 1, 4, 1)]) == [6, 7, 4, 5])
    }

    @Test func `what is erased is gone, and comes last when it is marked again`() {
        let marks = [rectangle(0, 0, 3, 1), rectangle(0, 0, 1, 1, .erases)]
        #expect(order(marks) == [1, 2])
        #expect(order(marks + [rectangle(0, 0, 1, 1)]) == [1, 2, 0])
    }

    @Test func `what lies beside the picture counts for nothing`() {
        #expect(order([rectangle(-5, -5, 3, 3)]).isEmpty)
        #expect(order([rectangle(3, 2, 9, 9)]) == [11])
    }

    @Test func `the set and the share are those of the order`() {
        let marked = MarkedPixels([rectangle(0, 0, 2, 3)], width: 4, height: 3)
        #expect(
            marked.mask == Mask(width: 4, height: 3, rectangles: [.init(x: 0, y: 0, width: 2, height: 3)]))
        #expect(marked.share == 0.5)
    }

    @Test func `a stroke is marked from its beginning to its end, and gives the order that a brush gives`() {
        let stroke = BrushStroke(points: [.init(x: 3.5, y: 0.5), .init(x: 0.5, y: 0.5)], radius: 0.4)
        let marked = MarkedPixels([PictureMark(.stroke(stroke))], width: 4, height: 3)
        #expect(marked.order == [3, 2, 1, 0])
        #expect(PixelOrder(marked: marked) == PixelOrder(brushed: [stroke], width: 4, height: 3))
    }

    @Test func `the others follow by how far they lie from the marks`() {
        let marked = MarkedPixels([rectangle(1, 1, 1, 1)], width: 4, height: 3)
        #expect(PixelOrder(marked: marked).pixels == [5, 1, 4, 6, 9, 0, 2, 8, 10, 7, 3, 11])
    }
}
