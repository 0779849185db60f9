/// The memory of a tensor, 64-byte aligned.
///
/// Unchecked Sendable: the only writers are `Tensor`'s mutating methods, which copy first unless they hold the
/// single reference.
final class TensorStorage: @unchecked Sendable {
    let elements: UnsafeMutableBufferPointer<Float>
    var count: Int { elements.count }
    private let block: MemoryRecycler.Block

    init(count: Int) {
        block = MemoryRecycler.shared.take(byteCount: count * MemoryLayout<Float>.stride)
        elements = UnsafeMutableBufferPointer(
            start: block.memory.bindMemory(to: Float.self, capacity: count), count: count)
    }

    convenience init(copying other: TensorStorage) {
        self.init(count: other.count)
        _ = elements.update(fromContentsOf: other.elements)
    }

    deinit { MemoryRecycler.shared.giveBack(block) }
}
