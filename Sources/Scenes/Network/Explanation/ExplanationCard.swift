import Foundation
import Inference
import Rendering

/// Draws the card that explains a number: patches times kernels, the bars of all parts, the way to the value.
@MainActor struct ExplanationCard {
    private let frame: NetworkFrame
    private let layout: ExplanationLayout
    private let focusedRow: Int?

    /// Nil where nothing is explained.
    init?(frame: NetworkFrame, focusedRow: Int?) {
        guard let layout = frame.explanation else { return nil }
        self.frame = frame
        self.layout = layout
        self.focusedRow = focusedRow
    }

    private var theme: Theme { frame.theme }
    private var words: ExplanationWords { layout.explained.words }

    /// The whole card.
    func draw(into items: inout [OverlayItem]) {
        drawLeader(into: &items)
        items.append(
            .box(Box(layout.card, fill: theme.surface, border: theme.signal, borderWidth: 1.4, radius: 6)))
        drawHead(into: &items)
        switch layout.explained.explanation.origin {
        case .weighted(let sum):
            drawRows(sum, into: &items)
            drawBars(sum, into: &items)
        case .pooled(let pool): drawWindow(pool, into: &items)
        case .combined(let combined): drawLines(sign: sign(of: combined.operation), into: &items)
        case .handedOn: drawLines(sign: "", into: &items)
        case .input, .unexplained: break
        }
        drawFoot(into: &items)
        drawMarks(into: &items)
    }

    /// From the explained pixel of the open map to the card.
    private func drawLeader(into items: inout [OverlayItem]) {
        guard let fan = frame.fanOut, let place = frame.content.selection.explained.last,
            place.map.value == frame.content.layers[fan.layer].value
        else { return }
        let layer = frame.content.layers[fan.layer]
        let cell = fan.openMap.size / Point(Float(layer.width), Float(layer.height))
        let pixel = fan.openMap.origin + cell * Point(Float(place.x) + 0.5, Float(place.y) + 1)
        items.append(
            .polyline(
                Polyline(
                    [pixel, Point(pixel.x, layout.card.minY)], width: 1.4, color: theme.signal,
                    casing: theme.casing)))
    }

    private func drawHead(into items: inout [OverlayItem]) {
        let x = layout.card.minX + 16
        let room = (layout.back?.minX ?? layout.card.maxX - 8) - 8 - x
        text(
            fitted(words.title, room, 16, .bold), Point(x, layout.card.minY + 28), 16, .bold, theme.ink,
            &items)
        let subtitle = words.subtitle(shownParts: layout.rows.count)
        text(
            fitted(subtitle, layout.card.maxX - 16 - x, 13), Point(x, layout.card.minY + 48), 13, .regular,
            theme.ink2, &items)
        guard let back = layout.back else { return }
        items.append(.box(Box(back, fill: theme.raised, border: theme.line2, radius: 6)))
        text("Back", Point(back.center.x, back.maxY - 8), 13, .semibold, theme.ink, &items, .center)
    }

    // MARK: Parts

    private func drawRows(_ sum: WeightedSum, into items: inout [OverlayItem]) {
        let shown = layout.rows.map { sum.parts[$0.part] }
        let values = shown.flatMap { $0.patch.compactMap(\.self) }
        let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
        let largest = shown.flatMap(\.kernel).map(abs).max() ?? 1
        for (row, part) in zip(layout.rows, shown) {
            let middle = row.patch.place.center.y
            drawLabel(row, part, into: &items)
            for cell in part.patch.indices {
                let color = part.patch[cell].map {
                    layout.explained.map.color(at: high > low ? ($0 - low) / (high - low) : 0)
                }
                drawCell(row.patch, cell, part.patch[cell], color, &items)
                let share = 0.5 + 0.5 * part.kernel[cell] / max(largest, .leastNormalMagnitude)
                drawCell(row.kernel, cell, part.kernel[cell], theme.signedColors.color(at: share), &items)
            }
            let outlined = [row.patch.place, row.kernel.place]
            for place in outlined { items.append(.box(Box(place.inset(by: -0.5), border: theme.line2))) }
            let times = Point((row.patch.place.maxX + row.kernel.place.minX) / 2, middle + 5)
            text("\u{D7}", times, 14, .regular, theme.ink2, &items, .center)
            let result = Point(row.kernel.place.maxX + 8, middle + 5)
            text("=", result, 14, .regular, theme.ink2, &items)
            text(ExplanationWords.number(part.sum), result + Point(14, 0), 14, .bold, theme.ink, &items)
        }
    }

