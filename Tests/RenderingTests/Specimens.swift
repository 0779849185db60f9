import Foundation
import Rendering

/// Things to draw in the golden pictures.
enum Specimens {
    static func boxes(_ theme: Theme) -> [OverlayItem] {
        [
            .box(
                Box(
                    Rectangle(x: 20, y: 20, width: 90, height: 32), fill: theme.raised, border: theme.line2,
                    radius: 6)),
            .box(Box(Rectangle(x: 120, y: 20, width: 90, height: 32), fill: theme.ink, radius: 6)),
            .box(
                Box(
                    Rectangle(x: 220.3, y: 20.4, width: 90, height: 32), border: theme.signal, borderWidth: 2,
                    radius: 4)),
            .box(
                Box(
                    Rectangle(x: 320, y: 20, width: 90, height: 32), fill: theme.signal.opacity(0.22),
                    border: theme.signal, borderWidth: 1.6)),
            .box(Box(Rectangle(x: 430, y: 20, width: 32, height: 32), fill: theme.bar, radius: 16)),
            .box(
                Box(
                    Rectangle(x: 470, y: 20, width: 32, height: 32), border: theme.ink, borderWidth: 3,
                    radius: 16)),
            .box(Box(Rectangle(x: 20, y: 62, width: 190, height: 3), fill: theme.line2)),
            .box(Box(Rectangle(x: 20, y: 62, width: 93.4, height: 3), fill: theme.bar)),
            .box(Box(Rectangle(x: 220, y: 63, width: 280, height: 1), fill: theme.line)),
        ]
    }

    static func lines(_ theme: Theme) -> [OverlayItem] {
        var items: [OverlayItem] = []
        for (index, width) in ([0.5, 1, 1.2, 2, 2.5, 4] as [Float]).enumerated() {
            let y = 82 + Float(index) * 12
            items.append(.polyline(Polyline([Point(20, y), Point(90, y)], width: width, color: theme.ink)))
            items.append(
                .polyline(Polyline([Point(100, y + 4), Point(170, y - 5)], width: width, color: theme.ink)))
        }
        items += [
            .polyline(
                Polyline(
                    [Point(190, 140), Point(220, 84), Point(250, 140), Point(265, 84)], width: 5,
                    color: theme.bar)),
            .polyline(
                Polyline(
                    [Point(285, 84), Point(345, 84), Point(345, 140), Point(285, 140)], width: 2,
                    color: theme.signal, isClosed: true, casing: theme.casing)),
            .polyline(
                Polyline([Point(365, 90), Point(500, 82)], width: 1, color: theme.ink2, dashes: [5, 4])),
            .polyline(
                Polyline(
                    [Point(365, 104), Point(430, 104), Point(430, 140), Point(500, 140)], width: 2,
                    color: theme.signal, dashes: [6, 3])),
            .polyline(Polyline(wave(), width: 1.5, color: Color(0x08519C))),
        ]
        return items
    }

    private static func wave() -> [Point] {
        (0...120).map { step in
            let x = Float(step)
            return Point(365 + x * 1.1, 165 + 10 * sin(x / 9))
        }
    }

    static func marks(_ theme: Theme) -> [OverlayItem] {
        var items: [OverlayItem] = []
        items.append(.box(Box(Rectangle(x: 20, y: 238, width: 300, height: 44), fill: Color(0x7AA58C))))
        for (index, mark) in ClassMark.allCases.enumerated() {
            let x = 36 + Float(index) * 32
            items += mark.overlay(at: Point(x, 178), radius: 4, theme: theme)
            items += mark.overlay(at: Point(x, 212), radius: 10, theme: theme)
            items += mark.overlay(at: Point(x, 260), radius: 6, theme: theme, casing: theme.casing)
        }
        items += [
            .polygon(
                [Point(365, 195), Point(430, 205), Point(430, 245), Point(365, 275)],
                theme.signal.opacity(0.13)),
            .polyline(
                Polyline(
                    [Point(365, 195), Point(430, 205)], width: 1.4, color: theme.signal, casing: theme.casing)
            ),
            .polyline(
                Polyline(
                    [Point(365, 275), Point(430, 245)], width: 1.4, color: theme.signal, casing: theme.casing)
            ),
        ]
        return items
    }

