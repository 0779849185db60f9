import Foundation
import Rendering

/// Draws the planes and the ways between them, from the farthest to the nearest.
@MainActor struct PlaneDrawing {
    /// What is drawn.
    let frame: NetworkFrame
    /// What is on the planes.
    let content: PlaneContent

    private var theme: Theme { frame.theme }
    private var planes: [PlanePlace] { frame.arrangement.planes }

    /// Whether ways lie over all planes, as in Plate, or between them.
    private var isFlat: Bool { frame.turn < 0.5 }

    /// The geometry of the ways.
    var paths: PlanePaths { PlanePaths(planes: planes, shape: content.shape, breaksLines: isFlat) }

    /// The ranks from the farthest to the nearest.
    var order: [Int] {
        let ranks = Array(content.shape.ranks.indices)
        guard let plane = planes.first else { return ranks }
        return cos(plane.turn - frame.angles.azimuth * frame.turn) >= 0 ? ranks : ranks.reversed()
    }

    /// All of the world.
    func draw(into drawing: inout Drawing) {
        guard planes.count == content.planes.count else { return }
        let gaps = ways
        let order = order
        for (index, rank) in order.enumerated() {
            for id in content.shape.ranks[rank] { draw(id, into: &drawing) }
            guard !isFlat, index + 1 < order.count else { continue }
            let gap = min(rank, order[index + 1])
            if !gaps[gap].isEmpty { drawing.world.append(.triangles(gaps[gap])) }
        }
        guard isFlat else { return }
        for gap in gaps where !gap.isEmpty { drawing.world.append(.triangles(gap)) }
    }

    // MARK: Planes

    /// Planes before the open one are ghosts.
    private func opacity(of id: Int) -> Float {
        let own = 1 - planes[id].fade
        guard let open = frame.openPlane, planes.indices.contains(open), !isFlat, open != id else {
            return own
        }
        let order = order
        let (place, openPlace) = (
            order.firstIndex(of: planes[id].rank), order.firstIndex(of: planes[open].rank)
        )
        guard let place, let openPlace, place > openPlace else { return own }
        return 0.14 * own
    }

    private func draw(_ id: Int, into drawing: inout Drawing) {
        let (plane, content) = (planes[id], content.planes[id])
        let opacity = opacity(of: id)
        guard opacity > 0.01 else { return }
        func face(_ image: DisplayImage, fade: Float) -> WorldItem {
            .face(
                WorldFace(
                    origin: plane.origin, right: plane.right, down: plane.down, image: image,
                    tint: theme.raised, fade: fade, opacity: opacity))
        }
        let highlighted = frame.highlighted
        if let image = frame.planeImages.image(of: content) {
            let fade = highlighted.isEmpty ? 0 : SampleMarks.pointFade
            drawing.world.append(face(image, fade: content.isOld ? max(fade, 0.35) : fade))
            if let marks = frame.planeImages.highlight(of: content, highlighted) {
                drawing.world.append(face(marks, fade: 0))
            }
        } else {
            let color = theme.raised.opacity(opacity * 0.6)
            let corners = plane.corners
            drawing.world.append(.triangles([0, 1, 2, 0, 2, 3].map { WorldVertex(corners[$0], color) }))
        }
        let (color, width) = border(id)
        drawing.world.append(
            .line(
                WorldLine(
                    plane.corners, width: width, color: color.opacity(max(opacity, 0.3)), isClosed: true)))
    }

    private func border(_ id: Int) -> (Color, Float) {
        if frame.openPlane == id { return (theme.ink, 2.5) }
        if frame.hover?.plane == id { return (theme.signal, 1.6) }
        return (theme.line2, 1)
    }

    // MARK: Ways

    /// The ways in each gap between two ranks, as triangles.
    private var ways: [[WorldVertex]] {
        var gaps = [[WorldVertex]](repeating: [], count: max(1, content.shape.ranks.count))
        let strips = PlaneStrips(
            camera: frame.camera, azimuth: frame.angles.azimuth * frame.turn,
            elevation: frame.angles.elevation * frame.turn, scale: frame.scale)
        var paths = paths
        func add(_ places: [Point?], _ layers: [(width: Float, color: Color)]) {
            for piece in paths.pieces(through: places) {
                for layer in layers {
                    strips.append(piece.line, width: layer.width, layer.color, to: &gaps[piece.gap])
                }
            }
        }
        if content.selected.isEmpty {
            for way in classWays { add(way.places, way.layers) }
        } else {
            let positions = content.pathPositions
            paths.steps = positions.count > 40 ? 8 : 14
            let (width, opacity): (Float, Float) =
                positions.count <= 20 ? (1.8, 0.9) : positions.count <= 80 ? (1.4, 0.6) : (1.1, 0.34)
            for position in positions {
                let color = SampleMarks.color(content.population.classOf[position], theme)
                add(content.planes.map { $0.places?.points[position] }, [(width, color.opacity(opacity))])
            }
        }
        return gaps
    }

    /// How thick ways are beside those on large planes: they must not hide small ones.
    private var thickness: Float {
        let side = (planes.map(\.side).max() ?? 0) * frame.scale
        return min(1, max(0.45, side / 190))
    }

    /// The mean ways of the classes, those that share a mark first.
    private var classWays: [(places: [Point?], layers: [(width: Float, color: Color)])] {
        let pointed = frame.hover?.classIndex
        let classes = content.classCounts.indices.filter { content.classCounts[$0] > 0 }
        let order = classes.sorted { (rank($0, pointed), $0) < (rank($1, pointed), $1) }
        return order.map { index in
            let isMarked = SampleMarks.mark(index) != .ring
            let isPointed = pointed == index
            let strength: Float = pointed == nil ? (isMarked ? 1 : 0.4) : isPointed ? 1 : 0.14
            let width = thickness * (isPointed ? 4.5 : isMarked ? 3.2 : 1.6)
            let color = SampleMarks.color(index, theme).opacity(strength)
            let casing = theme.casing.opacity(isMarked || isPointed ? 0.7 * strength : 0)
            let places = content.planes.map { $0.means.indices.contains(index) ? $0.means[index] : nil }
            return (places, casing.alpha > 0 ? [(width + 2, casing), (width, color)] : [(width, color)])
        }
    }

    private func rank(_ index: Int, _ pointed: Int?) -> Int {
        index == pointed ? 2 : SampleMarks.mark(index) == .ring ? 0 : 1
    }
}
