import Tensors

/// Maps of an earlier run, `[1, height, width, channels]`, and what has changed in them.
struct ChangedMaps: Sendable {
    let base: Tensor
    let patches: Patches?

    private var height: Int { base.shape[1] }
    private var width: Int { base.shape[2] }
    private var channels: Int { base.shape[3] }

    /// Rectangles of the changed maps, all of one size, `[entries, height, width, channels]`.
    ///
    /// - Parameters:
    ///   - boxes: one an entry; may reach beyond the map.
    ///   - pictures: which picture each entry belongs to; an entry sees the patches of its picture.
    ///   - padding: what stands for pixels outside the map.
    func crop(_ boxes: [PixelBox], pictures: [Int], padding: Float, on workers: Workers) -> Tensor {
        // What a patch holds beyond the map is not the padding.
        if let patches, patches.boxes == boxes,
            boxes.allSatisfy({ $0.clipped(height: height, width: width) == $0 })
        {
            return patches.tensor
        }
        let (rows, columns) = (boxes[0].height, boxes[0].width)
        let neighbours = neighbours(of: pictures)
        var result = Tensor(uninitialized: [boxes.count, rows, columns, channels])
        base.withPointer { base in
            result.withMutablePointer { target in
                let (base, target) = (SharedReadPointer(base), SharedPointer(target))
                let smallest = 1 + 8192 / (columns * channels)
                workers.forEachRange(of: boxes.count * rows, smallest: smallest) { range in
                    for index in range {
                        let (entry, row) = (index / rows, index % rows)
                        let line = Line(
                            y: boxes[entry].y + row, columns: boxes[entry].columns,
                            target: target.address + index * columns * channels)
                        copyBase(line, from: base.address, padding: padding)
                        for patch in patches == nil ? [] : neighbours[entry] { copyPatch(patch, to: line) }
                    }
                }
            }
        }
        return result
    }

    /// Writes the changed maps over `memory`, which holds the maps of the earlier run but for `stale` rectangles.
    func compose(over memory: SharedPointer, stale: [PixelBox]) {
        guard let patches else { return }
        base.withPointer { base in
            for box in stale.compactMap({ $0.clipped(height: height, width: width) }) {
                for y in box.rows {
                    let start = (y * width + box.x) * channels
                    (memory.address + start).update(from: base + start, count: box.width * channels)
                }
            }
        }
        for (entry, box) in patches.boxes.enumerated() {
            guard let inside = box.clipped(height: height, width: width) else { continue }
            for y in inside.rows {
                let start = memory.address + (y * width + inside.x) * channels
                copyPatch(entry, to: Line(y: y, columns: inside.columns, target: start))
            }
        }
    }

    /// The changed maps of all pictures, `[pictures, height, width, channels]`.
    func all(pictures: [Int], count: Int, on workers: Workers) -> Tensor {
        let whole = PixelBox(x: 0, y: 0, width: width, height: height)
        var result = ChangedMaps(base: base, patches: nil)
            .crop(Array(repeating: whole, count: count), pictures: [], padding: 0, on: workers)
        guard let patches else { return result }
        let size = height * width * channels
        result.withMutablePointer { target in
            let target = SharedPointer(target)
            workers.forEach(patches.boxes.count) { entry in
                guard let inside = patches.boxes[entry].clipped(height: height, width: width) else { return }
                for y in inside.rows {
                    let start = target.address + pictures[entry] * size + (y * width + inside.x) * channels
                    copyPatch(entry, to: Line(y: y, columns: inside.columns, target: start))
                }
            }
        }
        return result
    }

    /// A row of pixels to be written.
    private struct Line {
        let y: Int
        let columns: Range<Int>
        let target: UnsafeMutablePointer<Float>
    }

    /// By entry: the entries of the same picture, itself last.
    private func neighbours(of pictures: [Int]) -> [[Int]] {
        pictures.indices.map { entry in
            pictures.indices.filter { $0 != entry && pictures[$0] == pictures[entry] } + [entry]
        }
    }

    private func copyBase(_ line: Line, from base: UnsafePointer<Float>, padding: Float) {
        let inside = (0..<height).contains(line.y) ? line.columns.clamped(to: 0..<width) : 0..<0
        guard !inside.isEmpty else {
            return line.target.update(repeating: padding, count: line.columns.count * channels)
        }
        let before = (inside.lowerBound - line.columns.lowerBound) * channels
        let after = (line.columns.upperBound - inside.upperBound) * channels
        let count = inside.count * channels
        if before > 0 { line.target.update(repeating: padding, count: before) }
        (line.target + before).update(
            from: base + (line.y * width + inside.lowerBound) * channels, count: count)
        if after > 0 { (line.target + before + count).update(repeating: padding, count: after) }
    }

    /// Copies what a patch has of the line.
    private func copyPatch(_ entry: Int, to line: Line) {
        guard let patches else { return }
        let box = patches.boxes[entry]
        let columns = box.columns.clamped(to: line.columns).clamped(to: 0..<width)
        guard box.rows.contains(line.y), (0..<height).contains(line.y), !columns.isEmpty else { return }
        patches.tensor.withPointer { source in
            let row = (entry * box.height + line.y - box.y) * box.width
            (line.target + (columns.lowerBound - line.columns.lowerBound) * channels).update(
                from: source + (row + columns.lowerBound - box.x) * channels, count: columns.count * channels)
        }
    }
}
