/// An operator that changes the number of pixels in another way than a sliding window, and knows where those of its
/// output come from.
protocol PixelTracing: Operator {
    /// The pixels of the first input that feed a rectangle of the output's; nil where none do. Where that cannot be
    /// told, it is all of them.
    ///
    /// - Parameters:
    ///   - box: inside the output.
    ///   - shapes: of the inputs, as ONNX has them; the first is `[batch, channels, height, width]`.
    ///   - constants: an entry an input, nil where it is not constant.
    func pixels(feeding box: PixelBox, shapes: [[Int]], constants: [Value?]) -> PixelBox?
}

extension DepthToSpace: PixelTracing {
    func pixels(feeding box: PixelBox, shapes: [[Int]], constants: [Value?]) -> PixelBox? {
        func blocks(_ range: Range<Int>) -> Range<Int> {
            range.lowerBound / blockSize..<(range.upperBound - 1) / blockSize + 1
        }
        return PixelBox(columns: blocks(box.columns), rows: blocks(box.rows))
    }
}

extension SpaceToDepth: PixelTracing {
    func pixels(feeding box: PixelBox, shapes: [[Int]], constants: [Value?]) -> PixelBox? {
        PixelBox(
            x: box.x * blockSize, y: box.y * blockSize, width: box.width * blockSize,
            height: box.height * blockSize)
    }
}

extension ConvolutionTranspose: PixelTracing {
    func pixels(feeding box: PixelBox, shapes: [[Int]], constants: [Value?]) -> PixelBox? {
        guard shapes.count > 1, shapes[1].count == 4 else { return PixelBox(all: shapes[0]) }
        do {
            let rows = try inputs(feeding: box.rows, axis: 0, shapes)
            let columns = try inputs(feeding: box.columns, axis: 1, shapes)
            guard let rows, let columns else { return nil }
            return PixelBox(columns: columns, rows: rows)
        } catch {
            return PixelBox(all: shapes[0])
        }
    }

    private func inputs(
        feeding outputs: Range<Int>, axis: Int, _ shapes: [[Int]]
    ) throws -> Range<Int>? {
        try TransposedAxis(self, axis: axis, kernel: shapes[1][axis + 2], extent: shapes[0][axis + 2])
            .inputs(feeding: outputs)
    }
}

extension Resize: PixelTracing {
    func pixels(feeding box: PixelBox, shapes: [[Int]], constants: [Value?]) -> PixelBox? {
        do {
            let plans = try resamplings(constants, of: shapes[0])
            let rows = plans[2].map { $0.elements(feeding: box.rows) } ?? box.rows
            let columns = plans[3].map { $0.elements(feeding: box.columns) } ?? box.columns
            guard let rows, let columns else { return nil }
            return PixelBox(columns: columns, rows: rows)
        } catch {
            return PixelBox(all: shapes[0])
        }
    }
}

extension Pad: PixelTracing {
    func pixels(feeding box: PixelBox, shapes: [[Int]], constants: [Value?]) -> PixelBox? {
        do {
            let rows = try elements(feeding: box.rows, axis: 2, of: shapes[0])
            let columns = try elements(feeding: box.columns, axis: 3, of: shapes[0])
            guard let rows, let columns else { return nil }
            return PixelBox(columns: columns, rows: rows)
        } catch {
            return PixelBox(all: shapes[0])
        }
    }
}

extension PixelBox {
    /// All pixels of maps `[..., height, width]`.
    init(all shape: [Int]) {
        self.init(x: 0, y: 0, width: shape[shape.count - 1], height: shape[shape.count - 2])
    }
}

extension Sequence<Int> {
    /// From the least to the greatest of those that are not negative; nil where there are none.
    var span: Range<Int>? {
        let places = filter { $0 >= 0 }
        guard let least = places.min(), let greatest = places.max() else { return nil }
        return least..<greatest + 1
    }
}
