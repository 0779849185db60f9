import Foundation
import Rendering

/// Puts the planes of a data set where the network's columns stand: flat side by side in Plate, as a row of slides
/// across the network's way in Orbit.
struct PlaneLayout {
    /// What is laid out.
    var shape: PlaneShape
    /// Where it must fit.
    var regions: StageRegions

    /// The room above a plane for its name, in stage points.
    static let nameHeight: Float = 26
    /// The room between two planes in Plate, in stage points.
    static let gap: Float = 16

    // MARK: Plate

    /// The front view, one world unit a stage point; more layers than fit into a line go on in the next one.
    func plate() -> [PlanePlace] {
        let area = plateArea
        let lines = (1...4).map { grid(lines: $0, in: area) }
        // Another line must be worth breaking the way.
        let best = lines.dropFirst().reduce(lines[0]) { $1.side > $0.side * 1.15 ? $1 : $0 }
        return places(best, in: area)
    }

    /// Planes in lines, each of as many ranks.
    private struct Grid {
        var lines: Int
        var columns: Int
        var side: Float
        var pitch: Point
    }

    private var plateArea: Rectangle {
        let left = StageRegions.margin
        let top = regions.title.maxY + 20
        return Rectangle(
            x: left, y: top, width: max(80, regions.top.minX - 36 - left),
            height: max(80, regions.key.minY - 20 - top))
    }

    private func grid(lines: Int, in area: Rectangle) -> Grid {
        let columns = max(1, (shape.ranks.count + lines - 1) / lines)
        let room = Point(
            (area.width + Self.gap) / Float(columns) - Self.gap,
            area.height / Float(lines) - Self.nameHeight - 12)
        let side = max(12, min(room.x, room.y, 420))
        return Grid(
            lines: lines, columns: columns, side: side,
            pitch: Point(
                min((area.width - side) / Float(max(1, columns - 1)), side * 1.55),
                min(area.height / Float(lines), side + Self.nameHeight + 64)))
    }

    private func places(_ grid: Grid, in area: Rectangle) -> [PlanePlace] {
        var result = [PlanePlace?](repeating: nil, count: shape.count)
        let usedLines = (shape.ranks.count + grid.columns - 1) / grid.columns
        let width = Float(grid.columns - 1) * grid.pitch.x + grid.side
        let left = area.minX + (area.width - width) / 2
        let top = area.minY + 0.4 * (area.height - Float(usedLines) * grid.pitch.y)
        for (rank, ids) in shape.ranks.enumerated() {
            let line = rank / grid.columns
            let x = left + Float(rank % grid.columns) * grid.pitch.x + grid.side / 2
            let lane = grid.pitch.y / Float(ids.count)
            let side = min(grid.side, lane - Self.nameHeight - 12)
            for (index, id) in ids.enumerated() {
                let y = top + Float(line) * grid.pitch.y + (Float(index) + 0.5) * lane + Self.nameHeight / 2
                result[id] = PlanePlace(
                    center: Vector3(x.rounded(), -y.rounded(), 0), side: max(8, side.rounded(.down)), turn: 0,
                    rank: rank, row: line)
            }
        }
        return result.compactMap(\.self)
    }

    // MARK: Orbit

    /// How far the planes of Orbit are turned from the stage's plane, in radians.
    static let slideTurn: Float = 72 * .pi / 180
    private static let largestSide: Float = 440
    private static let smallestSide: Float = 190

    /// The view in space: the largest planes of which about half can be seen; of many layers less.
    ///
    /// - Parameter base: what the arrangement holds besides.
    func orbit(_ base: Arrangement) -> OrbitArrangement {
        let pitches: [Float] = [0.42, 0.37, 0.32, 0.27, 0.22, 0.18, 0.14, 0.11, 0.09, 0.07]
        var side: Float = 60
        var pitch = pitches[0]
        for candidate in pitches {
            pitch = candidate
            side = largestSide(pitch: candidate, base)
            if side >= Self.smallestSide { break }
        }
        // What is left over goes between the planes.
        for wider in stride(from: Float(1.5), to: pitch, by: -0.06) {
            let placed = placed(side: side, pitch: wider * side, base)
            if placed.fits { return placed }
        }
        return placed(side: side, pitch: pitch * side, base)
    }

