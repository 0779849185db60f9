import CGL

/// Clouds of marks in the graphics memory, each uploaded once and found again by its `id`.
///
/// What has not been drawn for `patience` frames is forgotten.
@MainActor
final class PointStore {
    /// How many frames a cloud stays without being drawn.
    static let patience = 8

    private struct Entry {
        var array: GLuint = 0
        var buffer: GLuint = 0
        var count: Int
        var lastFrame: Int
    }

    private var entries: [UInt64: Entry] = [:]
    private var frame = 0
    /// How many clouds have been uploaded so far.
    private(set) var uploadCount = 0

    /// The number of clouds in memory.
    var count: Int { entries.count }

    /// Begins a frame and forgets what has been idle for long.
    func beginFrame() {
        frame += 1
        for (id, entry) in entries where frame - entry.lastFrame > Self.patience {
            delete(entry)
            entries[id] = nil
        }
    }

    /// Uploads the cloud if it is new.
    func keep(_ cloud: PointCloud) {
        guard entries[cloud.id] == nil else {
            entries[cloud.id]?.lastFrame = frame
            return
        }
        var entry = Entry(count: cloud.count, lastFrame: frame)
        glGenVertexArrays(1, &entry.array)
        glGenBuffers(1, &entry.buffer)
        glBindVertexArray(entry.array)
        glBindBuffer(GL_ARRAY_BUFFER, entry.buffer)
        cloud.instances.withUnsafeBytes {
            glBufferData(GL_ARRAY_BUFFER, GLsizeiptr($0.count), $0.baseAddress, GL_STATIC_DRAW)
        }
        describeInstances()
        entries[cloud.id] = entry
        uploadCount += 1
    }

    /// Selects a cloud for drawing.
    ///
    /// - Returns: the number of its marks.
    func bind(_ id: UInt64) -> Int {
        guard let entry = entries[id] else { return 0 }
        glBindVertexArray(entry.array)
        return entry.count
    }

    /// Frees everything.
    func close() {
        entries.values.forEach(delete)
        entries = [:]
    }

    /// Says which bytes of a `PointInstance` are which attribute.
    private func describeInstances() {
        let attributes: [(count: GLint, type: Int32, isShare: Int32, offset: Int?)] = [
            (4, GL_FLOAT, 0, MemoryLayout.offset(of: \PointInstance.place)),
            (4, GL_UNSIGNED_BYTE, 1, MemoryLayout.offset(of: \PointInstance.fill)),
            (4, GL_UNSIGNED_BYTE, 1, MemoryLayout.offset(of: \PointInstance.outline)),
            (1, GL_FLOAT, 0, MemoryLayout.offset(of: \PointInstance.shape)),
        ]
        for (index, attribute) in attributes.enumerated() {
            glEnableVertexAttribArray(GLuint(index))
            glVertexAttribPointer(
                GLuint(index), attribute.count, attribute.type, attribute.isShare,
                GLsizei(MemoryLayout<PointInstance>.stride),
                UnsafeRawPointer(bitPattern: attribute.offset ?? 0))
        }
    }

    private func delete(_ entry: Entry) {
        glDeleteVertexArrays(1, [entry.array])
        glDeleteBuffers(1, [entry.buffer])
    }
}
