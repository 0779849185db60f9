import CGL
import Resources

/// Draws whole `Drawing` values with OpenGL 3.3.
///
/// Needs a current context, a window's or an `OffscreenContext`, and belongs to it until `close`. Everything is
/// sent anew for each frame, but images and glyphs, which stay in the graphics memory. Each frame sets all the
/// OpenGL state that it depends on, so others may draw in between, Dear ImGui for one.
///
/// The world is drawn with four samples a pixel on a layer of its own and copied. The overlay's shapes come with
/// smooth edges, so it is drawn on top with one sample, which software renderers do three times as fast. The
/// window needs no multisampling.
@MainActor
public final class Renderer {
    private let triangles: TriangleDrawer
    private let images: ImageDrawer
    private let boxes: BoxDrawer
    private let text: TextDrawer
    private let points: PointDrawer
    private var worldLayer: OffscreenTarget?

    /// A renderer in the current context, with the shaders and fonts that ship with the program.
    ///
    /// - Throws: `ResourceError.missing`, `.font`, `.shader`, `.openGLTooOld`.
    public init(resources: ResourceLocator = .standard) throws {
        let (major, minor) = (glInteger(GL_MAJOR_VERSION), glInteger(GL_MINOR_VERSION))
        guard (major, minor) >= (3, 3) else {
            throw RenderingError.openGLTooOld(version: Self.version)
        }
        triangles = try TriangleDrawer(resources)
        images = try ImageDrawer(resources)
        boxes = try BoxDrawer(resources)
        text = try TextDrawer(resources)
        points = try PointDrawer(resources)
    }

    /// The driver's version and name, for people.
    public static var version: String {
        func name(_ what: Int32) -> String { glGetString(what).map { String(cString: $0) } ?? "unknown" }
        return "\(name(GL_VERSION)), \(name(GL_RENDERER))"
    }

    /// How many images lie in the graphics memory.
    public var imageCount: Int { images.store.count }

    /// How many images have been sent to the graphics memory so far.
    public var uploadCount: Int { images.store.uploadCount }

    /// How many clouds of points lie in the graphics memory.
    public var cloudCount: Int { points.store.count }

    /// How many clouds of points have been sent to the graphics memory so far.
    public var cloudUploadCount: Int { points.store.uploadCount }

    /// Draws a frame into a part of the framebuffer that is bound.
    ///
    /// - Parameter scale: physical pixels a point.
    public func draw(_ drawing: Drawing, into viewport: Viewport, scale: Float) {
        draw(drawing, into: viewport, scale: scale, background: drawing.background)
    }

    /// Draws flat things over what is there already.
    ///
    /// - Parameter scale: physical pixels a point.
    public func draw(over viewport: Viewport, _ overlay: [OverlayItem], scale: Float) {
        guard !overlay.isEmpty, scale > 0 else { return }
        let size = Point(Float(viewport.width), Float(viewport.height)) / scale
        var drawing = Drawing(
            background: Color(0), camera: Camera(clipFromWorld: .identity, stageSize: size))
        drawing.overlay = overlay
        draw(drawing, into: viewport, scale: scale, background: nil)
    }

    private func draw(_ drawing: Drawing, into viewport: Viewport, scale: Float, background: Color?) {
        guard viewport.width > 0, viewport.height > 0, scale > 0 else { return }
        let stage = StageFrame(viewport: viewport, scale: scale)
        triangles.stream.removeAll()
        images.stream.removeAll()
        boxes.stream.removeAll()
        text.stream.removeAll()
        points.beginFrame()
        images.store.beginFrame()
        text.atlas.beginFrame()
        let world = prepareWorld(drawing, stage)
        let overlay = prepareOverlay(drawing.overlay, stage)
        triangles.stream.upload()
        images.stream.upload()
        boxes.stream.upload()
        text.stream.upload()
        if !world.isEmpty {
            drawWorld(world, drawing, stage)
            stage.begin()
        } else {
            stage.begin()
            if let background { stage.clear(background) }
        }
        for command in overlay { perform(command, drawing.camera, stage) }
        stage.end()
    }

    /// Frees everything in the graphics memory; the context must be current.
    public func close() {
        triangles.close()
        images.close()
        boxes.close()
        text.close()
        points.close()
        worldLayer?.close()
        worldLayer = nil
    }

    /// Draws the world on its layer and copies it to where the frame goes; directly, where there is no room for
    /// the layer.
    private func drawWorld(_ commands: [DrawCommand], _ drawing: Drawing, _ stage: StageFrame) {
        let framebuffer = GLuint(glInteger(GL_DRAW_FRAMEBUFFER_BINDING))
        let layer = layer(width: stage.viewport.width, height: stage.viewport.height)
        layer?.bind()
        let whole = Viewport(width: stage.viewport.width, height: stage.viewport.height)
        let frame = layer == nil ? stage : StageFrame(viewport: whole, scale: stage.scale)
        if layer == nil { glBindFramebuffer(GL_FRAMEBUFFER, framebuffer) }
        frame.begin()
        frame.clear(drawing.background)
        for command in commands { perform(command, drawing.camera, frame) }
        layer?.copy(to: framebuffer, x: stage.viewport.x, y: stage.bottom)
    }

    private func layer(width: Int, height: Int) -> OffscreenTarget? {
        if let worldLayer, worldLayer.width == width, worldLayer.height == height { return worldLayer }
        worldLayer?.close()
        worldLayer = try? OffscreenTarget(width: width, height: height, samples: 4)
        return worldLayer
    }

