import Foundation
import Resources

/// Paints drawings as elements of an SVG file: one element for each item that is seen, in their order, since what
/// comes later lies on top.
struct SVGPainter {
    /// What is used by name: letters, images, clips.
    private(set) var definitions: [String] = []
    /// What is drawn, a line an element.
    private(set) var body: [String] = []

    private let outlines: GlyphOutlines
    private let measure: TextMeasure
    private var glyphs: [String: Bool] = [:]
    private var images: Set<UInt64> = []
    private var clipCount = 0

    init(_ resources: ResourceLocator) throws {
        outlines = try GlyphOutlines(resources)
        measure = try TextMeasure(resources)
    }

    /// Paints a part whose top lies `top` points below the file's.
    mutating func paint(_ part: SVGFile.Part, top: Float) throws {
        let whole = Rectangle(origin: .zero, size: part.size)
        let clip = addClip(whole)
        let shift = top == 0 ? "" : " transform=\"translate(0 \(SVGNumber.text(top)))\""
        body.append("<g\(shift)><g clip-path=\"url(#\(clip))\">")
        body.append("<path d=\"\(path(of: whole))\" \(SVGNumber.paint("fill", part.drawing.background))/>")
        for item in part.drawing.world { try paint(item, part.drawing.camera) }
        var openClips = 0
        for item in part.drawing.overlay {
            switch item {
            case .beginClip(let rectangle):
                body.append("<g clip-path=\"url(#\(addClip(rectangle)))\">")
                openClips += 1
            case .endClip:
                guard openClips > 0 else { continue }
                body.append("</g>")
                openClips -= 1
            default: try paint(item)
            }
        }
        body += Array(repeating: "</g>", count: openClips) + ["</g></g>"]
    }

    /// Adds an element.
    mutating func add(_ element: String) { body.append(element) }

    // MARK: Flat things

    private mutating func paint(_ item: OverlayItem) throws {
        switch item {
        case .polygon(let corners, let color):
            guard corners.count > 2, color.alpha > 0 else { return }
            add("<path d=\"\(path(of: corners))\" \(SVGNumber.paint("fill", color))/>")
        case .polyline(let line): paint(line)
        case .box(let box): paint(box)
        case .text(let run): paint(run)
        case .image(let image, let place, let opacity):
            guard opacity > 0, place.width > 0, place.height > 0 else { return }
            let place = PixelGrid.snap(place, scale: 1)
            try paint(
                image, origin: place.origin, right: Point(place.width, 0), down: Point(0, place.height),
                opacity: opacity)
        case .points(let cloud): paint(cloud)
        case .beginClip, .endClip: break
        }
    }

    private mutating func paint(_ line: Polyline) {
        let strokes = [line.casing.map { ($0, line.width + 2) }, (line.color, line.width)]
            .compactMap { $0 }.filter { $0.0.alpha > 0 && $0.1 > 0 }
        let corners = Stroke(
            points: line.points.map { Vector3($0.x, $0.y, 0) }, width: line.width, color: line.color,
            isClosed: line.isClosed && line.dashes.isEmpty
        ).aligned.map { Point($0.x, $0.y) }
        guard corners.count > 1, !strokes.isEmpty else { return }
        let data = path(of: corners, isClosed: line.isClosed)
        let dashes =
            line.dashes.isEmpty
            ? "" : " stroke-dasharray=\"\(line.dashes.map(SVGNumber.text).joined(separator: " "))\""
        let elements = strokes.map { color, width in
            "<path d=\"\(data)\" fill=\"none\" \(SVGNumber.paint("stroke", color)) "
                + "stroke-width=\"\(SVGNumber.text(width))\" stroke-miterlimit=\"4\"\(dashes)/>"
        }
        add(elements.count == 1 ? elements[0] : "<g>\(elements.joined())</g>")
    }

