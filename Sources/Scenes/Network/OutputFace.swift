import Datasets
import Rendering
import Workbench

/// What stands where the top 10 would be, of a network that gives no class probabilities: the picture that it makes,
/// and why there is no more.
@MainActor struct OutputFace {
    /// What is shown.
    let frame: NetworkFrame

    private var theme: Theme { frame.theme }
    private static let head: Float = 42
    private static let caption: Float = 42

    /// Where the pictures stand, the current one first; as large as the place allows.
    static func places(of pictures: [OutputPicture], _ regions: StageRegions) -> [Rectangle] {
        guard let first = pictures.first?.picture else { return [] }
        let words: Float = 90
        let room = (regions.top.height - head - words) / Float(pictures.count) - caption
        let scale = min(
            regions.top.width / Float(max(1, first.width)), max(16, room) / Float(max(1, first.height)))
        let size = Point(Float(first.width), Float(first.height)) * scale
        return pictures.indices.map { index in
            let y = regions.top.minY + head + Float(index) * (size.y + caption)
            return Rectangle(origin: Point(regions.top.minX, y), size: size)
        }
    }

    /// The pixel of the current picture at a stage place.
    static func pixel(at place: Point, _ content: NetworkContent, _ regions: StageRegions) -> (
        x: Int, y: Int
    )? {
        guard let picture = content.output?.picture, let box = places(of: content.outputs, regions).first,
            box.contains(place)
        else { return nil }
        let share = (place - box.origin) / box.size
        return (
            min(picture.width - 1, Int(share.x * Float(picture.width))),
            min(picture.height - 1, Int(share.y * Float(picture.height)))
        )
    }

    /// Draws the pictures and the words.
    func draw(into drawing: inout Drawing) {
        guard let reason = frame.content.noClasses, frame.fan < 0.5 else { return }
        let area = frame.regions.top
        text("Output", area.minX, area.minY + 12, TypeSize.body, .semibold, theme.ink, &drawing)
        text(
            frame.content.outputSize, area.minX, area.minY + 30, TypeSize.label, .regular, theme.ink2,
            &drawing)
        var y = area.minY + Self.head
        let places = Self.places(of: frame.content.outputs, frame.regions)
        for (index, place) in places.enumerated() {
            draw(frame.content.outputs[index], isOriginal: index > 0, in: place, into: &drawing)
            y = place.maxY + Self.caption
        }
        for line in frame.stage.fonts.lines(of: reason, size: TypeSize.label, width: area.width) {
            text(line, area.minX, y + 12, TypeSize.label, .regular, theme.ink2, &drawing)
            y += 17
        }
    }

    private func draw(
        _ output: OutputPicture, isOriginal: Bool, in place: Rectangle, into drawing: inout Drawing
    ) {
        guard let image = frame.pictures.outputImage(of: output) else { return }
        drawing.overlay.append(.image(image, place, opacity: 1))
        let isPointedAt = if case .output? = frame.hover { !isOriginal } else { false }
        drawing.overlay.append(
            .box(
                Box(
                    place.inset(by: -1), border: isPointedAt ? theme.signal : theme.ink2,
                    borderWidth: isPointedAt ? 1.6 : 1)))
        let words = isOriginal ? "without the mask" : Self.words(for: output.scale)
        for (line, string) in frame.stage.fonts.lines(
            of: words, size: TypeSize.label, width: frame.regions.top.width
        ).prefix(2).enumerated() {
            text(
                string, place.minX, place.maxY + 16 + Float(line) * 16, TypeSize.label, .regular, theme.ink2,
                &drawing)
        }
    }

    /// What black and white stand for.
    static func words(for scale: OutputPicture.Scale) -> String {
        switch scale {
        case .asFed: "black and white as fed"
        case .usual(let range), .stretched(let range):
            "black \(word(range.lowerBound)), white \(word(range.upperBound))"
        }
    }

    private static func word(_ value: Float) -> String {
        value == value.rounded() ? NumberFormat.decimal(value, places: 0) : NumberFormat.value(value)
    }

    private func text(
        _ string: String, _ x: Float, _ y: Float, _ size: Float, _ weight: FontWeight, _ color: Color,
        _ drawing: inout Drawing
    ) {
        drawing.overlay.append(
            .text(TextRun(string, at: Point(x, y), size: size, weight: weight, color: color)))
    }
}
