import Rendering

/// Draws once without a window, as `convoscope snapshot` does, in a context of its own.
///
/// - Parameters:
///   - size: the stage's extent, in points.
///   - scale: pixels a point.
@MainActor
public func snapshot(_ drawing: Drawing, size: Point, scale: Float = 1) throws -> DisplayImage {
    let context = try OffscreenContext()
    defer { context.close() }
    let width = Int((size.x * scale).rounded())
    let height = Int((size.y * scale).rounded())
    let target = try OffscreenTarget(width: width, height: height)
    defer { target.close() }
    let renderer = try Renderer()
    defer { renderer.close() }
    target.bind()
    renderer.draw(drawing, into: Viewport(width: width, height: height), scale: scale)
    return target.read()
}
