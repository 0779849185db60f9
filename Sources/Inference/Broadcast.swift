/// How up to four tensors of different shapes are run through together, as numpy's broadcasting has it: shapes
/// are aligned at the last axis, and an extent of 1 is repeated.
///
/// Axes that all tensors step through alike are merged, so that most cases become rows of one or two axes in
/// which each tensor moves by 0 or 1 element.
struct Broadcast {
    /// The shape of the result.
    let shape: [Int]
    /// Elements of a row.
    let rowLength: Int
    /// Elements that each tensor moves along a row, 0 or 1.
    let rowStep: SIMD4<Int>
    private let extents: [Int]
    private let strides: [SIMD4<Int>]

    /// The common run through tensors of the given shapes.
    ///
    /// - Throws: `InferenceError` where the shapes do not fit each other.
    init(_ shapes: [[Int]]) throws {
        precondition(shapes.count <= 4, "\(shapes.count) tensors cannot be broadcast together")
        shape = try Self.commonShape(of: shapes)
        let rank = shape.count
        var all = [SIMD4<Int>](repeating: .zero, count: rank)
        for (position, one) in shapes.enumerated() {
            let steps = rowMajorStrides(of: one)
            for axis in one.indices where one[axis] != 1 {
                all[axis + rank - one.count][position] = steps[axis]
            }
        }
        var merged: [(extent: Int, stride: SIMD4<Int>)] = []
        for (extent, stride) in zip(shape, all) where extent != 1 {
            if let last = merged.last, last.stride == stride &* SIMD4(repeating: extent) {
                merged[merged.count - 1] = (last.extent * extent, stride)
            } else {
                merged.append((extent, stride))
            }
        }
        let row = merged.popLast() ?? (1, .zero)
        rowLength = row.extent
        rowStep = row.stride
        extents = merged.map(\.extent)
        strides = merged.map(\.stride)
    }

    /// The number of rows.
    var rowCount: Int { extents.reduce(1, *) }

    /// Calls `body` with the number of each row and the place of its first element in each tensor.
    func forEachRow(in rows: Range<Int>, _ body: (_ row: Int, _ places: SIMD4<Int>) -> Void) {
        guard !rows.isEmpty else { return }
        var index = [Int](repeating: 0, count: extents.count)
        var place = SIMD4<Int>.zero
        var rest = rows.lowerBound
        for axis in extents.indices.reversed() {
            index[axis] = rest % extents[axis]
            rest /= extents[axis]
            place &+= strides[axis] &* SIMD4(repeating: index[axis])
        }
        for row in rows {
            body(row, place)
            var axis = extents.count - 1
            while axis >= 0 {
                index[axis] += 1
                place &+= strides[axis]
                if index[axis] < extents[axis] { break }
                place &-= strides[axis] &* SIMD4(repeating: extents[axis])
                index[axis] = 0
                axis -= 1
            }
        }
    }

    private static func commonShape(of shapes: [[Int]]) throws -> [Int] {
        var common = [Int](repeating: 1, count: shapes.map(\.count).max() ?? 0)
        for shape in shapes {
            for (axis, extent) in zip(common.indices.suffix(shape.count), shape) where extent != 1 {
                guard common[axis] == 1 || common[axis] == extent else {
                    let list = shapes.map { "\($0)" }.joined(separator: " and ")
                    throw InferenceError.invalid("the shapes \(list) cannot be broadcast")
                }
                common[axis] = extent
            }
        }
        _ = try checkedCount(of: common)
        return common
    }
}