    private mutating func paint(_ box: Box) {
        let place = PixelGrid.snap(box.rectangle, scale: 1)
        let radius = min(box.radius, min(place.width, place.height) / 2)
        let border = box.border.flatMap { box.borderWidth > 0 && $0.alpha > 0 ? $0 : nil }
        let width = border == nil ? 0 : max(box.borderWidth.rounded(), 1)
        guard place.width > 0, place.height > 0, border != nil || (box.fill?.alpha ?? 0) > 0 else { return }
        let isThin = width * 2 >= min(place.width, place.height)
        // The border lies inside: the line's middle is half its width in. Where it fills the box, there is no inside.
        let inner = isThin ? place : place.inset(by: width / 2)
        let corner = max(radius - (isThin ? 0 : width / 2), 0)
        let fill = isThin ? border ?? box.fill : box.fill
        let paint = fill.map { SVGNumber.paint("fill", $0) } ?? "fill=\"none\""
        let line =
            isThin
            ? ""
            : border.map {
                " " + SVGNumber.paint("stroke", $0) + " stroke-width=\"\(SVGNumber.text(width))\""
            } ?? ""
        let round = corner > 0 ? " rx=\"\(SVGNumber.text(corner))\"" : ""
        add(
            "<rect x=\"\(SVGNumber.text(inner.minX))\" y=\"\(SVGNumber.text(inner.minY))\" "
                + "width=\"\(SVGNumber.text(inner.width))\" height=\"\(SVGNumber.text(inner.height))\"\(round) "
                + "\(paint)\(line)/>")
    }

    // MARK: Text

    /// The run's letters by name, below them its halo; what it says stands in `aria-label`.
    private mutating func paint(_ run: TextRun) {
        guard run.size > 0, run.string.contains(where: { !$0.isWhitespace }) else { return }
        let width = measure.width(of: run.string, size: run.size, weight: run.weight)
        let start = run.position - Point(width * run.alignment.share, 0)
        let units = outlines.unitsPerEm(run.weight)
        var uses = ""
        var pens: [(UInt32, Float)] = []
        measure.walk(run.string, weight: run.weight) { character, pen, _ in pens.append((character, pen)) }
        for (character, pen) in pens {
            guard let name = glyph(character, run.weight) else { continue }
            uses += "<use xlink:href=\"#\(name)\" x=\"\(SVGNumber.text(pen * units, places: 0))\"/>"
        }
        let scale = run.size / units
        let place =
            "transform=\"translate(\(SVGNumber.text(start))) scale(\(SVGNumber.text(scale, places: 6)))\""
        let words = "aria-label=\"\(SVGNumber.escaped(run.string))\" role=\"img\""
        let letters = "\(place) \(SVGNumber.paint("fill", run.color))>\(uses)</g>"
        guard let halo = run.halo, run.haloRadius > 0 else { return add("<g \(words) \(letters)") }
        let reach = SVGNumber.text(2 * run.haloRadius / scale, places: 0)
        add(
            "<g \(words)><g \(place) \(SVGNumber.paint("fill", halo)) \(SVGNumber.paint("stroke", halo)) "
                + "stroke-width=\"\(reach)\" stroke-linejoin=\"round\">\(uses)</g><g \(letters)</g>")
    }

    /// The name of a letter's outline; nil for one that is not seen.
    private mutating func glyph(_ character: UInt32, _ weight: FontWeight) -> String? {
        let name = ["r", "s", "b"][weight.rawValue] + String(character, radix: 16)
        if let isSeen = glyphs[name] { return isSeen ? name : nil }
        let path = outlines.path(of: character, weight: weight)
        glyphs[name] = !path.isEmpty
        guard !path.isEmpty else { return nil }
        definitions.append("<path id=\"\(name)\" d=\"\(path)\"/>")
        return name
    }

    // MARK: Images

    /// An image on a parallelogram: its pixels stay crisp where it is enlarged.
    mutating func paint(
        _ image: DisplayImage, origin: Point, right: Point, down: Point, opacity: Float
    ) throws {
        let name = "i\(image.id)"
        if images.insert(image.id).inserted {
            let bytes = try PNGFile.encoded(image.enlargedForSVG).base64EncodedString()
            definitions.append(
                "<image id=\"\(name)\" width=\"\(image.width)\" height=\"\(image.height)\" "
                    + "preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,\(bytes)\"/>")
        }
        let (a, b) = (right / Float(image.width), down / Float(image.height))
        let numbers = [a.x, a.y, b.x, b.y, origin.x, origin.y].map { SVGNumber.text($0, places: 5) }
        let isEnlarged = (a * a).sum() >= 1 && (b * b).sum() >= 1
        let look = isEnlarged ? " image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\"" : ""
        let seen = opacity < 1 ? " opacity=\"\(SVGNumber.text(opacity, places: 3))\"" : ""
        add(
            "<use xlink:href=\"#\(name)\" transform=\"matrix(\(numbers.joined(separator: " ")))\"\(seen)\(look)/>"
        )
    }

