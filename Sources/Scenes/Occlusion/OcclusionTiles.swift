import Rendering

/// The small pictures.
extension OcclusionPainter {
    /// All tiles but the highlighted one, the farthest first.
    var tiles: [OverlayItem] {
        layout.drawingOrder.filter { $0 != highlight?.tile }.flatMap {
            tile(at: $0, side: OcclusionLayout.tile)
        }
    }

    /// The highlighted tile under the lens, outlined.
    func highlighted(_ highlight: Highlight) -> [OverlayItem] {
        let tile = content.tiles[highlight.tile]
        let place = layout.lensPlace(of: highlight.tile, in: size)
        let reach = OcclusionLayout.frame + (tile.isSupportVector ? OcclusionLayout.outline : 0)
        let outline = place.inset(by: -reach - 2)
        let focus: [OverlayItem] =
            highlight.isFocus
            ? [.box(Box(outline.inset(by: -4), border: theme.ink, borderWidth: 2))]
            : []
        return leader(to: place, highlight)
            + [.box(Box(outline.inset(by: -1), fill: theme.casing))]
            + self.tile(at: highlight.tile, in: place)
            + [.box(Box(outline, border: theme.signal, borderWidth: 2))] + focus
    }

    /// From the true place, and to the card.
    private func leader(to place: Rectangle, _ highlight: Highlight) -> [OverlayItem] {
        let tile = layout.tiles[highlight.tile]
        var items: [OverlayItem] = []
        if tile.shift > 14 {
            items.append(
                .polyline(
                    Polyline(
                        [tile.anchor, place.center], width: 1.6, color: theme.signal, casing: theme.casing)))
            items.append(marks.dot(at: tile.anchor))
        }
        let nearest = pointwiseMax(
            highlight.card.origin,
            pointwiseMin(highlight.card.origin + highlight.card.size, place.center))
        items.append(
            .polyline(
                Polyline([place.center, nearest], width: 1.6, color: theme.signal, casing: theme.casing)))
        return items
    }

    private func tile(at index: Int, side: Float) -> [OverlayItem] {
        tile(at: index, in: layout.tiles[index].picture(side: side))
    }

    /// A picture in its frame, the class mark top left, the ring bottom right.
    private func tile(at index: Int, in picture: Rectangle) -> [OverlayItem] {
        let tile = content.tiles[index]
        let frame = picture.inset(by: -OcclusionLayout.frame)
        var items: [OverlayItem] = []
        if tile.isSupportVector {
            items.append(.box(Box(frame.inset(by: -OcclusionLayout.outline), fill: theme.ink)))
        }
        let image = picture.width > OcclusionLayout.tile ? tile.image : tile.thumbnail
        items.append(.box(Box(frame, fill: marks.color(tile.answer.corner))))
        items += self.picture(image, in: picture)
        items += marks.classMark(
            tile.answer.corner, at: frame.origin + 2, radius: 6, casing: theme.casing)
        if content.hasOutside {
            items += marks.ring(tile.outside, at: frame.origin + frame.size - 2)
        }
        return items
    }

    /// A picture as large as it fits into a square, on paper where it is not square itself.
    func picture(_ image: DisplayImage, in square: Rectangle) -> [OverlayItem] {
        let extent = Point(Float(image.width), Float(image.height))
        let size = extent * (square.width / extent.max())
        let place = Rectangle(origin: square.center - size / 2, size: size)
        return (image.width == image.height ? [] : [.box(Box(square, fill: theme.paper))])
            + [.image(image, place, opacity: 1)]
    }
}
