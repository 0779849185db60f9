/// Pictures of one size in one block of numbers, read one by one.
struct PictureStack: SampleSource {
    let layout: StackLayout
    let scale: LevelScale
    private let file: NumberFile
    private let start: Int
    private let element: StackElement

    /// The pictures that begin `start` bytes into a file.
    ///
    /// - Throws: `SampleError.notSamples` where the shape or the values are none of pictures; `.broken`.
    init(_ file: NumberFile, start: Int, shape: [Int], element: StackElement) throws {
        guard let layout = StackLayout(shape: shape) else {
            throw SampleError.notSamples(
                name: file.name,
                reason: "its shape is \(shape), and stacks of pictures are \(StackLayout.understood)")
        }
        (self.file, self.start, self.layout, self.element) = (file, start, layout, element)
        guard start + layout.count * layout.pictureLength * element.size <= file.count else {
            throw SampleError.broken(name: file.name, reason: "it breaks off in the middle")
        }
        let (smallest, largest) = try Self.range(of: file, start, layout, element)
        let found = LevelScale.find(smallest: smallest, largest: largest)
        guard let scale = found ?? (element == .byte ? .bytes : nil) else {
            let values = smallest > largest ? "are no numbers" : "go from \(smallest) to \(largest)"
            throw SampleError.notSamples(
                name: file.name, reason: "its values \(values), and pixels are \(LevelScale.understood)")
        }
        self.scale = scale
    }

    func picture(_ index: Int) throws -> Picture {
        let length = layout.pictureLength * element.size
        let from = start + index * length
        return try file.withBytes(from..<from + length) { bytes in
            let levels = levels(of: bytes)
            return levels.withUnsafeBufferPointer { layout.picture($0) }
        }
    }

    private func levels(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        if element == .byte, scale == .bytes { return Array(bytes) }
        return element.numbers(bytes).map { scale.level($0) }
    }

    /// Bytes that are looked at to find the scale.
    private static let lookedAt = 8 << 20

    /// The smallest and largest number of pictures that lie evenly in the stack: of all where the stack is small.
    private static func range(
        of file: NumberFile, _ start: Int, _ layout: StackLayout, _ element: StackElement
    ) throws -> (smallest: Float, largest: Float) {
        let length = layout.pictureLength * element.size
        let lookedAt = min(layout.count, max(16, lookedAt / length))
        var (smallest, largest) = (Float.infinity, -Float.infinity)
        for step in 0..<lookedAt {
            let from = start + step * layout.count / lookedAt * length
            try file.withBytes(from..<from + length) { bytes in
                if element == .byte {
                    for byte in bytes {
                        smallest = min(smallest, Float(byte))
                        largest = max(largest, Float(byte))
                    }
                    return
                }
                for number in element.numbers(bytes) where !number.isNaN {
                    smallest = min(smallest, number)
                    largest = max(largest, number)
                }
            }
        }
        return (smallest, largest)
    }
}
