import CGL
import Resources

/// A linked vertex and fragment shader from `Shaders/<name>/`, where `vertex.glsl` and `fragment.glsl` lie.
///
/// Each file is preceded by the version line and by `Shaders/Common/common.glsl`.
@MainActor
final class ShaderProgram {
    private let program: GLuint
    private var locations: [String: GLint] = [:]

    /// Compiles and links.
    ///
    /// - Throws: `ResourceError.missing`, `.shader`.
    init(_ name: String, resources: ResourceLocator) throws {
        let common = "#version 330 core\n" + (try resources.text("Shaders/Common/common.glsl"))
        let program = glCreateProgram()
        for (kind, file) in [(GL_VERTEX_SHADER, "vertex"), (GL_FRAGMENT_SHADER, "fragment")] {
            let source = common + "#line 1\n" + (try resources.text("Shaders/\(name)/\(file).glsl"))
            let shader = try Self.compile(kind, source, name: "\(name)/\(file).glsl")
            glAttachShader(program, shader)
            glDeleteShader(shader)  // freed together with the program
        }
        glLinkProgram(program)
        var status: GLint = 0
        glGetProgramiv(program, GL_LINK_STATUS, &status)
        guard status != 0 else {
            var log = [GLchar](repeating: 0, count: 4096)
            glGetProgramInfoLog(program, GLsizei(log.count), nil, &log)
            throw RenderingError.shader(name: name, log: Self.text(log))
        }
        self.program = program
    }

    /// Makes the program the one that draws.
    func use() {
        glUseProgram(program)
    }

    /// Sets a matrix of the program in use.
    func set(_ name: String, _ matrix: Matrix4) {
        withUnsafePointer(to: matrix.columns) { columns in
            columns.withMemoryRebound(to: GLfloat.self, capacity: 16) {
                glUniformMatrix4fv(location(name), 1, 0, $0)
            }
        }
    }

    /// Sets a pair of numbers of the program in use.
    func set(_ name: String, _ x: Float, _ y: Float) {
        glUniform2f(location(name), x, y)
    }

    /// Frees the program.
    func close() {
        glDeleteProgram(program)
    }

    private func location(_ name: String) -> GLint {
        if let known = locations[name] { return known }
        let found = glGetUniformLocation(program, name)
        locations[name] = found
        return found
    }

    private static func compile(_ kind: Int32, _ source: String, name: String) throws -> GLuint {
        let shader = glCreateShader(kind)
        source.withCString { text in
            var lines: UnsafePointer<GLchar>? = text
            glShaderSource(shader, 1, &lines, nil)
        }
        glCompileShader(shader)
        var status: GLint = 0
        glGetShaderiv(shader, GL_COMPILE_STATUS, &status)
        guard status != 0 else {
            var log = [GLchar](repeating: 0, count: 4096)
            glGetShaderInfoLog(shader, GLsizei(log.count), nil, &log)
            throw RenderingError.shader(name: name, log: text(log))
        }
        return shader
    }

    private static func text(_ log: [GLchar]) -> String {
        String(decoding: log.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
