import Foundation
import Tensors

/// Finds the rectangles in which pictures differ.
struct ChangedPixels {
    /// Pixels of a cell: differences are looked for cell by cell.
    private static let cell = 8
    /// More rectangles than this are joined.
    private static let mostBoxes = 4

    private let height: Int, width: Int, channels: Int

    /// For pictures of shape `[1, height, width, channels]`.
    init(shape: [Int]) { (height, width, channels) = (shape[1], shape[2], shape[3]) }

    /// Rectangles, at most four, that hold all pixels in which the two pictures differ; empty where they are equal.
    func boxes(between old: UnsafePointer<Float>, and new: UnsafePointer<Float>) -> [PixelBox] {
        var boxes: [PixelBox] = []
        for top in stride(from: 0, to: height, by: Self.cell) {
            for left in stride(from: 0, to: width, by: Self.cell) {
                if let box = changedPart(ofCellAt: top, left, old, new) { add(box, to: &boxes) }
            }
        }
        while boxes.count > Self.mostBoxes { joinClosest(&boxes) }
        return boxes
    }

    /// The smallest rectangle around the differences in a cell.
    private func changedPart(
        ofCellAt top: Int, _ left: Int, _ old: UnsafePointer<Float>, _ new: UnsafePointer<Float>
    ) -> PixelBox? {
        var found: PixelBox?
        let length = (min(left + Self.cell, width) - left) * channels * MemoryLayout<Float>.stride
        for y in top..<min(top + Self.cell, height) {
            let row = (y * width + left) * channels
            guard memcmp(old + row, new + row, length) != 0 else { continue }
            for x in left..<min(left + Self.cell, width) {
                let start = (y * width + x) * channels
                // Compared as bits: what is not a number equals itself.
                guard (start..<start + channels).contains(where: { old[$0].bitPattern != new[$0].bitPattern })
                else { continue }
                let pixel = PixelBox(x: x, y: y, width: 1, height: 1)
                found = found?.union(pixel) ?? pixel
            }
        }
        return found
    }

    /// Joins the rectangle with those that it touches.
    private func add(_ box: PixelBox, to boxes: inout [PixelBox]) {
        var box = box
        while let index = boxes.firstIndex(where: { $0.touches(box) }) {
            box = box.union(boxes.remove(at: index))
        }
        boxes.append(box)
    }

    /// Joins the two rectangles that make the smallest common one.
    private func joinClosest(_ boxes: inout [PixelBox]) {
        let pairs = boxes.indices.flatMap { first in (first + 1..<boxes.count).map { (first, $0) } }
        func growth(_ pair: (Int, Int)) -> Int {
            boxes[pair.0].union(boxes[pair.1]).area - boxes[pair.0].area - boxes[pair.1].area
        }
        guard let (first, second) = pairs.min(by: { growth($0) < growth($1) }) else { return }
        let joined = boxes[first].union(boxes[second])
        boxes.remove(at: second)
        boxes.remove(at: first)
        add(joined, to: &boxes)
    }
}

extension PixelBox {
    /// How many pixels it has.
    var area: Int { width * height }

    /// Whether they overlap or lie side by side.
    fileprivate func touches(_ other: PixelBox) -> Bool {
        x <= other.x + other.width && other.x <= x + width && y <= other.y + other.height
            && other.y <= y + height
    }
}
