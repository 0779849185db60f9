extension Polyline {
    /// The strokes of the line, its casing first, in pixels.
    func strokes(scale: Float) -> [Stroke] {
        let parts = dashes.isEmpty ? [points] : dashed()
        let closed = isClosed && dashes.isEmpty
        // An even number of pixels more than the line, so that both lie on the same grid.
        let casingWidth = width * scale + 2 * max(scale.rounded(), 1)
        func stroke(_ part: [Point], _ width: Float, _ color: Color) -> Stroke {
            Stroke(
                points: part.map { Vector3($0.x * scale, $0.y * scale, 0) }, width: width, color: color,
                isClosed: closed)
        }
        let casings = casing.map { color in parts.map { stroke($0, casingWidth, color) } } ?? []
        return casings + parts.map { stroke($0, width * scale, color) }
    }
}

extension WorldLine {
    /// How much nearer a line is drawn than it lies, in the depth range -1...1: enough to win against the surface
    /// on which it lies, less than the distance between things.
    private static let nearer: Float = 4e-4
    /// What lies nearer than this share of the viewer's distance is cut off.
    private static let leastW: Float = 0.02

    /// The line on the stage, in pixels, with its depth: one stroke, or several where it passes the viewer.
    func strokes(_ camera: Camera, scale: Float) -> [Stroke] {
        let clip = points.map { camera.clipFromWorld * SIMD4($0, 1) }
        let half = camera.stageSize * scale / 2
        func place(_ clip: SIMD4<Float>) -> Vector3 {
            let x = clip.x / clip.w
            let y = clip.y / clip.w
            return Vector3((x + 1) * half.x, (1 - y) * half.y, clip.z / clip.w - Self.nearer)
        }
        func stroke(_ points: [Vector3], isClosed: Bool) -> Stroke {
            Stroke(points: points, width: width * scale, color: color, isClosed: isClosed)
        }
        if clip.allSatisfy({ $0.w > Self.leastW }) { return [stroke(clip.map(place), isClosed: isClosed)] }
        let ends = isClosed ? Array(clip.dropFirst() + clip.prefix(1)) : Array(clip.dropFirst())
        return zip(clip, ends).compactMap { start, end in
            guard max(start.w, end.w) > Self.leastW else { return nil }
            func cut(_ inside: SIMD4<Float>, _ outside: SIMD4<Float>) -> SIMD4<Float> {
                guard outside.w < Self.leastW else { return outside }
                return outside + (inside - outside) * ((Self.leastW - outside.w) / (inside.w - outside.w))
            }
            return stroke([place(cut(end, start)), place(cut(start, end))], isClosed: false)
        }
    }
}
