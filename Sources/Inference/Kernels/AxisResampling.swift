import Tensors

/// From which elements along an axis, and with which weights, each element of a resized axis is made.
struct AxisResampling: Sendable {
    /// The axis' extent before.
    let extent: Int
    private var taps: [[(position: Int, weight: Float)]] = []
    private var isInside: [Bool] = []

    /// No elements yet, of an axis of `extent`.
    init(extent: Int) { self.extent = extent }

    /// The axis' extent after.
    var count: Int { taps.count }

    /// One more element; one that is not inside gets a constant instead.
    mutating func append(_ neighbours: [(position: Int, weight: Float)], isInside: Bool) {
        taps.append(neighbours)
        self.isInside.append(isInside)
    }

    /// The first neighbour of each element; negative where it is not inside.
    var nearest: [Int] { taps.indices.map { isInside[$0] ? taps[$0].first?.position ?? -1 : -1 } }

    /// The elements themselves, negative where they are not inside; nil where all are.
    var inside: [Int]? { isInside.contains(false) ? isInside.indices.map { isInside[$0] ? $0 : -1 } : nil }

    /// From the first to the last element that some of the result are made of; nil where there is none.
    func elements(feeding results: Range<Int>) -> Range<Int>? {
        results.filter { isInside[$0] }.flatMap { taps[$0] }.filter { $0.weight != 0 }.map(\.position).span
    }

    /// The tensor with the axis resampled.
    func applied(to tensor: Tensor, axis: Int, on workers: Workers) -> Tensor {
        let inner = tensor.shape[(axis + 1)...].reduce(1, *)
        let outer = tensor.shape[..<axis].reduce(1, *)
        var shape = tensor.shape
        shape[axis] = count
        var result = Tensor(shape: shape)
        guard result.count > 0 else { return result }
        tensor.withPointer { source in
            result.withMutablePointer { target in
                let (source, target) = (SharedReadPointer(source), SharedPointer(target))
                workers.forEachRange(of: outer * count, smallest: max(1, 4096 / inner)) { rows in
                    for row in rows {
                        let (block, index) = row.quotientAndRemainder(dividingBy: count)
                        let to = target.address + row * inner
                        for (position, weight) in taps[index] where weight != 0 {
                            let from = source.address + (block * extent + position) * inner
                            for column in 0..<inner { to[column] += weight * from[column] }
                        }
                    }
                }
            }
        }
        return result
    }
}
