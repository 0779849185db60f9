import Rendering

/// The switch between Plate and Orbit, with the angles in words and the key that leads to the front.
@MainActor struct CameraCard {
    /// What it belongs to.
    let frame: NetworkFrame

    private var theme: Theme { frame.theme }

    /// The two segments.
    static func segments(_ regions: StageRegions) -> (plate: Rectangle, orbit: Rectangle) {
        let card = regions.card
        let width = (min(card.width, 204) - 24) / 2
        let plate = Rectangle(x: card.minX + 12, y: card.minY + 10, width: width, height: 32)
        return (plate, Rectangle(x: plate.maxX, y: plate.minY, width: width, height: 32))
    }

    /// What is at a stage place.
    static func hit(_ place: Point, _ regions: StageRegions) -> CameraSwitch? {
        let (plate, orbit) = segments(regions)
        if plate.contains(place) { return .plate }
        if orbit.contains(place) { return .orbit }
        let home = Rectangle(x: orbit.maxX + 8, y: orbit.minY, width: 90, height: 32)
        return regions.card.width > 250 && home.contains(place) ? .home : nil
    }

    /// Draws card, segments and words.
    func draw(into drawing: inout Drawing) {
        guard !frame.content.settings.isPresenting else { return }
        guard frame.content.hasNetwork, frame.fan < 0.5 else { return }
        let card = frame.regions.card
        let (plate, orbit) = Self.segments(frame.regions)
        let isOrbit = frame.content.settings.camera == .orbit
        func add(_ box: Box) { drawing.overlay.append(.box(box)) }
        add(Box(card, fill: theme.raised, border: theme.line, radius: 6))
        let both = plate.union(orbit)
        add(Box(both, fill: theme.surface, border: theme.line2, radius: 6))
        add(Box(isOrbit ? orbit : plate, fill: theme.ink, radius: 6))
        for (box, words, isOn, part) in [
            (plate, "Plate", !isOrbit, CameraSwitch.plate), (orbit, "Orbit", isOrbit, .orbit),
        ] {
            text(
                words, box.center.x, box.center.y + 5, .center, isOn ? .semibold : .regular,
                isOn ? theme.paper : theme.ink2, &drawing)
            if frame.hover == .camera(part) {
                add(Box(box, border: theme.signal, borderWidth: 1.2, radius: 6))
            }
        }
        text(words, card.minX + 12, card.maxY - 13, .left, .regular, theme.ink2, &drawing)
        guard card.width > 250 else { return }
        let key = Rectangle(x: both.maxX + 10, y: both.minY + 6, width: 46, height: 20)
        add(
            Box(
                key, fill: theme.surface, border: frame.hover == .camera(.home) ? theme.signal : theme.line2,
                radius: 4))
        text("Home", key.center.x, key.center.y + 4, .center, .regular, theme.ink, &drawing)
        text(
            isOrbit ? "front" : "back", key.maxX + 6, key.center.y + 4, .left, .regular, theme.ink2, &drawing)
        text("drag to turn", card.maxX - 12, card.maxY - 13, .right, .regular, theme.ink2, &drawing)
    }

    private var words: String {
        guard frame.content.settings.camera == .orbit else { return "seen from the front" }
        return ViewAngles.words(azimuth: frame.angles.azimuth, elevation: frame.angles.elevation)
    }

    private func text(
        _ string: String, _ x: Float, _ y: Float, _ alignment: TextAlignment, _ weight: FontWeight,
        _ color: Color, _ drawing: inout Drawing
    ) {
        let size = string == "Plate" || string == "Orbit" ? TypeSize.body : TypeSize.label
        drawing.overlay.append(
            .text(
                TextRun(
                    string, at: Point(x, y), size: size, weight: weight, color: color, alignment: alignment)))
    }
}
