import Rendering
import Workbench

/// What of the Compare scene lies under the pointer.
extension CompareScene {
    /// What can be pointed at.
    enum Hover: Equatable {
        /// A pixel of a picture: its row, which of the row's pictures, and where.
        case pixel(ComparedPicture, cell: CompareContent.Cell, x: Int, y: Int)
        /// A pixel of a picture that is open large.
        case largePixel(CompareContent.Cell, x: Int, y: Int)
        /// A layer of the strip, by its position.
        case layer(Int)
        /// The button that shows all maps.
        case toggle
        /// The button that closes what is open large.
        case close
        /// A button of the notice.
        case offer(Int)
    }

    /// What lies at a place.
    func picked(at place: Point) -> Hover? {
        if let offer = offers.firstIndex(where: { $0.place.contains(place) }) { return .offer(offer) }
        guard content.phase == .ready else { return nil }
        if place.y > layout.separator { return strip.group(at: place).map { .layer($0) } }
        if let enlarged = content.enlarged { return pickedLarge(enlarged.picture, at: place) }
        if let toggle = layout.toggle, toggle.contains(place), canShowAllMaps { return .toggle }
        if layout.rowsArea.contains(place) {
            let rows = content.rows
            for row in layout.rows {
                if let hover = picked(rows[row.index], content.cells, row.cells, at: place) { return hover }
            }
        }
        guard let area = layout.tilesArea, area.contains(place) else { return nil }
        for tile in layout.tiles {
            let map = ComparedPicture.map(content.mapOrder[tile.index])
            if let hover = picked(map, content.pairCells, tile.cells, at: place) { return hover }
        }
        return nil
    }

    /// Whether there are more maps than those that moved most.
    var canShowAllMaps: Bool {
        content.settings.showsAllMaps || layout.tileCount < content.mapOrder.count
    }

    private func picked(
        _ picture: ComparedPicture, _ cells: [CompareContent.Cell], _ places: [Rectangle], at place: Point
    ) -> Hover? {
        for (cell, square) in zip(cells, places) {
            if let pixel = pixel(of: picture, in: square, at: place) {
                return .pixel(picture, cell: cell, x: pixel.x, y: pixel.y)
            }
        }
        return nil
    }

    private func pickedLarge(_ picture: ComparedPicture, at place: Point) -> Hover? {
        if layout.close.contains(place) { return .close }
        for (cell, square) in zip(content.largeCells, layout.large) {
            if let pixel = pixel(of: picture, in: square, at: place) {
                return .largePixel(cell, x: pixel.x, y: pixel.y)
            }
        }
        return nil
    }

    private func pixel(of picture: ComparedPicture, in square: Rectangle, at place: Point) -> SIMD2<Int>? {
        let extent = content.extent(of: picture)
        let fitted = square.fitting(extent)
        guard fitted.contains(place) else { return nil }
        let share = (place - fitted.origin) / fitted.size
        return SIMD2(
            min(Int(share.x * Float(extent.x)), extent.x - 1),
            min(Int(share.y * Float(extent.y)), extent.y - 1))
    }
}

extension Rectangle {
    /// The largest rectangle of an extent's proportions in the middle of this one.
    func fitting(_ extent: SIMD2<Int>) -> Rectangle {
        let wanted = Point(Float(max(extent.x, 1)), Float(max(extent.y, 1)))
        let size = wanted * min(self.size.x / wanted.x, self.size.y / wanted.y)
        return Rectangle(
            origin: (center - size / 2).rounded(.toNearestOrAwayFromZero),
            size: size.rounded(.toNearestOrAwayFromZero))
    }
}
