import CGL
import CInterface
import Foundation
import Rendering
import Resources

/// Draws a frame of the canvas into the framebuffer that is bound: region by region the triangles of ImGui's
/// draw lists, then the region's words.
@MainActor
final class InterfaceRenderer {
    private let wordRenderer: Renderer
    private var program: GLuint = 0
    private var viewportLocation: GLint = 0
    private var keepsPixelsLocation: GLint = 0
    private var vertexArray: GLuint = 0
    private var vertexBuffer: GLuint = 0
    private var indexBuffer: GLuint = 0
    private var fontTexture: GLuint = 0
    private var fontGeneration = 0
    private var textures: [UInt64: (name: GLuint, lastUse: UInt64)] = [:]
    private var frame: UInt64 = 0

    /// The C interface's name for an image's texture; 1 is the letters'.
    static func texture(of image: DisplayImage) -> UInt64 { image.id + 1 }

    /// Compiles the shader in the current context.
    ///
    /// - Throws: `ResourceError.missing`, `.shader`.
    init(resources: ResourceLocator = .standard) throws {
        wordRenderer = try Renderer(resources: resources)
        program = try Self.link(
            vertex: resources.text("Shaders/Interface/vertex.glsl"),
            fragment: resources.text("Shaders/Interface/fragment.glsl"))
        viewportLocation = glGetUniformLocation(program, "viewportPixels")
        keepsPixelsLocation = glGetUniformLocation(program, "keepsPixels")
        glGenVertexArrays(1, &vertexArray)
        glGenBuffers(1, &vertexBuffer)
        glGenBuffers(1, &indexBuffer)
        glBindVertexArray(vertexArray)
        glBindBuffer(GL_ARRAY_BUFFER, vertexBuffer)
        glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indexBuffer)
        for index in 0..<3 as Range<GLuint> { glEnableVertexAttribArray(index) }
        glVertexAttribPointer(0, 2, GL_FLOAT, 0, 20, nil)
        glVertexAttribPointer(1, 2, GL_FLOAT, 0, 20, UnsafeRawPointer(bitPattern: 8))
        glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, 1, 20, UnsafeRawPointer(bitPattern: 16))
        glBindVertexArray(0)
    }

    /// Draws the frame that the canvas has ended; `width` and `height` are the framebuffer's, in pixels.
    func draw(_ canvas: Canvas, context: InterfaceContext, width: Int, height: Int) {
        frame += 1
        uploadFont(context)
        var words = canvas.words
        for index in 0..<interfaceMeshCount() {
            let mesh = interfaceMeshAt(index)
            prepare(width: width, height: height)
            draw(mesh, index: index, images: canvas.images, height: height)
            guard let items = words.removeValue(forKey: String(cString: mesh.region)) else { continue }
            wordRenderer.draw(over: Viewport(width: width, height: height), items, scale: canvas.scale)
        }
        glDisable(GL_SCISSOR_TEST)
        glBindVertexArray(0)
        forgetUnusedTextures()
    }

    /// Frees everything.
    func close() {
        wordRenderer.close()
        glDeleteTextures(GLsizei(textures.count), textures.values.map(\.name))
        glDeleteTextures(1, &fontTexture)
        glDeleteBuffers(1, &vertexBuffer)
        glDeleteBuffers(1, &indexBuffer)
        glDeleteVertexArrays(1, &vertexArray)
        glDeleteProgram(program)
    }

    private func prepare(width: Int, height: Int) {
        glViewport(0, 0, GLsizei(width), GLsizei(height))
        glUseProgram(program)
        glUniform2f(viewportLocation, Float(width), Float(height))
        glDisable(GL_DEPTH_TEST)
        glDisable(GL_CULL_FACE)
        glEnable(GL_BLEND)
        glBlendEquation(GL_FUNC_ADD)
        glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA)
        glEnable(GL_SCISSOR_TEST)
        glActiveTexture(GL_TEXTURE0)
        glBindSampler(0, 0)
        glBindVertexArray(vertexArray)
        glBindBuffer(GL_ARRAY_BUFFER, vertexBuffer)
    }

    private func draw(
        _ mesh: InterfaceMesh, index: Int32, images: [UInt64: DisplayImage], height: Int
    ) {
        glBufferData(GL_ARRAY_BUFFER, GLsizeiptr(mesh.vertexCount) * 20, mesh.vertices, GL_STREAM_DRAW)
        glBufferData(
            GL_ELEMENT_ARRAY_BUFFER, GLsizeiptr(mesh.indexCount) * 2, mesh.indices, GL_STREAM_DRAW)
        for position in 0..<mesh.batchCount {
            let batch = interfaceBatchAt(index, position)
            let (clipWidth, clipHeight) = (batch.clipRight - batch.clipLeft, batch.clipBottom - batch.clipTop)
            guard batch.indexCount > 0, clipWidth > 0, clipHeight > 0 else { continue }
            let isFont = batch.texture == UInt64(interfaceFontTexture)
            if isFont {
                glBindTexture(GL_TEXTURE_2D, fontTexture)
            } else {
                guard let image = images[batch.texture - 1] else { continue }
                glBindTexture(GL_TEXTURE_2D, texture(for: image))
            }
            glUniform1f(keepsPixelsLocation, isFont ? 0 : 1)
            glScissor(
                GLint(batch.clipLeft), GLint(Float(height) - batch.clipBottom), GLsizei(clipWidth),
                GLsizei(clipHeight))
            glDrawElements(
                GL_TRIANGLES, GLsizei(batch.indexCount), GL_UNSIGNED_SHORT,
                UnsafeRawPointer(bitPattern: Int(batch.firstIndex) * 2))
        }
    }

    private func uploadFont(_ context: InterfaceContext) {
        guard context.generation != fontGeneration else { return }
        fontGeneration = context.generation
        if fontTexture == 0 { glGenTextures(1, &fontTexture) }
        glBindTexture(GL_TEXTURE_2D, fontTexture)
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1)
        glTexImage2D(
            GL_TEXTURE_2D, 0, GL_R8, context.atlas.width, context.atlas.height, 0, GL_RED,
            GL_UNSIGNED_BYTE, context.atlas.coverage)
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR)
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR)
        // Coverage is alpha; the colour is the vertex's.
        for channel in [GL_TEXTURE_SWIZZLE_R, GL_TEXTURE_SWIZZLE_G, GL_TEXTURE_SWIZZLE_B] {
            glTexParameteri(GL_TEXTURE_2D, channel, GL_ONE)
        }
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_A, GL_RED)
    }

    private func texture(for image: DisplayImage) -> GLuint {
        if let known = textures[image.id] {
            textures[image.id] = (known.name, frame)
            return known.name
        }
        var name: GLuint = 0
        glGenTextures(1, &name)
        glBindTexture(GL_TEXTURE_2D, name)
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1)
        glTexImage2D(
            GL_TEXTURE_2D, 0, GL_RGBA8, GLsizei(image.width), GLsizei(image.height), 0, GL_RGBA,
            GL_UNSIGNED_BYTE, image.pixels)
        glGenerateMipmap(GL_TEXTURE_2D)
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR)
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR)
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE)
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE)
        textures[image.id] = (name, frame)
        return name
    }

    private func forgetUnusedTextures() {
        for (id, texture) in textures where frame - texture.lastUse > 120 {
            glDeleteTextures(1, [texture.name])
            textures[id] = nil
        }
    }

    private static func link(vertex: String, fragment: String) throws -> GLuint {
        let program = glCreateProgram()
        for (kind, source) in [(GL_VERTEX_SHADER, vertex), (GL_FRAGMENT_SHADER, fragment)] {
            let shader = glCreateShader(kind)
            ("#version 330 core\n#line 1\n" + source).withCString { text in
                var lines: UnsafePointer<GLchar>? = text
                glShaderSource(shader, 1, &lines, nil)
            }
            glCompileShader(shader)
            glAttachShader(program, shader)
            glDeleteShader(shader)  // freed together with the program
        }
        glLinkProgram(program)
        var status: GLint = 0
        glGetProgramiv(program, GL_LINK_STATUS, &status)
        guard status != 0 else {
            var log = [GLchar](repeating: 0, count: 4096)
            glGetProgramInfoLog(program, GLsizei(log.count), nil, &log)
            let text = String(decoding: log.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw RenderingError.shader(name: "Interface", log: text)
        }
        return program
    }
}
