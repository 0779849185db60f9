import Rendering

/// What of a scatterplot lies under the pointer.
enum ScatterHover: Sendable, Equatable {
    /// A sample, by its index in the data set.
    case sample(Int)
    /// The name of a class.
    case name(Int)
    /// The outline of a cluster, by its number.
    case cluster(Int)
    /// Nothing of it.
    case paper
}

extension ScatterPainter {
    /// How near the pointer has to be to a point, in stage points.
    static let reach: Float = 8

    /// What lies at a place; nil outside of the frame.
    func picked(at place: Point) -> ScatterHover? {
        guard frame.contains(place) else { return nil }
        if let sample = picture(at: place) ?? nearest(to: place, within: 5) { return .sample(sample) }
        if let name = placedNames.first(where: { $0.place.contains(place) }) { return .name(name.classIndex) }
        if let sample = nearest(to: place, within: Self.reach) { return .sample(sample) }
        if let cluster = scatter.clusters.first(where: { lies(place, on: $0) }) {
            return .cluster(cluster.number)
        }
        return .paper
    }

    private func picture(at place: Point) -> Int? {
        guard scatter.showsPictures else { return nil }
        return PicturePlan(scatter, transform, in: frame).places.last { $0.place.contains(place) }
            .map { scatter.places.samples[$0.position] }
    }

    /// The sample nearest to a place.
    private func nearest(to place: Point, within reach: Float) -> Int? {
        var best: (position: Int, distance: Float)?
        for (position, point) in scatter.places.points.enumerated() {
            let way = transform.stage(point) - place
            let distance = (way * way).sum()
            if distance <= min(best?.distance ?? .infinity, reach * reach) { best = (position, distance) }
        }
        return best.map { scatter.places.samples[$0.position] }
    }

    private func lies(_ place: Point, on cluster: ClusterShape) -> Bool {
        let corners = cluster.outline.map(transform.stage)
        return zip(corners, corners.dropFirst() + corners.prefix(1)).contains { a, b in
            let (along, way) = (b - a, place - a)
            let share = min(max((along * way).sum() / max((along * along).sum(), 1e-6), 0), 1)
            let off = way - along * share
            return (off * off).sum() < 16
        }
    }
}
