import Rendering

/// Draws a scatterplot of samples in a frame: clusters, points or pictures, names, and what the hand does.
struct ScatterPainter {
    /// What is drawn.
    let scatter: Scatter
    /// Where.
    let frame: Rectangle
    /// From the plane to the stage.
    let transform: ScatterTransform
    let theme: Theme
    let fonts: TextMeasure
    /// What the pointer is on.
    var hover: ScatterHover?
    /// What is being drawn around samples.
    var lasso: SampleLasso?
    /// How much of the clusters' outlines is to be seen, 0...1: they fade in after places have moved.
    var outlineOpacity: Float = 1

    /// All of it; `marks` are the points, `image` is asked for the picture of a sample of the data set.
    func items(marks: PointCloud, image: (Int) -> DisplayImage?) -> [OverlayItem] {
        var cloud = marks
        (cloud.origin, cloud.scale) = (transform.origin, transform.scale)
        var items: [OverlayItem] = [.box(Box(frame, fill: theme.raised)), .beginClip(frame.inset(by: 1))]
        items += scatter.clusters.flatMap(outline)
        items.append(.points(cloud))
        if scatter.showsPictures { items += pictures(image) }
        items += names + ring + loop
        return items + [.endClip, .box(Box(frame, border: theme.line2))]
    }

    // MARK: Clusters

    private func outline(_ cluster: ClusterShape) -> [OverlayItem] {
        guard cluster.outline.count > 2, outlineOpacity > 0 else { return [] }
        let corners = cluster.outline.map(transform.stage)
        let color = SampleMarks.color(cluster.majority, theme)
        let isHovered = hover == .cluster(cluster.number)
        let line = Polyline(
            corners, width: isHovered ? 2 : 1.3,
            color: (isHovered ? theme.signal : color).opacity(outlineOpacity),
            isClosed: true)
        return [.polygon(corners, color.opacity(0.07 * outlineOpacity)), .polyline(line)]
    }

    // MARK: Pictures

    private func pictures(_ image: (Int) -> DisplayImage?) -> [OverlayItem] {
        let isSelecting = !scatter.selected.isEmpty
        return PicturePlan(scatter, transform, in: frame).places.flatMap { picture -> [OverlayItem] in
            let sample = scatter.places.samples[picture.position]
            guard let image = image(sample) else { return [] }
            let isSelected = scatter.selected.contains(sample)
            let color = SampleMarks.color(scatter.places.classOf[picture.position], theme)
            let place = picture.place.fitting(SIMD2(image.width, image.height))
            let isFaded = isSelecting && !isSelected
            let edge = isFaded ? SampleMarks.faded(color, SampleMarks.pointFade, theme) : color
            var items: [OverlayItem] = [
                .box(Box(place.inset(by: -2), fill: theme.raised)),
                .image(image, place, opacity: isFaded ? 0.5 : 1),
                .box(Box(place.inset(by: -2), border: edge, borderWidth: 2)),
            ]
            if isSelected {
                items.append(.box(Box(place.inset(by: -3), border: theme.ink, borderWidth: 1.5)))
            }
            return items
        }
    }

    // MARK: Names

    /// The names that have room, with where they stand.
    var placedNames: [(classIndex: Int, words: String, place: Rectangle)] {
        var taken: [Rectangle] = []
        return scatter.names.compactMap { name in
            guard scatter.classNames.indices.contains(name.classIndex) else { return nil }
            let words = fonts.truncated(
                scatter.classNames[name.classIndex], to: 130, size: TypeSize.body, weight: .semibold)
            let width = fonts.width(of: words, size: TypeSize.body, weight: .semibold)
            let middle = transform.stage(name.place)
            for shift in [0, -16, 16] as [Float] {
                let place = Rectangle(
                    origin: middle + Point(-width / 2, shift - 9), size: Point(width, 18))
                let isVisible =
                    frame.minX + 2 < place.minX && place.maxX < frame.maxX - 2
                    && frame.minY + 2 < place.minY && place.maxY < frame.maxY - 2
                guard isVisible, !taken.contains(where: { $0.intersects(place.inset(by: -2)) }) else {
                    continue
                }
                taken.append(place)
                return (name.classIndex, words, place)
            }
            return nil
        }
    }

    private var names: [OverlayItem] {
        placedNames.map { name in
            let own = SampleMarks.color(name.classIndex, theme)
            let color = hover == .name(name.classIndex) ? theme.signal : own.mixed(with: theme.ink, 0.45)
            return .text(
                TextRun(
                    name.words, at: Point(name.place.center.x, name.place.maxY - 4.5), size: TypeSize.body,
                    weight: .semibold, color: color, alignment: .center, halo: theme.raised, haloRadius: 3))
        }
    }

    // MARK: The hand

    /// Around the sample that is pointed at, here or in another view.
    private var ring: [OverlayItem] {
        guard let position = scatter.pointed.flatMap({ scatter.places.position(of: $0) }) else { return [] }
        let place = transform.stage(scatter.places.points[position])
        let mark = { (radius: Float, color: Color) in
            PointCloud.Mark(.ring, at: place, radius: radius, fill: color)
        }
        return [
            .points(PointCloud([mark(9, theme.casing), mark(8, theme.signal)])),
            .points(
                PointCloud([
                    PointCloud.Mark(
                        SampleMarks.mark(scatter.places.classOf[position]), at: place, radius: 5,
                        fill: SampleMarks.color(scatter.places.classOf[position], theme))
                ])),
        ]
    }

    private var loop: [OverlayItem] {
        guard let lasso, lasso.corners.count > 1 else { return [] }
        let fill = theme.signal.opacity(0.06)
        let line = { (width: Float, color: Color) in
            OverlayItem.polyline(Polyline(lasso.corners, width: width, color: color, isClosed: lasso.isArea))
        }
        return lasso.bands.map { .box(Box($0, fill: fill)) } + [
            line(3.6, theme.casing), line(1.6, theme.signal),
        ]
    }
}
