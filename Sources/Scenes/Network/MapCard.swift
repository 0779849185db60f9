import Inference
import Rendering

/// One map, large: its values by colour, the one under the pointer in figures, and what of the picture it sees.
@MainActor struct MapCard {
    /// What is drawn.
    let frame: NetworkFrame
    /// Where.
    let fan: FanOut
    /// Which map.
    let map: Int

    private var theme: Theme { frame.theme }
    private var layer: Layer { frame.content.layers[fan.layer] }

    /// Draws map, legend, picture.
    func draw(into drawing: inout Drawing) {
        let values = frame.pictures.values(of: map, in: layer)
        guard let image = frame.pictures.map(layer: fan.layer, number: map) else { return }
        drawHead(into: &drawing)
        drawing.overlay.append(.image(image, fan.openMap, opacity: frame.fan))
        drawing.overlay.append(.box(Box(fan.openMap.inset(by: -2), border: theme.ink, borderWidth: 2)))
        drawLegend(values, into: &drawing)
        drawLeader(into: &drawing)
        let pixel = shownPixel
        if let pixel { drawPixel(pixel, values, into: &drawing) }
        drawPicture(pixel, into: &drawing)
        OpenMapFigures(frame: frame, fan: fan, map: map, values: values)?.draw(into: &drawing.overlay)
    }

    /// The pixel under the pointer, else the pinned one.
    private var shownPixel: SIMD2<Int>? {
        if case .openMap(let x, let y) = frame.hover { return SIMD2(x, y) }
        if case .card(map, let x, let y) = frame.hover { return SIMD2(x, y) }
        guard let pin = frame.content.selection.pin, pin.layer == fan.layer else { return nil }
        return SIMD2(pin.x, pin.y)
    }

    private func drawHead(into drawing: inout Drawing) {
        let y = fan.openMap.minY - 14
        text("Map #\(map)", Point(fan.openMap.minX, y), 18, .bold, theme.ink, .left, &drawing)
        let entropies = frame.content.analyses[fan.layer].entropies
        let words = entropies.indices.contains(map) ? "entropy \(NumberFormat.entropy(entropies[map]))" : ""
        let size = NumberFormat.pixels(layer.width, layer.height)
        let room = fan.openMap.width - frame.width("Map #\(map)", 18, .bold) - 10
        // A map in little room keeps what nothing else on stage says.
        let remark = ["\(size), \(words)", words].first { frame.width($0, 13) <= room }
        guard let remark else { return }
        text(remark, Point(fan.openMap.maxX, y), 13, .regular, theme.ink2, .right, &drawing)
    }

    private func drawLegend(_ values: [Float], into drawing: inout Drawing) {
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let bar = Rectangle(
            x: fan.openMap.maxX + 18, y: fan.openMap.minY, width: 16, height: fan.openMap.height)
        let colors = frame.content.settings.mapColors == .viridis ? ColorMap.viridis : .gray
        let steps = Int(bar.height / 2)
        for step in 0..<steps {
            let share = 1 - Float(step) / Float(max(1, steps - 1))
            let box = Rectangle(x: bar.minX, y: bar.minY + Float(step) * 2, width: bar.width, height: 2)
            drawing.overlay.append(.box(Box(box, fill: colors.color(at: share))))
        }
        text(
            NumberFormat.value(high), Point(bar.maxX + 6, bar.minY + 11), 13, .regular, theme.ink2, .left,
            &drawing)
        text(
            NumberFormat.value(low), Point(bar.maxX + 6, bar.maxY), 13, .regular, theme.ink2, .left, &drawing)
    }

    /// From the card's edge beside the map, so that it crosses no other card.
    private func drawLeader(into drawing: inout Drawing) {
        guard let place = fan.cards.first(where: { $0.map == map })?.place else { return }
        let start = Point(fan.card.maxX, place.center.y)
        let line = [
            start, Point(fan.openMap.minX - 2, min(max(place.center.y, fan.openMap.minY), fan.openMap.maxY)),
        ]
        drawing.overlay.append(.polyline(Polyline(line, width: 1.2, color: theme.line2)))
    }

    private func drawPixel(_ pixel: SIMD2<Int>, _ values: [Float], into drawing: inout Drawing) {
        let cell = fan.openMap.size / Point(Float(layer.width), Float(layer.height))
        var box = Rectangle(
            origin: fan.openMap.origin + cell * Point(Float(pixel.x), Float(pixel.y)), size: cell)
        if box.width < 6 { box = Rectangle(origin: box.center - 3, size: Point(6, 6)) }
        drawing.overlay.append(.box(Box(box.inset(by: -3), border: theme.casing, borderWidth: 4)))
        drawing.overlay.append(.box(Box(box.inset(by: -2), border: theme.signal, borderWidth: 2)))
        let index = pixel.y * layer.width + pixel.x
        guard values.indices.contains(index) else { return }
        guard frame.content.explained == nil || frame.hover != nil else { return }
        let words = "\(NumberFormat.position(pixel.x, pixel.y))"
        let y = fan.openMap.maxY + 26
        text(words, Point(fan.openMap.minX, y), 14, .regular, theme.ink2, .left, &drawing)
        let left = fan.openMap.minX + frame.width(words, 14) + 10
        text(NumberFormat.value(values[index]), Point(left, y), 18, .bold, theme.signal, .left, &drawing)
        if frame.content.selection.pin?.layer == fan.layer {
            text("pinned", Point(fan.openMap.maxX, y), 13, .regular, theme.ink2, .right, &drawing)
        }
    }

    private func drawPicture(_ pixel: SIMD2<Int>?, into drawing: inout Drawing) {
        guard let image = frame.pictures.inputImage() else { return }
        text(
            "In the picture", Point(fan.picture.minX, fan.picture.minY - 10), 13, .semibold, theme.ink2,
            .left, &drawing)
        drawing.overlay.append(.image(image, fan.picture, opacity: frame.fan))
        drawing.overlay.append(.box(Box(fan.picture.inset(by: -0.5), border: theme.line2)))
        guard let pixel,
            let box = frame.content.receptiveField(
                .init(x: pixel.x, y: pixel.y, width: 1, height: 1), layer, nil)
        else { return }
        let unit =
            fan.picture.size / Point(Float(frame.content.inputShape.x), Float(frame.content.inputShape.y))
        let field = Rectangle(
            origin: fan.picture.origin + unit * Point(Float(box.x), Float(box.y)),
            size: unit * Point(Float(box.width), Float(box.height)))
        drawing.overlay.append(.box(Box(field, fill: theme.signal.opacity(0.18))))
        drawing.overlay.append(.box(Box(field.inset(by: -3), border: theme.casing, borderWidth: 4)))
        drawing.overlay.append(.box(Box(field.inset(by: -2), border: theme.signal, borderWidth: 2)))
        text(
            "sees \(NumberFormat.pixels(box.width, box.height))",
            Point(fan.picture.minX, fan.picture.maxY + 20), 13, .regular, theme.ink2, .left, &drawing)
    }

    private func text(
        _ string: String, _ place: Point, _ size: Float, _ weight: FontWeight, _ color: Color,
        _ alignment: TextAlignment, _ drawing: inout Drawing
    ) {
        drawing.overlay.append(
            .text(
                TextRun(
                    string, at: place, size: size, weight: weight, color: color.opacity(frame.fan),
                    alignment: alignment)))
    }
}
