/// The world as shapes: seen along parallel lines, faces stay parallelograms, and what a scene draws later lies in
/// front, as scenes draw from far to near.
extension SVGPainter {
    /// Paints a thing of the world.
    mutating func paint(_ item: WorldItem, _ camera: Camera) throws {
        switch item {
        case .triangles(let vertices): paint(vertices, camera)
        case .face(let face): try paint(face, camera)
        case .line(let line):
            let points = line.points.map(camera.project)
            guard points.count > 1, line.color.alpha > 0, line.width > 0 else { return }
            add(
                "<path d=\"\(path(of: points, isClosed: line.isClosed))\" fill=\"none\" "
                    + "\(SVGNumber.paint("stroke", line.color)) stroke-width=\"\(SVGNumber.text(line.width))\" "
                    + "stroke-miterlimit=\"4\"/>")
        }
    }

    /// Neighboring triangles of one colour are one path, so that no seam shows between them.
    private mutating func paint(_ vertices: [WorldVertex], _ camera: Camera) {
        var (data, color) = ("", Color?.none)
        var paths: [String] = []
        func finish() {
            guard let color, color.alpha > 0 else { return }
            paths.append("<path d=\"\(data)\" \(SVGNumber.paint("fill", color))/>")
        }
        for start in stride(from: 0, to: vertices.count - 2, by: 3) {
            let corners = vertices[start..<start + 3]
            let own = corners.map(\.color).reduce(into: SIMD4<Float>.zero) { $0 += $1.components } / 3
            let mean = Color(red: own.x, green: own.y, blue: own.z, alpha: own.w)
            if mean != color {
                finish()
                (data, color) = ("", mean)
            }
            data += path(of: Self.clockwise(corners.map { camera.project($0.position) }))
        }
        finish()
        if !paths.isEmpty { add(paths.count == 1 ? paths[0] : "<g>\(paths.joined())</g>") }
    }

    /// The corners in one direction, so that triangles of a path that touch add up.
    private static func clockwise(_ corners: [Point]) -> [Point] {
        let (a, b) = (corners[1] - corners[0], corners[2] - corners[0])
        return a.x * b.y - a.y * b.x < 0 ? corners.reversed() : corners
    }

    /// The image, and over it what it fades towards.
    private mutating func paint(_ face: WorldFace, _ camera: Camera) throws {
        let origin = camera.project(face.origin)
        let right = camera.project(face.origin + face.right) - origin
        let down = camera.project(face.origin + face.down) - origin
        let opacity = face.opacity ?? 1
        guard opacity > 0, (right * right).sum() > 0, (down * down).sum() > 0 else { return }
        try paint(face.image, origin: origin, right: right, down: down, opacity: opacity)
        guard face.fade > 0 else { return }
        let corners = [origin, origin + right, origin + right + down, origin + down]
        let tint = face.tint.opacity(min(face.fade, 1) * opacity)
        add("<path d=\"\(path(of: corners))\" \(SVGNumber.paint("fill", tint))/>")
    }
}
