/// Takes from every axis of a row-major tensor a list of its positions: what slices, repeats, paddings and
/// nearest-neighbour resizing have in common.
struct AxisSelection: ElementMover {
    private let extents: [Int]
    /// Per axis the distance of every taken position from the tensor's start, in elements; negative: leave out.
    private let offsets: [[Int]]
    /// Elements that lie side by side both before and after.
    private let block: Int

    /// The shape of the result.
    let shape: [Int]

    /// The selection of `positions` from a tensor of `sourceShape`: per axis the positions to take in order, nil
    /// takes all. A negative position leaves the result as it is.
    init(from sourceShape: [Int], positions: [[Int]?]) {
        let strides = rowMajorStrides(of: sourceShape)
        shape = zip(sourceShape, positions).map { $1?.count ?? $0 }
        var block = 1
        var axis = sourceShape.count
        while axis > 0, positions[axis - 1] == nil {
            axis -= 1
            block *= sourceShape[axis]
        }
        var positions = (0..<axis).map { positions[$0] ?? Array(0..<sourceShape[$0]) }
        var extents = Array(shape[..<axis])
        if let run = positions.last, let first = run.first, first >= 0,
            run == Array(first..<(first + run.count))
        {
            // Neighbours stay neighbours: one longer block.
            positions[axis - 1] = [first]
            extents[axis - 1] = 1
            block *= run.count
        }
        self.extents = extents
        offsets = positions.enumerated().map { axis, list in list.map { $0 < 0 ? -1 : $0 * strides[axis] } }
        self.block = block
    }

    func move<Element>(_ source: UnsafeBufferPointer<Element>, to target: UnsafeMutableBufferPointer<Element>)
    {
        guard let from = source.baseAddress, let to = target.baseAddress, !target.isEmpty else { return }
        var place = to
        copy(axis: 0, from: from, to: &place)
    }

    /// Writes what lies below `from` along `axis` and moves `place` behind it.
    private func copy<Element>(
        axis: Int, from: UnsafePointer<Element>?, to place: inout UnsafeMutablePointer<Element>
    ) {
        guard axis < extents.count else {
            if let from { place.update(from: from, count: block) }
            place += block
            return
        }
        if axis == extents.count - 1 { return copyInnermost(axis, from, &place) }
        for offset in offsets[axis] {
            copy(axis: axis + 1, from: offset < 0 ? nil : from.map { $0 + offset }, to: &place)
        }
    }

    private func copyInnermost<Element>(
        _ axis: Int, _ from: UnsafePointer<Element>?, _ place: inout UnsafeMutablePointer<Element>
    ) {
        defer { place += block * extents[axis] }
        guard let from else { return }
        for (index, offset) in offsets[axis].enumerated() where offset >= 0 {
            (place + index * block).update(from: from + offset, count: block)
        }
    }
}