    static func clips(_ theme: Theme) -> [OverlayItem] {
        [
            .beginClip(Rectangle(x: 445, y: 195, width: 55, height: 80)),
            .box(Box(Rectangle(x: 430, y: 180, width: 200, height: 200), fill: theme.surface)),
            .polygon([Point(430, 195), Point(520, 235), Point(430, 275)], theme.bar),
            .beginClip(Rectangle(x: 400, y: 220, width: 75, height: 30)),
            .box(Box(Rectangle(x: 0, y: 0, width: 600, height: 600), fill: theme.signal)),
            .endClip,
            .text(TextRun("clipped text", at: Point(440, 290), size: 14, color: theme.ink)),
            .endClip,
            .image(
                DisplayImage(map: ramp(8, 1), width: 8, height: 1, colorMap: .viridis),
                Rectangle(x: 20, y: 298, width: 200, height: 12), opacity: 1),
            .image(
                DisplayImage(map: ramp(255, 1), width: 255, height: 1, colorMap: .signedLight),
                Rectangle(x: 240, y: 298, width: 200, height: 12), opacity: 1),
            .image(
                DisplayImage(map: ramp(255, 1), width: 255, height: 1, colorMap: .signedLight),
                Rectangle(x: 240, y: 312, width: 200, height: 8), opacity: 0.4),
        ]
    }

    static func ramp(_ width: Int, _ height: Int) -> [Float] {
        (0..<width * height).map { Float($0 % width) }
    }

    static func text(_ theme: Theme) -> [OverlayItem] {
        var items: [OverlayItem] = []
        var y: Float = 32
        let lines: [(String, Float, FontWeight, Color)] = [
            ("Which part of the picture decides?", 22, .bold, theme.ink),
            ("299 windows hide one part each. 36 of them change the label.", 14, .regular, theme.ink2),
            (
                "0.77  49 %   0.11  11 %   1,024 maps   32 × 32 px   −0.4 … 1.5   3_2 x 8", 14, .semibold,
                theme.ink
            ),
            (
                "AVATAR To Ty We LT Yo. “Quoted” – ‘single’ — it’s 90° · up ↑ down ↓ left ← right →", 13,
                .regular, theme.ink
            ),
            ("≥ ≤ ▲ ▼ é ü ß ñ Å ø   missing: \u{4E2D}\u{1F600}.", 13, .regular, theme.ink),
        ]
        for (string, size, weight, color) in lines {
            items.append(.text(TextRun(string, at: Point(20, y), size: size, weight: weight, color: color)))
            y += size + 12
        }
        for size in [12, 13, 14, 15, 16, 20] as [Float] {
            for (column, weight) in FontWeight.allCases.enumerated() {
                let text = size > 15 ? "conv 3_2  0.73" : "conv 3_2  0.73  61 %"
                items.append(
                    .text(
                        TextRun(
                            text, at: Point(20 + Float(column) * 180, y), size: size, weight: weight,
                            color: theme.ink)))
            }
            y += size + 6
        }
        items.append(.box(Box(Rectangle(x: 20, y: y, width: 520, height: 54), fill: Color(0x35618D))))
        for step in 0..<26 {
            let x = 20 + Float(step) * 20
            items.append(
                .polyline(Polyline([Point(x, y + 54), Point(x + 20, y)], width: 1, color: Color(0xFDE725))))
        }
        y += 33
        items += [
            .text(TextRun("58 maps", at: Point(40, y), size: 13, color: theme.ink2, halo: theme.paper)),
            .text(
                TextRun(
                    "64 × 64 px", at: Point(270, y), size: 14, weight: .semibold, color: theme.ink,
                    alignment: .center, halo: theme.paper)),
            .text(
                TextRun(
                    "Pinned: (9, 8)", at: Point(520, y), size: 16, weight: .bold, color: theme.ink,
                    alignment: .right, halo: theme.paper)),
        ]
        return items
    }

    /// A checkerboard with a marked corner, `[side, side]`.
    static func checkers(_ side: Int) -> DisplayImage {
        let values = (0..<side * side).map { index -> Float in
            let (row, column) = (index / side, index % side)
            return row == 0 && column == 0 ? 1 : Float((row + column) % 2) * 0.55
        }
        return DisplayImage(map: values, width: side, height: side, colorMap: .viridis, range: 0...1)
    }

