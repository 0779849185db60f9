import CGL

/// Vertices or instances that are made anew for every frame: collected on the CPU, uploaded once, drawn in parts.
@MainActor
final class VertexStream<Element> {
    /// What has been collected since `removeAll`.
    var elements: [Element] = []

    private var array: GLuint = 0
    private var buffer: GLuint = 0
    private let components: [GLint]
    private let divisor: GLuint

    /// A stream of elements that are a row of floats, split into attributes of the given numbers of components
    /// (each starts at a multiple of 16 bytes); `perInstance` where an element describes a whole instance.
    init(components: [GLint], perInstance: Bool) {
        precondition(
            MemoryLayout<Element>.stride == components.count * 16,
            "\(Element.self) has \(MemoryLayout<Element>.stride) bytes for \(components.count) attributes")
        self.components = components
        divisor = perInstance ? 1 : 0
        glGenVertexArrays(1, &array)
        glGenBuffers(1, &buffer)
        bind(first: 0)
    }

    /// Sends the collected elements to the graphics memory.
    func upload() {
        guard !elements.isEmpty else { return }
        glBindBuffer(GL_ARRAY_BUFFER, buffer)
        elements.withUnsafeBytes {
            glBufferData(GL_ARRAY_BUFFER, GLsizeiptr($0.count), $0.baseAddress, GL_STREAM_DRAW)
        }
    }

    /// Selects the stream for drawing, with attribute 0 beginning at the element `first`.
    ///
    /// Instanced parts need it: OpenGL 3.3 knows no first instance.
    func bind(first: Int) {
        glBindVertexArray(array)
        glBindBuffer(GL_ARRAY_BUFFER, buffer)
        let stride = MemoryLayout<Element>.stride
        for (index, count) in components.enumerated() {
            let offset = UnsafeRawPointer(bitPattern: first * stride + index * 16)
            glEnableVertexAttribArray(GLuint(index))
            glVertexAttribPointer(GLuint(index), count, GL_FLOAT, 0, GLsizei(stride), offset)
            glVertexAttribDivisor(GLuint(index), divisor)
        }
    }

    /// Forgets the collected elements and keeps their memory.
    func removeAll() {
        elements.removeAll(keepingCapacity: true)
    }

    /// Frees the graphics memory.
    func close() {
        glDeleteVertexArrays(1, &array)
        glDeleteBuffers(1, &buffer)
    }
}