    private func largestSide(pitch: Float, _ base: Arrangement) -> Float {
        NetworkLayout.largestFace(in: 30...Int(Self.largestSide)) {
            placed(side: $0, pitch: $0 * pitch, base).fits
        } ?? 30
    }

    private func placed(side: Float, pitch: Float, _ base: Arrangement) -> OrbitArrangement {
        var arrangement = base
        arrangement.planes = slides(side: side, pitch: pitch)
        arrangement.mats = [mat(under: arrangement.planes)]
        arrangement.floorOpacity = 1
        let extremes = extremes(side: side, pitch: pitch, mat: arrangement.mats[0])
        let middle = Float(max(0, shape.ranks.count - 1)) * pitch / 2
        return OrbitArrangement(arrangement, about: Vector3(middle, 0, 0), extremes: extremes, in: regions)
    }

    /// Places along the row that must stay on stage: those of planes as high as a whole rank, and of the mat.
    private func extremes(
        side: Float, pitch: Float, mat: FloorMat
    ) -> [(place: Vector3, room: SIMD4<Float>)] {
        let length = Float(max(0, shape.ranks.count - 1)) * pitch
        let half = Vector3(cos(Self.slideTurn), 0, sin(Self.slideTurn)) * (side / 2)
        let up = Vector3(0, height(side: side) / 2, 0)
        return (0...4).flatMap { step -> [(place: Vector3, room: SIMD4<Float>)] in
            let share = Float(step) / 4
            let middle = Vector3(share * length, 0, 0)
            let front = mat.corners[0] + (mat.corners[1] - mat.corners[0]) * share
            let back = mat.corners[3] + (mat.corners[2] - mat.corners[3]) * share
            return [
                middle - half + up, middle + half + up, middle - half - up, middle + half - up, front, back,
            ]
            .map { ($0, SIMD4(4, 8, 8, 4)) }
        }
    }

    /// The height that the planes of a rank share.
    private func height(side: Float) -> Float { side * (1 + 0.4 * Float(shape.mostLanes - 1)) }

    /// The planes one behind the other; several of a rank share its height, smaller.
    private func slides(side: Float, pitch: Float) -> [PlanePlace] {
        var result = [PlanePlace?](repeating: nil, count: shape.count)
        let height = height(side: side)
        for (rank, ids) in shape.ranks.enumerated() {
            let lane = height / Float(ids.count)
            let own = min(side, lane * (ids.count > 1 ? 0.92 : 1))
            for (index, id) in ids.enumerated() {
                let y = height / 2 - (Float(index) + 0.5) * lane
                result[id] = PlanePlace(
                    center: Vector3(Float(rank) * pitch, y, 0), side: own, turn: Self.slideTurn, rank: rank)
            }
        }
        return result.compactMap(\.self)
    }

    /// One mat for all, with the line on which each plane stands.
    private func mat(under planes: [PlanePlace]) -> FloorMat {
        let side = planes.map(\.side).max() ?? 1
        let floor = (planes.map { $0.center.y - $0.side / 2 }.min() ?? 0) - 0.1 * side
        let along = Vector3(cos(Self.slideTurn), 0, sin(Self.slideTurn)) * (side * 0.56)
        let (first, last) = (planes.map(\.center.x).min() ?? 0, planes.map(\.center.x).max() ?? 0)
        let margin = 0.12 * side
        let (left, right) = (Vector3(first - margin, floor, 0), Vector3(last + margin, floor, 0))
        let prints = Set(planes.map(\.center.x)).sorted().map { x in
            let (middle, half) = (Vector3(x, floor, 0), Vector3(1.5, 0, 0))
            let way = along * (0.5 / 0.56)
            return [middle - way - half, middle - way + half, middle + way + half, middle + way - half]
        }
        return FloorMat(
            corners: [left - along, right - along, right + along, left + along], footprints: prints, title: ""
        )
    }
}