    /// Faces whose texels are enlarged by whole and broken factors, turned, and reduced.
    static func faces() -> [WorldItem] {
        func face(_ image: DisplayImage, _ x: Float, _ y: Float, _ size: Float) -> WorldItem {
            .face(
                WorldFace(
                    origin: Vector3(x, -y, 0), right: Vector3(size, 0, 0), down: Vector3(0, -size, 0),
                    image: image))
        }
        let rings = (0..<256 * 256).map { index -> Float in
            let (x, y) = (Float(index % 256) - 128, Float(index / 256) - 128)
            return 0.5 + 0.5 * sin((x * x + y * y) / 260)
        }
        let zone = DisplayImage(map: rings, width: 256, height: 256, colorMap: .gray, range: 0...1)
        return [
            face(checkers(8), 20, 20, 64), face(checkers(8), 100.3, 20.6, 75.5),
            face(checkers(13), 190, 20, 100),
            face(checkers(1), 305, 20, 40), face(checkers(2), 360, 20, 61),
            face(zone, 20, 150, 128), face(zone, 160, 150, 100), face(zone, 275, 150, 50),
            face(zone, 340, 150, 23),
            .face(
                WorldFace(
                    origin: Vector3(400, -150, 0), right: Vector3(100, -30, 0), down: Vector3(30, -100, 0),
                    image: checkers(8))),
            .face(
                WorldFace(
                    origin: Vector3(440, -20, 0), right: Vector3(100, 0, 0), down: Vector3(0, -100, 0),
                    image: checkers(6), tint: Theme.light.paper, fade: 0.62)),
        ]
    }

    /// Blocks as in the Network scene: a face in front of a body with counted edges, and a translucent beam.
    static func blocks(_ theme: Theme) -> [WorldItem] {
        var items: [WorldItem] = []
        for column in 0..<3 {
            for row in 0..<2 {
                let corner = Vector3(20 + Float(column) * 150, Float(row) * 140, 0)
                items += block(
                    at: corner, side: 96 - Float(column) * 8, depth: 12 + Float(column * 24 + row * 16), theme
                )
            }
        }
        items += beam(theme)
        return items
    }

    private static func block(at low: Vector3, side: Float, depth: Float, _ theme: Theme) -> [WorldItem] {
        func quad(_ a: Vector3, _ b: Vector3, _ c: Vector3, _ d: Vector3, _ color: Color) -> WorldItem {
            .triangles([a, b, c, c, d, a].map { WorldVertex($0, color) })
        }
        let (x, y, z) = (Vector3(side, 0, 0), Vector3(0, side, 0), Vector3(0, 0, depth))
        let face = WorldFace(origin: low + y, right: x, down: -y, image: checkers(8))
        var items: [WorldItem] = [
            quad(low + x, low + x + z, low + x + z + y, low + x + y, theme.blockSide),
            quad(low + y, low + y + x, low + y + x + z, low + y + z, theme.blockTop),
            quad(low, low + x, low + x + y, low + y, theme.blockSide), .face(face),
            .line(
                WorldLine(
                    [low, low + x, low + x + y, low + y], width: 1, color: theme.blockEdge, isClosed: true)),
        ]
        for step in 1...max(Int(depth / 8), 1) {
            let back = Vector3(0, 0, depth * Float(step) / max((depth / 8).rounded(.down), 1))
            items.append(
                .line(
                    WorldLine(
                        [low + x + back, low + x + y + back, low + y + back], width: 1, color: theme.blockEdge
                    )))
        }
        for edge in [low + x, low + x + y, low + y] {
            items.append(.line(WorldLine([edge, edge + z], width: 1, color: theme.blockEdge)))
        }
        return items
    }

    private static func beam(_ theme: Theme) -> [WorldItem] {
        let from = [Vector3(116, 30, 6), Vector3(116, 80, 6)]
        let to = [Vector3(360, 45, 30), Vector3(360, 60, 30)]
        let color = theme.signal.opacity(0.3)
        return [
            .triangles([from[0], from[1], to[1], to[1], to[0], from[0]].map { WorldVertex($0, color) }),
            .line(WorldLine([from[1], to[1]], width: 1.4, color: theme.signal)),
            .line(WorldLine([from[0], to[0]], width: 1.4, color: theme.signal)),
        ]
    }
}
