import Rendering

/// The mats under the columns: one a run of equal resolution, which it names.
struct FloorPlan {
    /// Whose columns stand on the mats.
    var shape: NetworkShape

    private static let below: Float = 30
    private static let sideways: Float = 10
    private static let inFront: Float = 26
    private static let behind: Float = 14

    /// Layers of neighbouring ranks with maps of one size, from left to right.
    var runs: [[Int]] {
        var runs: [[Int]] = []
        for rank in shape.columnRanks {
            let ids = shape.layerIDs(in: rank).filter(shape.isColumn)
            guard let first = ids.first else { continue }
            let size = shape.layers[first].shape.suffix(2)
            if let last = runs.last?.first, shape.layers[last].shape.suffix(2) == size {
                runs[runs.count - 1] += ids
            } else {
                runs.append(ids)
            }
        }
        return runs
    }

    /// The mats below the lowest row of an arrangement.
    func mats(under placed: Arrangement) -> [FloorMat] {
        let blocks = placed.columns.flatMap(\.blocks)
        let floor = ((blocks + [placed.input]).map(\.minY).min() ?? 0) - Self.below
        let input = mat([placed.input], floor: floor, title: "")
        var mats = runs.map { ids in
            let layer = shape.layers[ids[0]]
            return mat(
                ids.flatMap { placed.columns[$0].blocks }, floor: floor,
                title: NumberFormat.product(layer.width, layer.height))
        }
        if let first = mats.indices.first, !mats[first].title.isEmpty { mats[first].title += " px" }
        return apart([input] + mats)
    }

    private func mat(_ blocks: [BlockPlace], floor: Float, title: String) -> FloorMat {
        let left = (blocks.map(\.origin.x).min() ?? 0) - Self.sideways
        let right = (blocks.map(\.maxX).max() ?? 0) + Self.sideways
        let back = (blocks.map(\.depth).max() ?? 0) + Self.behind
        let columns = Dictionary(grouping: blocks) { $0.origin.x }
        let prints = columns.sorted { $0.key < $1.key }.map { x, column in
            let depth = column.map(\.depth).max() ?? 0
            return rectangle(x, column.map(\.maxX).max() ?? x, 0, depth, floor)
        }
        return FloorMat(
            corners: rectangle(left, right, -Self.inFront, back, floor), footprints: prints, title: title)
    }

    private func rectangle(
        _ left: Float, _ right: Float, _ front: Float, _ back: Float, _ floor: Float
    ) -> [Vector3] {
        [
            Vector3(left, floor, front), Vector3(right, floor, front), Vector3(right, floor, back),
            Vector3(left, floor, back),
        ]
    }

    /// Mats never overlap: where two would, both end beside the middle.
    private func apart(_ mats: [FloorMat]) -> [FloorMat] {
        var mats = mats
        for index in mats.indices.dropFirst() {
            let (end, start) = (mats[index - 1].corners[1].x, mats[index].corners[0].x)
            guard end > start - 5 else { continue }
            let middle = (end + start) / 2
            for corner in [1, 2] { mats[index - 1].corners[corner].x = middle - 2.5 }
            for corner in [0, 3] { mats[index].corners[corner].x = middle + 2.5 }
        }
        return mats
    }
}
