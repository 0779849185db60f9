import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("ChangedPixels")
struct ChangedPixelsTests {
    @Test("equal pictures differ nowhere, not even where they hold what is no number")
    func equal() {
        var picture = Tensor.random([1, 20, 30, 3])
        picture[0, 3, 4, 1] = .nan
        #expect(boxes(picture, picture).isEmpty)
    }

    @Test("two rectangles far apart are found as they are")
    func two() {
        let picture = Tensor.random([1, 40, 50, 3])
        let changed = [
            PixelBox(x: 3, y: 5, width: 12, height: 2), PixelBox(x: 40, y: 30, width: 10, height: 10),
        ]
        #expect(Set(boxes(picture, fill(changed, of: picture))) == Set(changed))
    }

    @Test(
        "many specks become at most four rectangles that hold them all",
        arguments: [1, 2, 3, 4, 5] as [UInt64])
    func many(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let picture = Tensor.random([1, 60, 60, 1])
        let specks = (0..<12).map { _ in
            PixelBox(x: random.number(0...59), y: random.number(0...59), width: 1, height: 1)
        }
        let found = boxes(picture, fill(specks, of: picture))
        #expect((1...4).contains(found.count))
        for speck in specks { #expect(found.contains { $0.union(speck) == $0 }) }
    }

    private func boxes(_ old: Tensor, _ new: Tensor) -> [PixelBox] {
        let finder = ChangedPixels(shape: old.shape)
        return old.withPointer { old in new.withPointer { new in finder.boxes(between: old, and: new) } }
    }

    private func fill(_ boxes: [PixelBox], of picture: Tensor) -> Tensor {
        var result = picture
        for box in boxes {
            for y in box.rows { for x in box.columns { result[0, y, x, 0] = 9 } }
        }
        return result
    }
}
