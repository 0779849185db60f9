import Rendering
import Workbench

/// What the colours of a picture mean, and where the value under the pointer lies among them.
extension SaliencyPainter {
    private static let viridis = DisplayImage(
        map: (0..<256).map { Float($0) }, width: 256, height: 1, colorMap: .viridis)
    private static let signedLight = OcclusionMapImage.key(theme: .light)
    private static let signedDark = OcclusionMapImage.key(theme: .dark)

    /// The legend below a picture.
    func legend(of pane: SaliencyContent.Pane, below place: Rectangle) -> [OverlayItem] {
        switch pane {
        case .plain: return []
        case .map:
            guard let map = content.map else { return [] }
            let points = NumberFormat.decimal(map.range * 100, places: map.range < 0.1 ? 1 : 0)
            let ends =
                map.range > 0 ? ("+\(points) points", "\(NumberFormat.minus)\(points) points") : ("", "")
            let middle =
                map.range > 0
                ? ["hiding it changes P(\(content.label))", "P(\(content.label))"]
                : ["hiding any part changes nothing", "no change"]
            let value = hand.cross.map { map.range > 0 ? map.values[$0.y, $0.x] / map.range / 2 + 0.5 : 0.5 }
            return legend(
                Scale(
                    image: theme.isDark ? Self.signedDark : Self.signedLight, words: ("raises", "lowers"),
                    ends: ends, middle: middle, pointer: value), below: place)
        case .gradCAM:
            guard let map = content.gradCAM else { return [] }
            let middle =
                map.range > 0
                ? ["what speaks for \(content.label)", content.label]
                : ["0 everywhere: nothing speaks for \(content.label)", "0 everywhere"]
            let value = hand.cross.map { map.range > 0 ? map.values[$0.y, $0.x] / map.range : 0 }
            return legend(
                Scale(
                    image: Self.viridis, words: ("little", "much"),
                    ends: ("0", map.range > 0 ? SaliencyWords.amount(map.range) : ""), middle: middle,
                    pointer: value), below: place)
        }
    }

    /// A row of colours and its words.
    private struct Scale {
        var image: DisplayImage
        var words: (String, String)
        var ends: (String, String)
        var middle: [String]
        var pointer: Float?
    }

    private func legend(_ scale: Scale, below picture: Rectangle) -> [OverlayItem] {
        let place = Rectangle(
            x: picture.minX, y: picture.minY, width: layout.slotWidth, height: picture.height)
        let y = place.maxY + 21
        let ramp = Rectangle(
            x: place.minX + 52, y: y - 10, width: max(place.width - 104, 20), height: 10)
        var items: [OverlayItem] = [
            text(scale.words.0, Point(place.minX, y), color: theme.ink2),
            text(scale.words.1, Point(place.maxX, y), color: theme.ink2, alignment: .right),
            .image(scale.image, ramp, opacity: 1),
            text(scale.ends.0, Point(place.minX, y + 20), size: 12, color: theme.ink3),
            text(scale.ends.1, Point(place.maxX, y + 20), size: 12, color: theme.ink3, alignment: .right),
        ]
        let widest = max(fonts.width(of: scale.ends.0, size: 12), fonts.width(of: scale.ends.1, size: 12))
        let middle = fitting(scale.middle, to: place.width - 2 * widest - 24, size: 12)
        items.append(
            text(middle, Point(place.center.x, y + 20), size: 12, color: theme.ink3, alignment: .center))
        guard let pointer = scale.pointer else { return items }
        let x = ramp.minX + min(max(pointer, 0), 1) * ramp.width
        let tick = Rectangle(x: x - 1.5, y: ramp.minY - 4, width: 3, height: 18)
        return items + [
            .box(Box(tick.inset(by: -1), fill: theme.casing)), .box(Box(tick, fill: theme.signal)),
        ]
    }
}
