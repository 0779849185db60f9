import Foundation
import FoundationXML
import Testing

@testable import Rendering

/// An element of an XML file with what it holds.
private final class Element: NSObject {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    init(_ name: String, _ attributes: [String: String]) { (self.name, self.attributes) = (name, attributes) }

    /// All elements of a name, in their order.
    func all(_ name: String) -> [Element] {
        (self.name == name ? [self] : []) + children.flatMap { $0.all(name) }
    }
}

/// Reads an XML file into elements, and fails where it is not well-formed.
private final class Reader: NSObject, XMLParserDelegate {
    private var open = [Element("root", [:])]

    static func read(_ data: Data) throws -> Element {
        let reader = Reader()
        let parser = XMLParser(data: data)
        parser.delegate = reader
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
        return try #require(reader.open[0].children.first)
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let element = Element(name, attributes)
        open[open.count - 1].children.append(element)
        open.append(element)
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        open.removeLast()
    }
}

struct SVGFileTests {
    private let size = Point(520, 320)

    private func flat(_ overlay: [OverlayItem]) -> Drawing {
        var drawing = Drawing(background: Color(0xFBFAF7), camera: .flat(stageSize: size))
        drawing.overlay = overlay
        return drawing
    }

    /// The file, and the elements of its only part behind the background.
    private func file(_ drawing: Drawing, title: String = "") throws -> (root: Element, items: [Element]) {
        let root = try Reader.read(SVGFile.encoded([SVGFile.Part(drawing, size: size)], title: title))
        let part = try #require(root.children.last)
        return (root, Array(try #require(part.children.first).children.dropFirst()))
    }

    @Test("The file is well-formed and has one element for each item, in their order")
    func oneElementForEachItem() throws {
        let items = Specimens.boxes(.light) + Specimens.lines(.light) + Specimens.text(.light)
        let (root, elements) = try file(flat(items), title: "A < B & \"C\"")
        #expect(root.attributes["viewBox"] == "0 0 520 320")
        #expect(root.attributes["width"] == "520" && root.attributes["height"] == "320")
        #expect(elements.count == items.count)
        for (item, element) in zip(items, elements) {
            switch item {
            case .box: #expect(element.name == "rect")
            case .polyline(let line): #expect(element.name == (line.casing == nil ? "path" : "g"))
            case .text(let run): #expect(element.attributes["aria-label"] == run.string)
            default: break
            }
        }
    }

    @Test(
        "Marks that combine with letters of the markup, and what XML does not have, leave the file well-formed"
    )
    func combiningMarks() throws {
        let words = "a<\u{301} &\u{301} \"\u{301} \u{FFFE}\u{FFFF}\u{1}b"
        let (escaped, read) = (
            "a&lt;\u{301} &amp;\u{301} &quot;\u{301}    b", "a<\u{301} &\u{301} \"\u{301}    b"
        )
        #expect(SVGNumber.escaped(words).unicodeScalars.elementsEqual(escaped.unicodeScalars))
        let run = TextRun(words, at: Point(10, 20), size: 14, color: Color(0))
        let label = try file(flat([.text(run)]), title: words).items[0].attributes["aria-label"]
        #expect(label == read)
    }

    @Test("Every letter that is used is defined once, and spaces are not drawn")
    func lettersAreOutlines() throws {
        let run = TextRun("Aa A1", at: Point(100, 50), size: 14, color: Color(0x1B2430))
        let (root, elements) = try file(flat([.text(run)]))
        let uses = elements[0].all("use").compactMap { $0.attributes["xlink:href"] }
        // A figure inside words has a shape of its own, among the font's private characters.
        #expect(uses == ["#r41", "#r61", "#r41", "#rf831"])
        let defined = root.all("defs")[0].all("path").compactMap { $0.attributes["id"] }
        #expect(defined.sorted() == ["r41", "r61", "rf831"])
        #expect(elements[0].attributes["transform"]?.hasPrefix("translate(100 50) scale(0.00") == true)
    }

    @Test("Letters end where the text measure says that they end")
    func lettersAreWhereTheyAreMeasured() throws {
        let text = "Entropy 0.58"
        let width = TextMeasure.standard.width(of: text, size: 20, weight: .semibold)
        let run = TextRun(
            text, at: Point(300, 50), size: 20, weight: .semibold, color: Color(0), alignment: .right)
        let element = try file(flat([.text(run)])).items[0]
        let left = try #require(
            element.attributes["transform"]?.split(separator: "(")[1].split(separator: " ").first)
        #expect(abs(300 - width - (Float(left) ?? 0)) < 0.01)
        let last = try #require(element.all("use").last?.attributes["x"].flatMap { Float($0) })
        let before = TextMeasure.standard.width(of: "Entropy 0.5", size: 20, weight: .semibold)
        // Units of the font, 2,048 an em (Inter: 2,816 or 2,048 by version), so compared as a share.
        let lastWidth = width - before
        let unit = 20 * last / (width - lastWidth)
        #expect(abs(unit - 2048) < 8 || abs(unit - 2816) < 8)
    }

    @Test("A box lies on whole pixels with its border inside, as the renderer draws it")
    func boxes() throws {
        let box = Box(
            Rectangle(x: 10.4, y: 20.6, width: 90, height: 32), fill: Color(0xFFFFFF, alpha: 0.5),
            border: Color(0xC2185B), borderWidth: 2, radius: 6)
        let element = try file(flat([.box(box)])).items[0]
        #expect(["x", "y", "width", "height"].map { element.attributes[$0] } == ["11", "22", "88", "30"])
        #expect(element.attributes["rx"] == "5")
        #expect(element.attributes["fill"] == "#ffffff" && element.attributes["fill-opacity"] == "0.5")
        #expect(element.attributes["stroke"] == "#c2185b" && element.attributes["stroke-width"] == "2")
    }

    @Test("An image is embedded once, crisp where it is enlarged, and comes out as it went in")
    func images() throws {
        let image = DisplayImage(width: 2, height: 2, pixels: (0..<16).map { UInt8($0 * 16 | 15) })
        let (root, items) = try file(
            flat([
                .image(image, Rectangle(x: 10, y: 20, width: 64, height: 32), opacity: 1),
                .image(image, Rectangle(x: 100, y: 20, width: 1, height: 1), opacity: 0.5),
            ]))
        #expect(root.all("image").count == 1)
        #expect(items[0].attributes["transform"] == "matrix(32 0 0 16 10 20)")
        #expect(items[0].attributes["style"] == "image-rendering:pixelated")
        #expect(items[1].attributes["opacity"] == "0.5" && items[1].attributes["style"] == nil)
        let data = try #require(root.all("image")[0].attributes["xlink:href"]?.split(separator: ",").last)
        let url = FileManager.default.temporaryDirectory.appending(path: "svg-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: url) }
        try #require(Data(base64Encoded: String(data))).write(to: url)
        // Every pixel is a square of 128 x 128, for programs that would blur it.
        let embedded = try PNGFile.read(url)
        #expect(embedded.width == 256 && embedded.height == 256)
        for (pixel, corner) in [(0, 0), (1, 255), (2, 255 * 256), (3, 256 * 256 - 1)] {
            #expect(
                embedded.pixels[corner * 4..<corner * 4 + 4] == image.pixels[pixel * 4..<pixel * 4 + 4])
        }
        #expect(embedded.pixels[127 * 4] == image.pixels[0] && embedded.pixels[128 * 4] == image.pixels[4])
    }

    @Test("Clips nest, and what is left open is closed")
    func clips() throws {
        let line = OverlayItem.polyline(Polyline([.zero, Point(9, 9)], width: 1, color: Color(0)))
        let outer = Rectangle(x: 0, y: 0, width: 50, height: 50)
        let (root, items) = try file(
            flat([
                .beginClip(outer), .beginClip(outer.inset(by: 5)), line, .endClip, line, .beginClip(outer),
                line,
            ]))
        #expect(items.count == 1 && items[0].children.map(\.name) == ["g", "path", "g"])
        #expect(items[0].children[0].children.map(\.name) == ["path"])
        // One for the part itself.
        #expect(root.all("clipPath").count == 4)
        #expect(root.all("clipPath")[2].children[0].attributes["d"] == "M5 5h40v40h-40Z")
    }

    @Test("Marks of a cloud are where the cloud puts them")
    func marks() throws {
        let cloud = PointCloud(
            [
                PointCloud.Mark(.circle, at: Point(1, 2), radius: 4, fill: Color(0x0072B2)),
                PointCloud.Mark(
                    .square, at: Point(2, 2), radius: 5, fill: Color(0xE69F00), outline: Color(0),
                    outlineWidth: 1),
                PointCloud.Mark(.ring, at: .zero, radius: 10, fill: Color(0x6B7280)),
            ], origin: Point(100, 50), scale: 10)
        let marks = try file(flat([.points(cloud)])).items[0].children
        #expect(marks.map(\.name) == ["circle", "path", "path", "circle"])
        #expect(marks[0].attributes["cx"] == "110" && marks[0].attributes["cy"] == "70")
        #expect(marks[1].attributes["stroke-width"] == "2" && marks[2].attributes["stroke"] == nil)
        #expect(marks[3].attributes["r"] == "7.9" && marks[3].attributes["stroke-width"] == "4.2")
    }

    @Test("A face of the oblique view is a parallelogram where the camera projects it")
    func plate() throws {
        let image = DisplayImage(width: 4, height: 4, pixels: [UInt8](repeating: 200, count: 64))
        let camera = Camera.plate(center: Vector3(0, 0, 0), zoom: 2, stageSize: size)
        var drawing = Drawing(background: Color(0xFFFFFF), camera: camera)
        let origin = Vector3(10, 20, 30)
        drawing.world = [
            .triangles([
                WorldVertex(Vector3(0, 0, 0), Color(0xFF0000)),
                WorldVertex(Vector3(9, 0, 0), Color(0xFF0000)),
                WorldVertex(Vector3(9, 9, 0), Color(0xFF0000)),
            ]),
            .face(
                WorldFace(
                    origin: origin, right: Vector3(40, 0, 0), down: Vector3(0, -40, 0), image: image,
                    tint: Color(0xFFFFFF), fade: 0.25)),
            .line(WorldLine([origin, origin + Vector3(0, 0, 10)], width: 1, color: Color(0))),
        ]
        let items = try file(drawing).items
        // Triangles, the face and what it fades towards, the line.
        #expect(items.map(\.name) == ["path", "use", "path", "path"])
        let place = camera.project(origin)
        let text =
            "matrix(20 0 0 20 \(SVGNumber.text(place.x, places: 5)) \(SVGNumber.text(place.y, places: 5)))"
        #expect(items[1].attributes["transform"] == text)
        #expect(items[2].attributes["fill-opacity"] == "0.25")
    }

    @Test("What is seen in perspective is refused in one sentence")
    func perspective() {
        let camera = Camera.orbit(
            azimuth: 0.5, elevation: 0.3, target: .zero, scale: 1, stageSize: size)
        var drawing = Drawing(background: Color(0), camera: camera)
        #expect(drawing.isFlat)
        drawing.world = [.line(WorldLine([.zero, Vector3(1, 1, 1)], width: 1, color: Color(0)))]
        #expect(!drawing.isFlat)
        #expect(throws: SVGError.perspective) {
            try SVGFile.encoded([SVGFile.Part(drawing, size: size)])
        }
    }

    @Test(arguments: [
        (Float(0), "0"), (-0.001, "0"), (1.5, "1.5"), (-12.345, "-12.35"), (100, "100"), (0.05, "0.05"),
        (.nan, "0"), (.infinity, "0"), (-0.5, "-0.5"),
    ]) func numbersAreShort(value: Float, text: String) {
        #expect(SVGNumber.text(value) == text)
    }
}