    private func drawLabel(
        _ row: ExplanationLayout.Row, _ part: WeightedSum.Part, into items: inout [OverlayItem]
    ) {
        let place = Point(row.place.minX, row.place.center.y)
        let name = words.name(of: part.map.value)
        text("#\(part.map.channel)", place - Point(0, 1), 14, .semibold, theme.ink, &items)
        text(fitted(name, 54, 12), place + Point(0, 13), 12, .regular, theme.ink3, &items)
        guard let thumbnail = row.thumbnail, let image = layout.explained.thumbnails[row.part] else { return }
        items.append(.image(image, thumbnail, opacity: 1))
        items.append(.box(Box(thumbnail.inset(by: -0.5), border: theme.line2)))
    }

    private func drawCell(
        _ grid: ExplanationLayout.Grid, _ index: Int, _ value: Float?, _ color: Color?,
        _ items: inout [OverlayItem]
    ) {
        let place = grid.cell(index)
        guard let value, let color else {
            // Outside of the map: the padding, which counts as 0.
            items.append(.box(Box(place.inset(by: 0.5), border: theme.line)))
            return
        }
        items.append(.box(Box(place, fill: color)))
        guard grid.hasNumbers else { return }
        let isLight = color.red * 0.3 + color.green * 0.59 + color.blue * 0.11 > 0.55
        text(
            NumberFormat.value(value), Point(place.center.x, place.center.y + 4), 11, .regular,
            isLight ? Color(0x14181D) : Color(0xFFFFFF), &items, .center)
    }

    /// All parts as signed bars, from the largest to the lowest; those that are shown stand out.
    private func drawBars(_ sum: WeightedSum, into items: inout [OverlayItem]) {
        let bars = layout.explained.bars
        guard let area = layout.bars, area.width > 30, bars.count > 1 else { return }
        let count = NumberFormat.count(sum.parts.count)
        let head = bars.count < sum.parts.count ? "strongest \(bars.count) of \(count)" : "all \(count) parts"
        let title = fitted(head, area.width, 12)
        text(title, Point(area.minX, area.minY + 4), 12, .regular, theme.ink2, &items)
        let shown = Set(layout.rows.map(\.part))
        let values = bars.map { sum.parts[$0].sum }
        let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
        guard high > low else { return }
        let top = area.minY + 12
        let pitch = min(13, (area.maxY - top) / Float(bars.count))
        let zero = area.minX + 6 + (area.width - 6) * (0 - low) / (high - low)
        let scale = (area.width - 6) / (high - low)
        for (index, part) in bars.enumerated() {
            let value = sum.parts[part].sum
            let color = theme.signedColors.color(at: value < 0 ? 0.12 : 0.88)
            let (from, to) = (min(zero, zero + value * scale), max(zero, zero + value * scale))
            let height = max(0.8, pitch > 4 ? pitch - 2 : pitch * 0.8)
            let bar = Rectangle(
                x: from, y: top + Float(index) * pitch, width: max(0.5, to - from), height: height)
            items.append(.box(Box(bar, fill: shown.contains(part) ? color : color.opacity(0.5))))
            if shown.contains(part) {
                let mark = Rectangle(x: area.minX, y: bar.minY, width: 3, height: bar.height)
                items.append(.box(Box(mark, fill: theme.ink)))
            }
        }
        let axis = Rectangle(x: zero - 0.5, y: top - 2, width: 1, height: Float(bars.count) * pitch + 2)
        items.append(.box(Box(axis, fill: theme.line2)))
    }

    // MARK: Pools and branches

