import Rendering

extension NetworkLayout {
    /// The places around a fanned-out block: the input and the nearest earlier columns stay at the left, the
    /// block's own column stands before the card, all others are folded to small faces below.
    func fanned(_ fan: FanOut) -> Arrangement {
        var placed = plate()
        placed.edges = []
        let column = fan.layer
        let width = fan.leftEnd - StageRegions.margin
        let neighbours = neighbours(of: column, count: width > 380 ? 2 : 1)
        let folded = shape.layers.map(\.id).filter {
            shape.isColumn($0) && $0 != column && !neighbours.contains($0)
        }
        let rows = Float(shape.rowCount)
        let lower = foldedHeight(folded.count, rows: rows)
        let upper = 132...(regions.size.y - 40 - lower)
        let pitch = min(148, (upper.upperBound - upper.lowerBound) / rows)
        let face = max(16, min(92, pitch - 46, width * 0.26))
        let middles = (0..<shape.rowCount).map { upper.lowerBound + 40 + face / 2 + Float($0) * pitch }
        let middle = ((middles.first ?? 0) + (middles.last ?? 0)) / 2
        let inputSize = inputSize(width: min(97, width * 0.24))
        placed.input = BlockPlace(
            origin: Vector3(StageRegions.margin + 4, -(middle - inputSize.y / 2), 0), size: inputSize,
            depth: 3)
        var right = fan.leftEnd - 26
        for (step, id) in ([column] + neighbours.reversed()).enumerated() {
            let side = step == 0 ? face : face * 0.75
            right -= side
            place(id, in: &placed, left: right, face: side, middles: middles, fade: step == 0 ? 0 : 0.62)
            right -= step == 0 ? 30 : 22
        }
        fold(folded, in: &placed, top: regions.size.y - 40 - lower, height: lower, width: width)
        for layer in shape.layers where !shape.isColumn(layer.id) {
            for row in placed.columns[layer.id].blocks.indices {
                placed.columns[layer.id].blocks[row].fade = 1
            }
        }
        placed.input.fade = 0
        placed.floorOpacity = 0
        return placed
    }

    /// The columns before one, the nearest last.
    private func neighbours(of id: Int, count: Int) -> [Int] {
        let earlier = shape.layers.map(\.id).filter { $0 < id && shape.isColumn($0) }
        return Array(earlier.suffix(count))
    }

    private func foldedHeight(_ count: Int, rows: Float) -> Float {
        count == 0 ? 0 : min(rows * 62 + 56, regions.size.y * 0.34)
    }

    private func place(
        _ id: Int, in placed: inout Arrangement, left: Float, face: Float, middles: [Float], fade: Float
    ) {
        let layer = shape.layers[id]
        let ratio = Float(layer.height) / Float(max(1, layer.width))
        let size = ratio > 1 ? SIMD2(face / ratio, face) : SIMD2(face, face * ratio)
        placed.columns[id].detail = .medium
        placed.columns[id].sharesRank = false
        placed.columns[id].left = left
        placed.columns[id].right = left + face
        for row in placed.columns[id].blocks.indices where row < middles.count {
            let depth = min(placed.columns[id].blocks[row].depth, 0.45 * face)
            placed.columns[id].blocks[row] = BlockPlace(
                origin: Vector3(left, -(middles[row] - size.y / 2), 0), size: size, depth: depth, fade: fade)
        }
    }

    private func fold(
        _ ids: [Int], in placed: inout Arrangement, top: Float, height: Float, width: Float
    ) {
        let rows = Float(shape.rowCount)
        let side = max(12, min(60, (height - 56) / rows - 6, width / Float(max(1, ids.count)) - 6))
        let pitch = side + 8
        let fitting = max(1, Int(width / (side + 6)))
        for (index, id) in ids.enumerated() {
            let layer = shape.layers[id]
            let ratio = Float(layer.height) / Float(max(1, layer.width))
            let size = ratio > 1 ? SIMD2(side / ratio, side) : SIMD2(side, side * ratio)
            let left =
                StageRegions.margin + 4 + Float(index)
                * max(side + 6, min(side + 22, width / Float(ids.count)))
            placed.columns[id].detail = .none
            for row in placed.columns[id].blocks.indices {
                let y = top + 24 + Float(row) * pitch
                placed.columns[id].blocks[row] = BlockPlace(
                    origin: Vector3(left, -y, 0), size: size, depth: 0, fade: index < fitting ? 0.62 : 1)
            }
        }
    }
}
