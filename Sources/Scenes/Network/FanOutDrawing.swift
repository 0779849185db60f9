import Foundation
import Inference
import Rendering

/// Draws a fanned-out block: title, wedge, the card with its maps, the map that is open large.
@MainActor struct FanOutDrawing {
    /// What is drawn.
    let frame: NetworkFrame
    /// Seconds since the block began to open.
    let elapsed: Double

    private var theme: Theme { frame.theme }
    private var content: NetworkContent { frame.content }

    /// Everything on top of the receding columns.
    func draw(into drawing: inout Drawing) {
        guard let fan = frame.fanOut, frame.fan > 0.02 else { return }
        drawTitle(fan, into: &drawing)
        drawWedge(fan, into: &drawing)
        drawCard(fan, into: &drawing)
        drawFoldedNames(fan, into: &drawing)
        guard let map = content.selection.map, fan.maps.contains(map) else {
            drawInvitation(fan, into: &drawing)
            return
        }
        MapCard(frame: frame, fan: fan, map: map).draw(into: &drawing)
    }

    private func drawTitle(_ fan: FanOut, into drawing: inout Drawing) {
        let layer = content.layers[fan.layer]
        let x = StageRegions.margin
        let title = layer.name
        text(title, Point(x, 48), TypeSize.title, .bold, theme.ink, into: &drawing)
        let left = x + frame.width(title, TypeSize.title, .bold) + 12
        let words = Self.summary(fan, content)
        let room = frame.stage.size.x - left - 24
        text(
            frame.stage.fonts.truncated(words, to: room, size: TypeSize.body), Point(left, 48), TypeSize.body,
            .regular, theme.ink2, into: &drawing)
    }

    /// "48 maps of 32 × 32 px in three clusters; the middle one, with 17 maps, is open".
    static func summary(_ fan: FanOut, _ content: NetworkContent) -> String {
        let layer = content.layers[fan.layer]
        let all =
            "\(NumberFormat.count(layer.mapCount, "map")) of \(NumberFormat.pixels(layer.width, layer.height))"
        let clusters = content.clusters(of: fan.layer)
        guard clusters.count > 1 else { return all }
        let position =
            fan.cluster == 0
            ? "the one of highest entropy"
            : fan.cluster == clusters.count - 1
                ? "the one of lowest entropy"
                : clusters.count == 3 ? "the middle one" : "number \(NumberFormat.word(fan.cluster + 1))"
        return "\(all) in \(NumberFormat.word(clusters.count)) clusters; \(position), with "
            + "\(NumberFormat.count(fan.maps.count, "map")), is open"
    }

    private func drawWedge(_ fan: FanOut, into drawing: inout Drawing) {
        let blocks = frame.arrangement.columns[fan.layer].blocks
        guard blocks.indices.contains(fan.cluster) else { return }
        let block = blocks[fan.cluster]
        let right = block.origin + block.right + Vector3(0, 0, block.depth)
        let (top, bottom) = (frame.project(right), frame.project(block.origin + block.right + block.down))
        let a = frame.fan
        let corners = [
            top, Point(fan.card.minX, fan.card.minY + 6), Point(fan.card.minX, fan.card.maxY - 6), bottom,
        ]
        drawing.overlay.append(.polygon(corners, theme.ink.opacity(0.045 * a)))
        for line in [[corners[0], corners[1]], [corners[3], corners[2]]] {
            drawing.overlay.append(.polyline(Polyline(line, width: 1, color: theme.line2.opacity(a))))
        }
    }

    // MARK: Cards

    private func drawCard(_ fan: FanOut, into drawing: inout Drawing) {
        let a = frame.fan
        drawing.overlay.append(
            .box(Box(fan.card, fill: theme.surface.opacity(a), border: theme.line2.opacity(a), radius: 6)))
        let entropies =
            content.analyses.indices.contains(fan.layer) ? content.analyses[fan.layer].entropies : []
        let block = frame.arrangement.columns[fan.layer].blocks[
            min(fan.cluster, frame.arrangement.columns[fan.layer].blocks.count - 1)]
        let start = Rectangle(
            origin: frame.project(block.origin),
            size: frame.project(block.origin + block.right + block.down) - frame.project(block.origin))
        for (index, card) in fan.cards.enumerated() {
            let progress = progress(of: index)
            guard progress > 0.01, let image = frame.pictures.map(layer: fan.layer, number: card.map) else {
                continue
            }
            let place = Rectangle(
                origin: start.origin + (card.place.origin - start.origin) * progress,
                size: start.size + (card.place.size - start.size) * progress)
            drawing.overlay.append(.image(image, place, opacity: progress))
            drawing.overlay.append(
                .box(Box(place.inset(by: -0.5), border: theme.line2.opacity(progress * 0.7))))
            mark(card.map, place, into: &drawing)
            guard progress > 0.7 else { continue }
            let y = place.maxY + 17
            let fade = (progress - 0.7) / 0.3
            text("#\(card.map)", Point(place.minX, y), 13, .semibold, theme.ink.opacity(fade), into: &drawing)
            guard entropies.indices.contains(card.map) else { continue }
            drawing.overlay.append(
                .text(
                    TextRun(
                        NumberFormat.entropy(entropies[card.map]), at: Point(place.maxX, y), size: 13,
                        color: theme.ink2.opacity(fade), alignment: .right)))
        }
        drawNote(fan, into: &drawing)
    }

