/// The memory of a tensor, 64-byte aligned.
///
/// Unchecked Sendable: the only writers are `Tensor`'s mutating methods, which copy first unless they hold the
/// single reference.
final class TensorStorage: @unchecked Sendable {
    let elements: UnsafeMutableBufferPointer<Float>
    var count: Int { elements.count }

    init(count: Int) {
        let bytes = max(count * MemoryLayout<Float>.stride, 1)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        elements = UnsafeMutableBufferPointer(
            start: memory.bindMemory(to: Float.self, capacity: count), count: count)
    }

    convenience init(copying other: TensorStorage) {
        self.init(count: other.count)
        _ = elements.update(fromContentsOf: other.elements)
    }

    deinit { UnsafeMutableRawPointer(elements.baseAddress)?.deallocate() }
}
