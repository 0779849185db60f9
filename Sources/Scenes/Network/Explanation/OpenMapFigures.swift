import Inference
import Rendering

/// Beside or below the open map while nothing is explained: its kernels as pictures, and a histogram of its values.
@MainActor struct OpenMapFigures {
    private let frame: NetworkFrame
    private let weights: MapWeights
    private let histogram: MapHistogram?
    private let area: Rectangle
    private static let steps = 40

    /// Nil where there are no kernels, or there is no room.
    init?(frame: NetworkFrame, fan: FanOut, map: Int, values: [Float]) {
        guard let weights = frame.content.weights, frame.content.explained == nil,
            let area = Self.area(fan, stageSize: frame.stage.size)
        else { return nil }
        self.frame = frame
        self.weights = weights
        self.area = area
        histogram = MapHistogram(values, steps: Self.steps)
    }

    /// Right of the picture where that stands below the map, else below the map.
    static func area(_ fan: FanOut, stageSize: Point) -> Rectangle? {
        let isBelow = fan.picture.minY > fan.openMap.maxY
        let x = isBelow ? fan.picture.maxX + 24 : fan.openMap.minX
        let y = isBelow ? fan.picture.minY - 22 : fan.openMap.maxY + 44
        let size = Point(min(560, stageSize.x - 24 - x), min(260, stageSize.y - 20 - y))
        return size.x < 180 || size.y < 120 ? nil : Rectangle(origin: Point(x, y), size: size)
    }

    /// Kernels above, histogram below; side by side where there is room for both.
    func draw(into items: inout [OverlayItem]) {
        let isWide = area.width >= 420
        let half =
            isWide ? Point(area.width / 2 - 12, area.height) : Point(area.width, (area.height - 12) * 0.56)
        drawKernels(Rectangle(origin: area.origin, size: half), into: &items)
        let rest =
            isWide
            ? Rectangle(origin: Point(area.center.x + 12, area.minY), size: half)
            : Rectangle(
                x: area.minX, y: area.minY + half.y + 12, width: area.width, height: area.height - half.y - 12
            )
        drawHistogram(rest, into: &items)
    }

    private func drawKernels(_ place: Rectangle, into items: inout [OverlayItem]) {
        let theme = frame.theme
        let size = NumberFormat.product(weights.rows, weights.columns)
        let shown = min(weights.kernels.count, MapWeights.mostKernels)
        let count = NumberFormat.count(weights.kernels.count, "kernel")
        let head =
            shown < weights.kernels.count ? "First \(shown) of \(count) of \(size)" : "\(count) of \(size)"
        text(head, Point(place.minX, place.minY + 12), 13, .semibold, theme.ink2, place.width, &items)
        let lines = [
            "weights \(figure(weights.least)) \u{2026} \(figure(weights.largest))",
            "mean \(figure(weights.mean)), L2 norm \(figure(weights.norm))",
        ]
        for (index, line) in lines.enumerated() {
            let y = place.maxY - 4 - Float(1 - index) * 17
            text(line, Point(place.minX, y), 12, .regular, theme.ink2, place.width, &items)
        }
        let room = Point(place.width, place.height - 22 - 40)
        func scale(_ image: DisplayImage) -> Float {
            min(room.x / Float(image.width), room.y / Float(image.height), 12)
        }
        guard let image = weights.images.max(by: { scale($0) < scale($1) }), scale(image) > 0.5 else {
            return
        }
        let scale = scale(image)
        let target = Rectangle(
            x: place.minX, y: place.minY + 22, width: Float(image.width) * scale,
            height: Float(image.height) * scale)
        items.append(.image(image, target, opacity: frame.fan))
    }

    private func drawHistogram(_ place: Rectangle, into items: inout [OverlayItem]) {
        let theme = frame.theme
        text("Values", Point(place.minX, place.minY + 12), 13, .semibold, theme.ink2, place.width, &items)
        guard let histogram, let most = histogram.counts.max(), most > 0 else { return }
        let bottom = place.maxY - 20, top = place.minY + 22
        let width = place.width / Float(histogram.counts.count)
        let colors = frame.content.settings.mapColors == .viridis ? ColorMap.viridis : .gray
        for (index, count) in histogram.counts.enumerated() where count > 0 {
            // A square root, so that the few large values are seen beside the many zeros.
            let height = max(1, (Float(count) / Float(most)).squareRoot() * (bottom - top))
            let bar = Rectangle(
                x: place.minX + Float(index) * width, y: bottom - height, width: max(1, width - 1),
                height: height)
            let share = (Float(index) + 0.5) / Float(histogram.counts.count)
            items.append(.box(Box(bar, fill: colors.color(at: share).opacity(frame.fan))))
        }
        let axis = Rectangle(x: place.minX, y: bottom, width: place.width, height: 1)
        items.append(.box(Box(axis, fill: theme.line2)))
        text(figure(histogram.low), Point(place.minX, place.maxY - 4), 12, .regular, theme.ink2, 80, &items)
        let remark = "height: root of the count"
        text(
            remark, Point(place.center.x, place.maxY - 4), 12, .regular, theme.ink3, place.width - 90, &items,
            .center)
        text(
            figure(histogram.high), Point(place.maxX, place.maxY - 4), 12, .regular, theme.ink2, 80, &items,
            .right)
    }

    private func figure(_ value: Float) -> String { ExplanationWords.number(value) }

    private func text(
        _ string: String, _ place: Point, _ size: Float, _ weight: FontWeight, _ color: Color, _ room: Float,
        _ items: inout [OverlayItem], _ alignment: TextAlignment = .left
    ) {
        let string = frame.stage.fonts.truncated(string, to: max(20, room), size: size, weight: weight)
        items.append(
            .text(
                TextRun(
                    string, at: place, size: size, weight: weight, color: color.opacity(frame.fan),
                    alignment: alignment)))
    }
}