    /// How far the card of a place in the grid has come: each starts a little after the one before.
    private func progress(of index: Int) -> Float {
        guard elapsed < 0.99, frame.fan < 1, !frame.stage.isMotionReduced else { return frame.fan }
        let delay = min(0.12, 0.012 * Double(index))
        return min(1, Easing.out(Float((elapsed - delay) / 0.2)))
    }

    private func mark(_ map: Int, _ place: Rectangle, into drawing: inout Drawing) {
        if content.selection.map == map {
            drawing.overlay.append(.box(Box(place.inset(by: -3), border: theme.ink, borderWidth: 3)))
        }
        if case .card(map, _, _) = frame.hover {
            drawing.overlay.append(.box(Box(place.inset(by: -2), border: theme.signal, borderWidth: 2)))
        }
    }

    private func drawNote(_ fan: FanOut, into drawing: inout Drawing) {
        var lines: [String] = []
        if fan.rowCount > fan.visibleRows {
            let first = fan.firstRow * fan.columnCount + 1
            let last = min(fan.maps.count, (fan.firstRow + fan.visibleRows) * fan.columnCount)
            lines = [
                "\(NumberFormat.count(first)) to \(NumberFormat.count(last)) of \(NumberFormat.count(fan.maps.count, "map")); scroll for more"
            ]
        } else {
            lines = ["\(NumberFormat.count(fan.maps.count, "map")), ordered by entropy."]
            let clusters = content.clusters(of: fan.layer)
            if clusters.indices.contains(fan.cluster) {
                let share = clusters[fan.cluster].explainedVariance
                lines +=
                    share.map { ["Their first component", "explains \(NumberFormat.share($0))."] } ?? [
                        "One value everywhere:", "no component.",
                    ]
            }
        }
        let used = fan.maps.count % fan.columnCount
        let isBeside = fan.rowCount <= fan.visibleRows && used > 0 && used <= fan.columnCount - 2
        var place = Point(fan.card.minX + FanOut.padding, fan.card.maxY - 12 - 18 * Float(lines.count - 1))
        if isBeside {
            let cell = fan.place(ofCell: fan.maps.count)
            place = Point(cell.minX + 2, cell.minY + 20)
        } else if lines.count > 1, used != 0 {
            return
        }
        let room = fan.card.maxX - place.x - 8
        for line in lines {
            text(
                frame.stage.fonts.truncated(line, to: room, size: 13), place, 13, .regular,
                theme.ink2.opacity(frame.fan), into: &drawing)
            place.y += 18
        }
    }

    // MARK: Beside the cards

    private func drawInvitation(_ fan: FanOut, into drawing: inout Drawing) {
        let place = Point(fan.openMap.minX, fan.card.minY + 24)
        text(
            "Click a map to see it large,", place, TypeSize.body, .regular, theme.ink3.opacity(frame.fan),
            into: &drawing)
        text(
            "with its values.", place + Point(0, 20), TypeSize.body, .regular, theme.ink3.opacity(frame.fan),
            into: &drawing)
    }

    /// The name over the input, and the names of the layers that are folded to small faces.
    private func drawFoldedNames(_ fan: FanOut, into drawing: inout Drawing) {
        let input = frame.project(frame.arrangement.input.origin)
        text("Input", input - Point(0, 10), 14, .semibold, theme.ink2.opacity(frame.fan), into: &drawing)
        var end: Float = 0
        var highest = Float.infinity
        var hasEarlier = false
        for layer in content.layers where layer.kind == .convolution {
            let column = frame.arrangement.columns[layer.id]
            guard column.detail == .none, let last = column.blocks.last(where: \.isVisible),
                let first = column.blocks.first
            else { continue }
            let place = frame.project(last.origin + last.down)
            highest = min(highest, frame.project(first.origin).y)
            hasEarlier = hasEarlier || layer.id < fan.layer
            let room = last.size.x + 12
            let name = content.title(of: layer.id).short
            guard place.x >= end, frame.width(name, 12) <= room else { continue }
            end = place.x + frame.width(name, 12) + 6
            text(name, place + Point(0, 17), 12, .regular, theme.ink3.opacity(frame.fan), into: &drawing)
        }
        guard highest < .infinity else { return }
        text(
            hasEarlier ? "Other layers" : "Later layers", Point(StageRegions.margin + 4, highest - 12), 14,
            .semibold, theme.ink2.opacity(frame.fan), into: &drawing)
    }

    private func text(
        _ string: String, _ place: Point, _ size: Float, _ weight: FontWeight, _ color: Color,
        into drawing: inout Drawing
    ) {
        drawing.overlay.append(.text(TextRun(string, at: place, size: size, weight: weight, color: color)))
    }
}
