import Rendering
import Workbench

/// The units of a dense layer that moved most, a line each: before, after, and the change as a signed bar.
@MainActor struct UnitList {
    /// Whose stage it is drawn on.
    let painter: ComparePainter

    private static let pitch: Float = 30
    private var content: CompareContent { painter.content }
    private var theme: Theme { painter.theme }

    /// The heading and as many units as there is room for.
    var items: [OverlayItem] {
        guard let layer = content.layer, layer.columns.count > 1,
            let left = painter.layout.rows.first?.cells.last.map({ $0.maxX + 44 })
        else { return [] }
        let area = painter.layout.rowsArea
        let place = Rectangle(
            x: left, y: area.minY, width: painter.layout.size.x - CompareLayout.margin - left,
            height: area.height)
        guard place.width > 240 else { return [] }
        let units = content.mapOrder.prefix(max(Int(place.height / Self.pitch), 1))
        let title = CompareWords.tilesTitle(count: units.count, content)
        let heading = painter.text(
            title, Point(left, painter.layout.headBaseline), size: 14, weight: .semibold)
        return [heading]
            + units.enumerated().flatMap { line, unit in
                self.line(
                    unit, layer,
                    Rectangle(
                        x: left, y: place.minY + Float(line) * Self.pitch, width: min(place.width, 560),
                        height: Self.pitch))
            }
    }

    private func line(_ unit: Int, _ layer: LayerComparison, _ place: Rectangle) -> [OverlayItem] {
        let before = layer.columns[0].maps.withValues { $0[unit] }
        let after = layer.columns[1].maps.withValues { $0[unit] }
        let name = content.unitNames.indices.contains(unit) ? content.unitNames[unit] : "#\(unit)"
        let bound = max(layer.mapSpans.map(\.bound).max() ?? 0, 1e-9)
        let y = place.minY + 19
        let nameWidth = min(place.width * 0.3, 150)
        let numbers = "\(NumberFormat.value(before)) \u{2192} \(NumberFormat.value(after))"
        let barArea = Rectangle(
            x: place.minX + nameWidth + 128, y: place.minY + 8,
            width: place.width - nameWidth - 128 - 64, height: 14)
        let change = after - before
        let length = barArea.width / 2 * min(abs(change) / bound, 1)
        let bar = Rectangle(
            x: change < 0 ? barArea.center.x - length : barArea.center.x, y: barArea.minY,
            width: max(length, 1), height: barArea.height)
        return [
            painter.text(
                painter.fonts.truncated(name, to: nameWidth - 8, size: 14, weight: .semibold),
                Point(place.minX, y), size: 14, weight: .semibold),
            painter.text(
                numbers, Point(place.minX + nameWidth + 112, y), color: theme.ink2, alignment: .right),
            .box(Box(bar, fill: theme.signedColors.color(at: change < 0 ? 0.12 : 0.88))),
            .box(
                Box(
                    Rectangle(x: barArea.center.x - 0.5, y: barArea.minY - 3, width: 1, height: 20),
                    fill: theme.line2)),
            painter.text(
                CompareWords.signed(change), Point(place.maxX, y), size: 14, weight: .semibold,
                alignment: .right),
        ]
    }
}
