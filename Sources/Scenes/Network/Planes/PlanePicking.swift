import Rendering

/// What of the planes lies under the pointer.
enum PlaneHover: Sendable, Equatable {
    /// A sample, by its index in the data set, on a plane.
    case sample(Int, plane: Int)
    /// A plane, beside all samples.
    case paper(Int)
    /// A class of the list.
    case classRow(Int)
}

extension NetworkHover {
    /// What of the planes is pointed at.
    var planeHover: PlaneHover? {
        if case .plane(let hover) = self { hover } else { nil }
    }

    /// The plane that is pointed at.
    var plane: Int? {
        switch self {
        case .plane(.sample(_, let id)), .plane(.paper(let id)): id
        default: nil
        }
    }

    /// The class that is pointed at in the list.
    var classIndex: Int? {
        if case .plane(.classRow(let index)) = self { index } else { nil }
    }
}

/// Finds what of the planes is under a stage place.
@MainActor struct PlanePicking {
    /// What is looked at.
    let frame: NetworkFrame
    /// What is on the planes.
    let content: PlaneContent

    /// How near the pointer has to be to a sample, in stage points.
    static let reach: Float = 7

    /// What is there; nil for the empty stage.
    func hover(at place: Point) -> PlaneHover? {
        if let index = PlaneKey.classIndex(at: place, content, frame.regions) { return .classRow(index) }
        guard frame.arrangement.planes.count == content.planes.count else { return nil }
        let met = planes(at: place)
        // Through the paper of a nearer plane, only what is pointed at exactly.
        for (depth, hit) in met.enumerated() {
            if let sample = sample(on: hit, near: place, within: depth == 0 ? Self.reach : 4) {
                return .sample(sample, plane: hit)
            }
        }
        return met.first.map { .paper($0) }
    }

    /// The planes at a place, the nearest first; those before the open one let the pointer through.
    private func planes(at place: Point) -> [Int] {
        let ray = frame.camera.ray(through: place)
        let order = PlaneDrawing(frame: frame, content: content).order
        let met = order.reversed().flatMap { content.shape.ranks[$0] }.filter { id in
            let plane = frame.arrangement.planes[id]
            return ray.hit(origin: plane.origin, right: plane.right, down: plane.down) != nil
        }
        guard let open = frame.openPlane, let index = met.firstIndex(of: open) else { return met }
        return Array(met[index...])
    }

    /// The sample of a plane nearest to a place.
    private func sample(on id: Int, near place: Point, within reach: Float) -> Int? {
        guard let places = content.planes[id].places else { return nil }
        let plane = frame.arrangement.planes[id]
        let (origin, right, down) = (plane.origin, plane.right, plane.down)
        var best: (position: Int, distance: Float)?
        for (position, point) in places.points.enumerated() {
            let way = frame.project(origin + right * point.x + down * point.y) - place
            let distance = (way * way).sum()
            if distance <= min(best?.distance ?? .infinity, reach * reach) { best = (position, distance) }
        }
        return best.map { places.samples[$0.position] }
    }
}
