import Rendering

/// The strip at the bottom: how every layer's units answer to the selection.
extension UnitsPainter {
    private var theme: Theme { pen.theme }

    var strip: [OverlayItem] {
        let place = layout.strip
        let line = Rectangle(x: place.minX, y: place.minY - 13, width: place.width, height: 1)
        return [pen.fill(line, theme.line)] + stripHeading
            + layout.barcodes.flatMap { barcode($0.layer, $0.place) }
            + stripWait
    }

    private var stripHeading: [OverlayItem] {
        let place = layout.strip
        guard let first = layout.barcodes.first, first.place.minX > place.minX + 100 else { return [] }
        let ramp = Rectangle(x: place.minX + 26, y: place.minY + 55, width: 88, height: 10)
        return [
            pen.text(
                "Mean response", Point(place.minX, place.minY + 12), size: TypeSize.value, weight: .bold),
            pen.text(
                "of the selected pictures,", Point(place.minX, place.minY + 30), size: TypeSize.remark,
                color: theme.ink2),
            pen.text(
                "against all, in sd", Point(place.minX, place.minY + 45), size: TypeSize.remark,
                color: theme.ink2),
            pen.text(
                "\(NumberFormat.minus)1", Point(place.minX, place.minY + 65), size: TypeSize.remark,
                color: theme.ink2),
            pen.text(
                "+1", Point(ramp.maxX + 7, place.minY + 65), size: TypeSize.remark, color: theme.ink2),
        ] + ColorRamp.items(theme.signedColors, ramp, theme)
    }

    private func barcode(_ index: Int, _ place: Rectangle) -> [OverlayItem] {
        guard content.layers.indices.contains(index) else { return [] }
        let layer = content.layers[index]
        let isCurrent = layer.id == content.layer
        var pointedUnit: Int?
        if case .response(let hovered, let unit) = hover, hovered == index { pointedUnit = unit }
        let isHovered = pointedUnit != nil || hover == .layer(index)
        var items = [
            pen.text(
                layer.name, Point(place.minX, place.minY - 8), width: place.width,
                weight: isCurrent ? .bold : .regular,
                color: isHovered ? theme.signal : isCurrent ? theme.ink : theme.ink2)
        ]
        if let image = layer.barcode {
            items.append(.image(image, place, opacity: 1))
        } else {
            items.append(pen.fill(place, theme.line.opacity(0.4)))
        }
        if isCurrent {
            items.append(pen.outline(place.inset(by: -3), theme.ink, width: 2.5))
        } else {
            items.append(pen.outline(place.inset(by: -1), isHovered ? theme.signal : theme.line))
        }
        guard let scores = layer.scores, let unit = pointedUnit ?? UnitBarcode.strongest(scores) else {
            return items
        }
        if let pointedUnit, let column = layer.order.firstIndex(of: pointedUnit) {
            let x = place.minX + (Float(column) + 0.5) * place.width / Float(layer.order.count)
            let tick = Rectangle(x: x - 1, y: place.minY - 3, width: 2, height: place.height + 6)
            items += [pen.fill(tick.inset(by: -1), theme.casing), pen.fill(tick, theme.signal)]
        }
        let value = UnitsWords.response(scores[unit])
        let width = pen.fonts.width(of: value, size: TypeSize.label, weight: .semibold)
        let color = pointedUnit == nil ? theme.ink2 : theme.signal
        return items + [
            pen.text(
                layer.unitNames[unit], Point(place.minX, place.maxY + 18), width: place.width - width - 5,
                color: color),
            pen.text(
                value, Point(place.maxX, place.maxY + 18), weight: .semibold,
                color: pointedUnit == nil ? theme.ink : theme.signal, alignment: .right),
        ]
    }

    /// Why there are no responses, below the bars.
    private var stripWait: [OverlayItem] {
        guard !content.responseWait.isEmpty, let first = layout.barcodes.first else { return [] }
        let room = layout.strip.maxX - first.place.minX
        return [
            pen.text(
                content.responseWait, Point(first.place.minX, first.place.maxY + 18), width: room,
                color: theme.ink2)
        ]
    }
}
