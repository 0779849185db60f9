import Rendering
import Samples

extension Figure {
    /// A layer's samples in the plane, with the clusters found among all dimensions.
    ///
    /// - Parameters:
    ///   - layer: the layer's name.
    ///   - remark: how they are laid out.
    @MainActor public static func map(
        _ embedding: SampleEmbedding, clusters: SampleClusters?, of population: Population, layer: String,
        remark: String, theme: Theme
    ) -> Figure {
        let places = SamplePlaces(embedding, population, like: nil)
        let labels = clusters?.labels ?? []
        let scatter = Scatter(
            places, classNames: population.classNames, clusters: ClusterShape.all(places, labels: labels),
            labels: labels)
        let frame = Rectangle(x: margin, y: 72, width: 720, height: 640)
        let radius = ScatterMarks.radius(places.count, in: frame.size)
        let painter = ScatterPainter(
            scatter: scatter, frame: frame, transform: ScatterView().transform(of: places.bounds, in: frame),
            theme: theme, fonts: .standard)
        let legend = ClassLegend(
            population.classOf, population.classNames, at: Point(margin, frame.maxY + 28), width: frame.width,
            pen: Pen(theme: theme, fonts: .standard))
        return Figure(
            size: Point(frame.maxX + margin, legend.bottom + margin), theme: theme,
            heading("\(layer) as a map", remark, width: frame.width, theme: theme)
                + painter.items(
                    marks: PointCloud(ScatterMarks.marks(scatter, radius: radius, theme: theme)),
                    image: { _ in nil })
                + legend.items)
    }

    /// The Jaccard matrix of a layer's pictures, grouped by class.
    @MainActor public static func sharedChannels(
        _ shared: SharedChannels, of population: Population, layer: String, isClipped: Bool, theme: Theme
    ) -> Figure {
        let matrix = SampleMatrix(shared, population, isClipped: isClipped)
        let grid = MatrixGrid(
            groupCounts: matrix.groups.map(\.count), side: Float(min(max(matrix.count * 3, 360), 900)))
        let origin = Point(margin + MatrixPainter.head, 72 + MatrixPainter.head)
        let painter = MatrixPainter(
            matrix: matrix, grid: grid, origin: origin, theme: theme, fonts: .standard)
        let pictures = NumberFormat.count(matrix.count, "picture")
        let remark =
            "Jaccard similarity of the \(NumberFormat.count(shared.keptCount, "strongest channel")), \(pictures)"
        let width = MatrixPainter.head + grid.side
        let bottom = origin.y + grid.side + MatrixPainter.tail
        let legend = ClassLegend(
            shared.shown.map { population.classOf[$0] }, population.classNames,
            at: Point(margin, bottom + 52),
            width: width, pen: Pen(theme: theme, fonts: .standard))
        return Figure(
            size: Point(margin * 2 + width + MatrixPainter.tail, legend.bottom + margin), theme: theme,
            heading("Shared channels: \(layer)", remark, width: width, theme: theme)
                + painter.items(image: MatrixImages.draw(matrix, on: grid))
                + painter.key(at: Point(origin.x, bottom + 22), remark: "") + legend.items)
    }
}
