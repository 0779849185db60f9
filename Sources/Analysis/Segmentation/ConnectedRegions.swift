/// Makes regions of labels: each hangs together over edges, none is smaller than wanted.
enum ConnectedRegions {
    /// A new label for every pixel, from 0 in the order of the regions' first pixels.
    ///
    /// A region is what can be reached from its first pixel over pixels of one old label, right, left, down and up in
    /// turn, until it has `mostSize` pixels. One of fewer than `leastSize` takes the label of the neighbour that was
    /// met last, or 0 where there was none. Source: Achanta et al. 2012, the authors' own postprocessing.
    static func labels(
        of old: [Int32], width: Int, height: Int, leastSize: Int, mostSize: Int
    ) -> [Int32] {
        var new = [Int32](repeating: -1, count: old.count)
        var next: Int32 = 0
        var region: [Int] = []
        for first in old.indices where new[first] < 0 {
            var neighbor: Int32 = 0
            new[first] = next
            region.removeAll(keepingCapacity: true)
            region.append(first)
            var visited = 0
            while visited < region.count, region.count < mostSize {
                for direction in directions {
                    let x = region[visited] % width + direction.x
                    let y = region[visited] / width + direction.y
                    guard x >= 0, x < width, y >= 0, y < height else { continue }
                    let pixel = y * width + x
                    if new[pixel] < 0, old[pixel] == old[first] {
                        new[pixel] = next
                        region.append(pixel)
                        if region.count >= mostSize { break }
                    } else if new[pixel] >= 0, new[pixel] != next {
                        neighbor = new[pixel]
                    }
                }
                visited += 1
            }
            if region.count < leastSize {
                for pixel in region { new[pixel] = neighbor }
            } else {
                next += 1
            }
        }
        return new
    }

    private static let directions = [(x: 1, y: 0), (x: -1, y: 0), (x: 0, y: 1), (x: 0, y: -1)]
}
