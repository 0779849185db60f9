import Foundation
import Resources

/// Drawings as SVG files: shapes and letters as outlines, images as embedded PNG, so that nothing depends on the
/// fonts of who looks at them.
///
/// Lengths are points; what the renderer puts on whole pixels lies there at one pixel a point.
public enum SVGFile {
    /// A drawing and how much room it has.
    public struct Part: Sendable {
        /// What is drawn.
        public var drawing: Drawing
        /// Its extent, in points.
        public var size: Point

        /// A part.
        public init(_ drawing: Drawing, size: Point) { (self.drawing, self.size) = (drawing, size) }
    }

    /// The bytes of a file of the parts one below the other.
    ///
    /// - Parameters:
    ///   - title: what the picture is called.
    ///   - description: what is said about it.
    /// - Throws: `SVGError` for a drawing in perspective, `RenderingError.font`.
    public static func encoded(
        _ parts: [Part], title: String = "", description: String = "",
        resources: ResourceLocator = .standard
    ) throws -> Data {
        guard parts.allSatisfy(\.drawing.isFlat) else { throw SVGError.perspective }
        var painter = try SVGPainter(resources)
        var top: Float = 0
        for part in parts {
            try painter.paint(part, top: top)
            top += part.size.y
        }
        let width = SVGNumber.text(parts.map(\.size.x).max() ?? 0)
        let height = SVGNumber.text(top)
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" "
                + "width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\">",
        ]
        if !title.isEmpty { lines.append("<title>\(SVGNumber.escaped(title))</title>") }
        if !description.isEmpty { lines.append("<desc>\(SVGNumber.escaped(description))</desc>") }
        lines += ["<defs>"] + painter.definitions + ["</defs>"] + painter.body + ["</svg>", ""]
        return Data(lines.joined(separator: "\n").utf8)
    }
}

/// Why there is no SVG.
public enum SVGError: Error, CustomStringConvertible, Equatable {
    /// The drawing is seen in perspective.
    case perspective

    /// One sentence.
    public var description: String {
        "This scene is seen in 3-D, and an SVG holds flat drawings only: write a PNG, or turn to the front (Plate)."
    }
}

extension Drawing {
    /// Whether lines that are parallel are drawn parallel, so that shapes can take the place of pixels.
    public var isFlat: Bool {
        let columns = camera.clipFromWorld.columns
        return world.isEmpty || [columns.0.w, columns.1.w, columns.2.w].allSatisfy { abs($0) < 1e-7 }
    }
}
