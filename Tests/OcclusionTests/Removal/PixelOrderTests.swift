import Tensors
import TestSupport
import Testing

@testable import Occlusion

@Suite struct PixelOrderTests {
    @Test func `the order of a map is numpy's stable one, largest first`() throws {
        let recorded = try RemovalRecording.read().curves
        #expect(PixelOrder(map: recorded.map).pixels == recorded.order)
    }

    @Test func `zeros of both signs are equal, infinities the ends, and what is no number comes last`() {
        let map = Tensor(
            shape: [1, 8], values: [0, .nan, -0.0, -.infinity, .infinity, -1, 2, 1e-30] as [Float])
        #expect(PixelOrder(map: map).pixels == [4, 6, 7, 0, 2, 5, 3, 1])
    }

    @Test func `a brush reaches pixels along its way, and later strokes come later`() {
        let across = BrushStroke(points: [.init(x: 4.5, y: 1.5), .init(x: 1.5, y: 1.5)], radius: 0.4)
        let dot = BrushStroke(points: [.init(x: 6.5, y: 0.5)], radius: 0.4)
        let order = PixelOrder(brushed: [across, dot], width: 8, height: 3)
        #expect(order.pixels.prefix(5) == [12, 11, 10, 9, 6])
    }

    @Test(arguments: 0..<6) func `what is not painted follows by its distance from the paint`(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let (width, height) = (random.number(1...23), random.number(1...17))
        let strokes = (0..<2).map { _ in
            BrushStroke(
                points: (0..<3).map { _ in
                    .init(x: Double(random.number(0...width)), y: Double(random.number(0...height)))
                }, radius: 1.6)
        }
        var painted = Mask(width: width, height: height)
        for stroke in strokes { painted.insert(.stroke(stroke)) }
        let order = PixelOrder(brushed: strokes, width: width, height: height)
        #expect(order.pixels.sorted() == (0..<Int32(width * height)).map { $0 })
        let first = order.pixels.prefix(painted.count)
        #expect(first.allSatisfy { painted.contains(x: Int($0) % width, y: Int($0) / width) })
        let rest = order.pixels.dropFirst(painted.count)
        let keys = rest.map { [distance(Int($0), painted, width, height), Int($0)] }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { ($0[0], $0[1]) < ($1[0], $1[1]) })
    }

    @Test func `a painted map goes from bright to dark, then away from the paint`() {
        let map = Tensor(shape: [2, 4], values: [0, 9, 200, 0, 0, 9, 0, 0] as [Float])
        #expect(PixelOrder(painted: map).pixels == [2, 1, 5, 0, 3, 4, 6, 7])
    }

    @Test func `with nothing painted the pixels keep their own order`() {
        #expect(PixelOrder(brushed: [], width: 5, height: 4).pixels == (0..<20).map { Int32($0) })
        #expect(PixelOrder(painted: Tensor(shape: [4, 5])).pixels == (0..<20).map { Int32($0) })
    }

    @Test func `a random order has every pixel once, in rectangles, and comes again from its seed`() {
        var (one, again, other) = (SplitMix(seed: 5), SplitMix(seed: 5), SplitMix(seed: 6))
        let order = PixelOrder(width: 32, height: 24, using: &one)
        #expect(order.pixels.sorted() == (0..<32 * 24).map { Int32($0) })
        #expect(order == PixelOrder(width: 32, height: 24, using: &again))
        #expect(order != PixelOrder(width: 32, height: 24, using: &other))
        let neighbors = zip(order.pixels, order.pixels.dropFirst()).count { $1 == $0 + 1 }
        #expect(neighbors > 32 * 24 / 2)
        var tiny = SplitMix(seed: 1)
        #expect(PixelOrder(width: 1, height: 3, using: &tiny).pixels.sorted() == [0, 1, 2])
    }

    @Test func `the steps of a curve are equal portions that end with all pixels`() {
        let order = PixelOrder(map: Tensor(shape: [3, 10]))
        #expect((0...7).map { order.count(ofStep: $0, of: 7) } == [0, 4, 9, 13, 17, 21, 26, 30])
    }

    /// The least squared distance to a painted pixel, by looking at all.
    private func distance(_ pixel: Int, _ painted: Mask, _ width: Int, _ height: Int) -> Int {
        var least = painted.isEmpty ? 0 : Int.max
        painted.forEachHiddenPixel { x, y in
            let (dx, dy) = (x - pixel % width, y - pixel / width)
            least = min(least, dx * dx + dy * dy)
        }
        return least
    }
}
