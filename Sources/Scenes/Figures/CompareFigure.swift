import Rendering
import Workbench

extension Figure {
    /// The blocks of a layer in two variants with their differences, and what the colours stand for.
    ///
    /// - Parameter names: what the two are called.
    @MainActor public static func comparison(
        of layer: LayerComparison, names: [String], theme: Theme
    ) -> Figure {
        var content = CompareContent()
        content.phase = .ready
        content.layer = layer
        content.variants = names.map { .init(name: $0, isOriginal: false, answer: "") }
        let rows = content.rows.filter { content.hasComponent($0) }
        let aspect = min(Float(layer.layer.height) / Float(max(layer.layer.width, 1)), 1)
        let places = rows.indices.map { compareCells(row: $0, aspect: aspect) }
        let height = (places.last?.last?.maxY ?? 0) + 76
        let width = (places.first?.last?.maxX ?? 0) + margin + 24
        let size = Point(width, height)
        let images = CompareImages()
        images.isUnhurried = true
        let layout = CompareLayout(CompareLayout.Request(size: size))
        let painter = ComparePainter(
            content: content, layout: layout, strip: CompareStrip(content, in: layout.bars), theme: theme,
            fonts: .standard, hover: nil, images: images)
        var items = heading(
            layer.layer.name, CompareWords.subtitle(content), width: width - 2 * margin, theme: theme)
        for (cell, place) in zip(content.cells, places.first ?? []) {
            let name = TextMeasure.standard.truncated(
                CompareWords.head(cell, content), to: place.width, size: 14, weight: .semibold)
            items.append(painter.text(name, Point(place.minX, 92), size: 14, weight: .semibold))
        }
        for (index, picture) in rows.enumerated() {
            items += painter.label(picture, CompareLayout.Row(index: index, cells: places[index]))
            items += painter.pictures(picture, content.cells, places[index])
            items += painter.ranges(picture, content.cells, places[index])
        }
        items += painter.key(at: Point(margin, height - 24))
        return Figure(size: size, theme: theme, items)
    }

    /// The three pictures of a row.
    private static func compareCells(row: Int, aspect: Float) -> [Rectangle] {
        let height = (168 * aspect).rounded()
        let pitch = max(height + 46, 80)
        return (0..<3).map {
            Rectangle(
                x: margin + CompareLayout.labelWidth + Float($0) * 186, y: 104 + Float(row) * pitch,
                width: 168, height: height)
        }
    }
}
