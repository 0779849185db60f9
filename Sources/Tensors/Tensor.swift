/// A dense array of 32-bit floats with a shape, row-major: the last dimension varies fastest.
///
/// A value type that copies on write. Its memory is aligned to 64 bytes, so that vector kernels may read it
/// directly.
public struct Tensor: Sendable {
    /// The extent of every dimension, outermost first; `[]` is a scalar.
    public let shape: [Int]
    var storage: TensorStorage

    /// The number of elements.
    public var count: Int { storage.count }

    /// A tensor whose elements are not initialised yet: every one must be written before it is read.
    public init(uninitialized shape: [Int]) {
        self.shape = shape
        storage = TensorStorage(count: shape.reduce(1, *))
    }

    /// A tensor whose numbers are read from `source` when they are needed.
    public init(shape: [Int], deferred source: any DeferredNumbers) {
        self.shape = shape
        storage = TensorStorage(count: shape.reduce(1, *), source: source)
    }

    /// A tensor that holds `value` everywhere.
    public init(shape: [Int], repeating value: Float = 0) {
        self.init(uninitialized: shape)
        storage.elements.update(repeating: value)
    }

    /// A tensor of the given row-major values; there must be as many as the shape asks for.
    public init(shape: [Int], values: some Collection<Float>) {
        precondition(
            values.count == shape.reduce(1, *), "\(values.count) values do not fill the shape \(shape)")
        self.init(uninitialized: shape)
        _ = storage.elements.update(fromContentsOf: values)
    }

    /// The same elements under another shape of the same count; shares the memory.
    public func reshaped(_ newShape: [Int]) -> Tensor {
        precondition(newShape.reduce(1, *) == count, "cannot view \(shape) as \(newShape)")
        return Tensor(shape: newShape, storage: storage)
    }

    /// The element at the given position, one index a dimension.
    public subscript(_ indices: Int...) -> Float {
        get { storage.elements[offset(of: indices)] }
        set {
            detach()
            storage.elements[offset(of: indices)] = newValue
        }
    }

    /// The elements in row-major order, as an array (a copy).
    public var values: [Float] { Array(storage.elements) }

    /// Calls `body` with the elements in row-major order, for reading.
    public func withValues<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(storage) { try body(UnsafeBufferPointer(storage.elements)) }
    }

    /// Calls `body` with the elements in row-major order, for writing; copies first if the memory is shared.
    public mutating func withMutableValues<Result>(
        _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        detach()
        return try withExtendedLifetime(storage) { try body(storage.elements) }
    }

    private init(shape: [Int], storage: TensorStorage) {
        self.shape = shape
        self.storage = storage
    }

    private func offset(of indices: [Int]) -> Int {
        precondition(indices.count == shape.count, "\(indices.count) indices for the shape \(shape)")
        var offset = 0
        for (index, extent) in zip(indices, shape) {
            precondition(index >= 0 && index < extent, "index \(indices) is outside the shape \(shape)")
            offset = offset * extent + index
        }
        return offset
    }

    /// The tensor where nothing else refers to its memory, so that writing does not copy it; else nil.
    ///
    /// Hands the tensor out, where a Boolean would do: Swift 6.3's optimiser drops the store before a call that does
    /// nothing but ask whether a reference is unique.
    public mutating func takenIfUnique() -> Tensor? { isKnownUniquelyReferenced(&storage) ? self : nil }

    private mutating func detach() {
        guard !isKnownUniquelyReferenced(&storage) else { return }
        storage = TensorStorage(copying: storage)
    }
}

extension Tensor: Equatable {
    /// Equal shapes and bitwise equal numbers, except that 0 equals -0.
    public static func == (left: Tensor, right: Tensor) -> Bool {
        left.shape == right.shape
            && left.withValues { a in right.withValues { b in a.elementsEqual(b) } }
    }
}