    private func perform(_ command: DrawCommand, _ camera: Camera, _ stage: StageFrame) {
        stage.apply(command.depth)
        stage.clip(command.clip)
        let matrix = command.isInWorld ? camera.clipFromWorld : stage.clipFromStage
        switch command.kind {
        case .triangles: triangles.draw(command.range, clipFromPosition: matrix)
        case .boxes: boxes.draw(command.range, clipFromPosition: matrix)
        case .text: text.draw(command.range, clipFromPosition: matrix)
        case .points: points.draw(command.range, clipFromPosition: matrix)
        case .images(let page): images.draw(command.range, page: page, clipFromPosition: matrix)
        }
    }
}

extension Renderer {
    /// Solids first, then images, then lines and translucent things in their order.
    private func prepareWorld(_ drawing: Drawing, _ stage: StageFrame) -> [DrawCommand] {
        var commands: [DrawCommand] = []
        for case .triangles(let vertices) in drawing.world where vertices.isOpaque {
            triangles.stream.elements += vertices
        }
        append(&commands, .triangles, 0..<triangles.stream.elements.count, .solid, isInWorld: true)
        prepareFaces(drawing.world, &commands)
        for item in drawing.world {
            let start = triangles.stream.elements.count
            switch item {
            case .triangles(let vertices) where !vertices.isOpaque:
                triangles.stream.elements += vertices
                append(
                    &commands, .triangles, start..<triangles.stream.elements.count, .seeThrough,
                    isInWorld: true)
            case .line(let line):
                for stroke in line.strokes(drawing.camera, scale: stage.scale) {
                    stroke.append(to: &triangles.stream.elements)
                }
                append(
                    &commands, .triangles, start..<triangles.stream.elements.count, .seeThrough,
                    isInWorld: false)
            case .face(let face) where face.opacity != nil:
                let place = images.store.place(face.image)
                let first = images.stream.elements.count
                images.append(face, layer: place.layer)
                append(
                    &commands, .images(page: place.page), first..<(first + 1), .seeThrough, isInWorld: true)
            default: break
            }
        }
        return commands
    }

    /// The solid faces, page by page; on a page in their order.
    private func prepareFaces(_ world: [WorldItem], _ commands: inout [DrawCommand]) {
        var facesOfPage: [Int: [(face: WorldFace, layer: Int)]] = [:]
        for case .face(let face) in world where face.opacity == nil {
            let place = images.store.place(face.image)
            facesOfPage[place.page, default: []].append((face, place.layer))
        }
        for (page, faces) in facesOfPage.sorted(by: { $0.key < $1.key }) {
            let start = images.stream.elements.count
            for (face, layer) in faces { images.append(face, layer: layer) }
            append(
                &commands, .images(page: page), start..<images.stream.elements.count, .onSurface,
                isInWorld: true)
        }
    }

    private func prepareOverlay(_ overlay: [OverlayItem], _ stage: StageFrame) -> [DrawCommand] {
        let plan = OverlayPlan(overlay, stageSize: stage.sizeInPoints) { describe($0) }
        return plan.batches.map { batch in
            let start = count(batch.kind)
            for index in batch.items { append(overlay[index], scale: stage.scale) }
            return DrawCommand(
                kind: batch.kind, range: start..<count(batch.kind), depth: .flat, isInWorld: false,
                clip: batch.clip)
        }
    }

    private func describe(_ item: OverlayItem) -> (kind: OverlayKind, bounds: Rectangle)? {
        switch item {
        case .polygon(let points, _):
            Rectangle(around: points, margin: 1).map { (.triangles, $0) }
        case .polyline(let line):
            // A mitre reaches at most four times as far as the line's edge.
            Rectangle(around: line.points, margin: 2 * line.width + 2).map { (.triangles, $0) }
        case .box(let box): (.boxes, box.rectangle.inset(by: -1))
        case .text(let run): run.string.isEmpty ? nil : (.text, text.bounds(of: run))
        case .points(let cloud): cloud.bounds.map { (.points, $0) }
        case .image(let image, let rectangle, _):
            (.images(page: images.store.place(image).page), rectangle.inset(by: -1))
        case .beginClip, .endClip: nil
        }
    }

    private func count(_ kind: OverlayKind) -> Int {
        switch kind {
        case .triangles: triangles.stream.elements.count
        case .boxes: boxes.stream.elements.count
        case .text: text.stream.elements.count
        case .points: points.count
        case .images: images.stream.elements.count
        }
    }

    private func append(_ item: OverlayItem, scale: Float) {
        switch item {
        case .polygon(let points, let color):
            PolygonFill.append(points.map { $0 * scale }, color, to: &triangles.stream.elements)
        case .polyline(let line):
            for stroke in line.strokes(scale: scale) { stroke.append(to: &triangles.stream.elements) }
        case .box(let box): boxes.append(box, scale: scale)
        case .text(let run): text.append(run, scale: scale)
        case .points(let cloud): points.append(cloud, scale: scale)
        case .image(let image, let rectangle, let opacity):
            images.append(
                PixelGrid.snap(rectangle, scale: scale), opacity: opacity,
                layer: images.store.place(image).layer)
        case .beginClip, .endClip: break
        }
    }

    /// Adds a command, or lengthens the last one where only the range differs.
    private func append(
        _ commands: inout [DrawCommand], _ kind: OverlayKind, _ range: Range<Int>, _ depth: DrawCommand.Depth,
        isInWorld: Bool
    ) {
        guard !range.isEmpty else { return }
        var whole = range
        if let last = commands.last, last.kind == kind, last.depth == depth, last.isInWorld == isInWorld,
            last.range.upperBound == range.lowerBound
        {
            whole = last.range.lowerBound..<range.upperBound
            commands.removeLast()
        }
        commands.append(DrawCommand(kind: kind, range: whole, depth: depth, isInWorld: isInWorld))
    }
}