    private func drawWindow(_ pool: PooledWindow, into items: inout [OverlayItem]) {
        guard let window = layout.window else { return }
        if let image = layout.explained.window {
            items.append(.image(image, window.place, opacity: 1))
        } else {
            let values = pool.values.compactMap(\.self)
            let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
            for cell in pool.values.indices {
                let color = pool.values[cell].map {
                    layout.explained.map.color(at: high > low ? ($0 - low) / (high - low) : 0)
                }
                drawCell(window, cell, pool.values[cell], color, &items)
            }
        }
        items.append(.box(Box(window.place.inset(by: -0.5), border: theme.line2)))
        guard pool.kind == .maximum, let winner = pool.winner else { return }
        let cell = window.cell(winner)
        items.append(.box(Box(cell.inset(by: -3), border: theme.casing, borderWidth: 4)))
        items.append(.box(Box(cell.inset(by: -2), border: theme.ink, borderWidth: 2)))
        guard let place = pool.place(cell: winner) else { return }
        let remark = "the largest, at \(NumberFormat.position(place.x, place.y))"
        text(
            fitted(remark, layout.card.maxX - 12 - window.place.maxX - 16, 13),
            Point(window.place.maxX + 16, window.place.minY + 14), 13, .regular, theme.ink2, &items)
    }

    private func sign(of operation: String) -> String {
        ["Add": "+", "Sum": "+", "Sub": NumberFormat.minus, "Mul": "\u{D7}", "Div": "/"][operation]
            ?? operation
    }

    private func drawLines(sign: String, into items: inout [OverlayItem]) {
        for (index, line) in layout.lines.enumerated() {
            let y = line.place.maxY - 9
            if index > 0 { text(sign, Point(line.place.minX + 6, y), 15, .regular, theme.ink2, &items) }
            let number = ExplanationWords.number(line.number)
            text(number, Point(line.place.minX + 96, y), 15, .bold, theme.ink, &items, .right)
            let name =
                "\(words.name(of: line.value.map)) at \(NumberFormat.position(line.value.x, line.value.y))"
            text(
                fitted(name, line.place.width - 120, 14), Point(line.place.minX + 112, y), 14, .regular,
                theme.ink2, &items)
        }
    }

    // MARK: The last line, marks

    private func drawFoot(into items: inout [OverlayItem]) {
        let left = layout.card.minX + 16
        let rule = Rectangle(x: left, y: layout.footTop - 4, width: layout.card.width - 32, height: 1)
        items.append(.box(Box(rule, fill: theme.line)))
        var place = Point(left, layout.footTop + 22)
        for piece in words.pieces {
            let size: Float = piece.isResult ? 18 : 15
            let weight: FontWeight = piece.isNumber ? .bold : .regular
            let width = frame.width(piece.text, size, weight)
            if place.x + width > layout.card.maxX - 12, place.x > left {
                place = Point(left, place.y + 22)
            }
            let color = piece.isResult ? theme.signal : piece.isNumber ? theme.ink : theme.ink2
            text(piece.text, place, size, weight, color, &items)
            place.x += width + (piece.isNumber ? 12 : 6)
        }
    }

    private func drawMarks(into items: inout [OverlayItem]) {
        let targets = layout.targets
        if let focusedRow, targets.indices.contains(focusedRow) {
            items.append(.box(Box(targets[focusedRow].place, border: theme.ink, borderWidth: 2, radius: 4)))
        }
        switch frame.hover {
        case .explained(.place(_, let place)):
            items.append(.box(Box(place.inset(by: -1), border: theme.casing, borderWidth: 4)))
            items.append(.box(Box(place, border: theme.signal, borderWidth: 2)))
        case .explained(.back):
            guard let back = layout.back else { return }
            items.append(.box(Box(back, border: theme.signal, borderWidth: 2, radius: 6)))
        default: break
        }
    }

    private func fitted(_ string: String, _ room: Float, _ size: Float, _ weight: FontWeight = .regular)
        -> String
    {
        frame.stage.fonts.truncated(string, to: room, size: size, weight: weight)
    }

    private func text(
        _ string: String, _ place: Point, _ size: Float, _ weight: FontWeight, _ color: Color,
        _ items: inout [OverlayItem], _ alignment: TextAlignment = .left
    ) {
        items.append(
            .text(TextRun(string, at: place, size: size, weight: weight, color: color, alignment: alignment)))
    }
}