    // MARK: Marks

    private mutating func paint(_ cloud: PointCloud) {
        let marks = cloud.instances.map { mark(of: $0, in: cloud) }
        guard !marks.isEmpty else { return }
        add("<g>\(marks.joined())</g>")
    }

    private func mark(of instance: PointInstance, in cloud: PointCloud) -> String {
        let center = cloud.origin + Point(instance.place.x, instance.place.y) * cloud.scale
        let (radius, width) = (instance.place.z, instance.place.w)
        let shape = ClassMark(rawValue: Int(instance.shape)) ?? .ring
        let (fill, line) = (Color(bytes: instance.fill), Color(bytes: instance.outline))
        if shape == .ring {
            let band = max(0.42 * radius, 1.2)
            let lines = [(line, band + 2 * width)].filter { _ in width > 0 } + [(fill, band)]
            return lines.map { color, width in
                circle(
                    center, max(radius - band / 2, 0),
                    "fill=\"none\" \(SVGNumber.paint("stroke", color)) stroke-width=\"\(SVGNumber.text(width))\""
                )
            }.joined()
        }
        // Beside the mark its outline is half of a line twice as wide; its inner half lies below the fill.
        let stroke =
            " \(SVGNumber.paint("stroke", line)) stroke-width=\"\(SVGNumber.text(2 * width))\""
        let outline = width > 0 ? element(shape, center, radius, SVGNumber.paint("fill", line) + stroke) : ""
        return outline + element(shape, center, radius, SVGNumber.paint("fill", fill))
    }

    private func element(_ shape: ClassMark, _ center: Point, _ radius: Float, _ paint: String) -> String {
        if shape == .circle { return circle(center, radius, paint) }
        return "<path d=\"\(path(of: shape.outline(radius: radius).map { $0 + center }))\" \(paint)/>"
    }

    private func circle(_ center: Point, _ radius: Float, _ paint: String) -> String {
        "<circle cx=\"\(SVGNumber.text(center.x))\" cy=\"\(SVGNumber.text(center.y))\" "
            + "r=\"\(SVGNumber.text(radius))\" \(paint)/>"
    }

    // MARK: Pieces

    private mutating func addClip(_ rectangle: Rectangle) -> String {
        clipCount += 1
        let place = PixelGrid.snap(
            Rectangle(origin: rectangle.origin, size: pointwiseMax(rectangle.size, .zero)), scale: 1)
        definitions.append("<clipPath id=\"c\(clipCount)\"><path d=\"\(path(of: place))\"/></clipPath>")
        return "c\(clipCount)"
    }

    private func path(of rectangle: Rectangle) -> String {
        "M\(SVGNumber.text(rectangle.origin))h\(SVGNumber.text(rectangle.width))"
            + "v\(SVGNumber.text(rectangle.height))h\(SVGNumber.text(-rectangle.width))Z"
    }

    /// The data of a path through places.
    func path(of corners: [Point], isClosed: Bool = true) -> String {
        "M" + corners.map { SVGNumber.text($0) }.joined(separator: "L") + (isClosed ? "Z" : "")
    }
}

extension Color {
    /// A colour of bytes: red, green, blue, alpha.
    init(bytes: SIMD4<UInt8>) {
        let share = SIMD4<Float>(bytes) / 255
        self.init(red: share.x, green: share.y, blue: share.z, alpha: share.w)
    }
}

extension DisplayImage {
    /// Every pixel as a square of as many as a side of about 256 allows: programs that know nothing of
    /// `image-rendering` blur the borders of pixels, and then only those.
    var enlargedForSVG: DisplayImage {
        let factor = max(256 / max(width, height, 1), 1)
        guard factor > 1 else { return self }
        var enlarged: [UInt8] = []
        enlarged.reserveCapacity(pixels.count * factor * factor)
        for row in 0..<height {
            var line: [UInt8] = []
            for column in 0..<width {
                let pixel = pixels[(row * width + column) * 4..<(row * width + column + 1) * 4]
                for _ in 0..<factor { line += pixel }
            }
            for _ in 0..<factor { enlarged += line }
        }
        return DisplayImage(width: width * factor, height: height * factor, pixels: enlarged)
    }
}
