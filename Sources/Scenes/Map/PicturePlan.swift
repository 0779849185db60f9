import Rendering

/// Which samples of a scatterplot are pictures: as many as do not overlap much, the selected ones first.
struct PicturePlan {
    /// A sample as a picture.
    struct Place: Equatable {
        /// Its position among the places.
        var position: Int
        /// Where it lies, in stage points.
        var place: Rectangle
    }

    /// The pictures in the order of drawing.
    let places: [Place]

    static let side: Float = 30
    /// Two pictures are at least so many of their sides apart, in one direction.
    private static let distance: Float = 0.82

    /// The pictures of a scatterplot in a frame.
    init(_ scatter: Scatter, _ transform: ScatterTransform, in frame: Rectangle) {
        let least = Self.side * Self.distance
        var taken: [SIMD2<Int>: [Point]] = [:]
        func cell(_ place: Point) -> SIMD2<Int> {
            SIMD2(Int((place.x / least).rounded(.down)), Int((place.y / least).rounded(.down)))
        }
        func isFree(_ place: Point) -> Bool {
            let home = cell(place)
            for x in home.x - 1...home.x + 1 {
                for y in home.y - 1...home.y + 1 {
                    for other in taken[SIMD2(x, y)] ?? [] {
                        let way = other - place
                        if abs(way.x) < least, abs(way.y) < least { return false }
                    }
                }
            }
            return true
        }
        var kept: [Place] = []
        func consider(_ position: Int) {
            let place = transform.stage(scatter.places.points[position])
            guard frame.contains(place), isFree(place) else { return }
            taken[cell(place), default: []].append(place)
            kept.append(
                Place(
                    position: position,
                    place: Rectangle(origin: place - Self.side / 2, size: Point(Self.side, Self.side))))
        }
        let chosen = scatter.selected.compactMap { scatter.places.position(of: $0) }.sorted()
        chosen.forEach(consider)
        for position in scatter.places.points.indices
        where !scatter.selected.contains(scatter.places.samples[position]) {
            consider(position)
        }
        places = kept.reversed()
    }
}
