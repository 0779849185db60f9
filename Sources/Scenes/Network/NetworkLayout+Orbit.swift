import Rendering

/// The angles of Orbit.
struct OrbitAngles: Sendable, Equatable {
    /// To the right of the front, in radians.
    var azimuth: Float
    /// Above the front, in radians.
    var elevation: Float

    /// How Orbit opens.
    static let start = OrbitAngles(azimuth: 35 * .pi / 180, elevation: 18 * .pi / 180)

    /// The angles within what the scene allows: -60...60 and 0...45 degrees.
    var clamped: OrbitAngles {
        OrbitAngles(
            azimuth: min(max(azimuth, -.pi / 3), .pi / 3), elevation: min(max(elevation, 0), .pi / 4))
    }
}

/// Blocks in space and the camera that shows them all.
struct OrbitArrangement: Sendable, Equatable {
    /// Where everything stands.
    var arrangement: Arrangement
    /// The world place about which the view turns.
    var target: Vector3
    /// Where `target` appears.
    var anchor: Point
    /// Whether everything stays clear of title, card, key and top 10.
    var fits: Bool
    /// Places that must stay on stage, with the room that words need around them (left, top, right, bottom).
    var extremes: [(place: Vector3, room: SIMD4<Float>)]

    static func == (left: OrbitArrangement, right: OrbitArrangement) -> Bool {
        left.arrangement == right.arrangement && left.target == right.target && left.anchor == right.anchor
    }

    /// The camera for angles; turned far, the network shrinks so that it stays on stage.
    func pose(_ angles: OrbitAngles, regions: StageRegions) -> CameraPose {
        var pose = CameraPose.orbit(
            azimuth: angles.azimuth, elevation: angles.elevation, target: target, scale: 1,
            stageHeight: regions.size.y, offset: anchor - regions.size / 2, reach: 3000)
        guard angles != .start else { return pose }
        let probe = pose.camera(stageSize: regions.size)
        let (left, right) = (Float(12), regions.top.minX - 16)
        let (top, bottom) = (regions.title.maxY, regions.size.y - 16)
        for (place, room) in extremes {
            let offset = probe.project(place) - anchor
            if offset.x < 0 { pose.scale = min(pose.scale, (anchor.x - left - room.x) / -offset.x) }
            if offset.x > 0 { pose.scale = min(pose.scale, (right - room.z - anchor.x) / offset.x) }
            if offset.y < 0 { pose.scale = min(pose.scale, (anchor.y - top - room.y) / -offset.y) }
            if offset.y > 0 { pose.scale = min(pose.scale, (bottom - room.w - anchor.y) / offset.y) }
        }
        pose.scale = max(0.2, pose.scale)
        return pose
    }
}

extension OrbitArrangement {
    /// An arrangement in the middle of the room that there is at the start angles, whether it fits or not.
    init(
        _ arrangement: Arrangement, about target: Vector3,
        extremes: [(place: Vector3, room: SIMD4<Float>)], in regions: StageRegions
    ) {
        let camera = CameraPose.orbit(
            azimuth: OrbitAngles.start.azimuth, elevation: OrbitAngles.start.elevation, target: target,
            scale: 1, stageHeight: regions.size.y
        ).camera(stageSize: regions.size)
        let boxes = extremes.map { extreme in
            let place = camera.project(extreme.place) - regions.size / 2
            return Rectangle(
                x: place.x - extreme.room.x, y: place.y - extreme.room.y,
                width: extreme.room.x + extreme.room.z + 0.1, height: extreme.room.y + extreme.room.w + 0.1)
        }
        let anchor = NetworkLayout.anchor(for: boxes, in: regions)
        self.init(
            arrangement: arrangement, target: target, anchor: anchor ?? regions.size / 2,
            fits: anchor != nil, extremes: extremes)
    }
}

extension NetworkLayout {
    /// The view in space: the largest blocks that stay clear of title, card, key and top 10 at the start angles.
    func orbit() -> OrbitArrangement {
        let whole = Self.largestFace(in: 8...140) { orbitFit(orbitMetrics(face: $0)) != nil }
        if let whole, whole >= 26 || shape.columnRanks.count <= 7 {
            // What is left over goes between the columns.
            for share: Float in [0.7, 0.5, 0.35, 0.2, 0.1, 0] {
                var metrics = orbitMetrics(face: whole)
                metrics.extraGap = whole * share
                if let fit = orbitFit(metrics) { return fit }
            }
        }
        let candidates: [Float] = [96, 88, 80, 72, 64, 56, 48, 40, 32, 24, 16]
        for face in candidates {
            for width: Float in [1.25, 1.15, 1.05, 0.95, 0.85, 0.75] {
                let metrics = accordion(
                    .orbit, face: face, rowPitch: orbitMetrics(face: face).rowPitch,
                    width: regions.top.minX * width - face * 2.5)
                guard (metrics.sliver ?? 0) >= 4, let fit = orbitFit(metrics) else { continue }
                return fit
            }
        }
        return orbitPlaced(orbitMetrics(face: whole ?? 8))
    }

    private func orbitMetrics(face: Float) -> ColumnMetrics {
        var metrics = ColumnMetrics(view: .orbit, face: face, shape: shape, rowPitch: 0)
        metrics.rowPitch = face + metrics.rise + LabelDetail(faceWidth: face).rowSpace
        if shape.mostLanes > 1 {
            metrics.rowPitch = max(metrics.rowPitch, Float(shape.mostLanes) * (0.8 * face + 14))
        }
        return metrics
    }

    /// The arrangement in the middle of the room that there is, whether it fits or not.
    private func orbitPlaced(_ metrics: ColumnMetrics) -> OrbitArrangement {
        let size = inputSize(width: metrics.face * (metrics.sliver == nil ? 2 : 1.6))
        let input = BlockPlace(origin: Vector3(0, size.y / 2, 0), size: size, depth: 6)
        let gap = 0.35 * metrics.face + 14
        var placed = arrangement(
            metrics, origin: Point(size.x + gap, 0), input: input, floorOpacity: 1)
        placed.mats = FloorPlan(shape: shape).mats(under: placed)
        let extremes = extremes(of: placed)
        let all = placed.columns.flatMap(\.blocks) + [input]
        let target = Vector3((input.origin.x + (all.map(\.maxX).max() ?? 0)) / 2, 0, 0)
        return OrbitArrangement(placed, about: target, extremes: extremes, in: regions)
    }

    /// The arrangement, if it stays clear of everything.
    private func orbitFit(_ metrics: ColumnMetrics) -> OrbitArrangement? {
        let placed = orbitPlaced(metrics)
        return placed.fits ? placed : nil
    }

    /// Where to move boxes around the origin, so that none meets an obstacle or leaves the stage.
    static func anchor(for boxes: [Rectangle], in regions: StageRegions) -> Point? {
        let low = boxes.reduce(Point(repeating: .infinity)) { pointwiseMin($0, $1.origin) }
        let high = boxes.reduce(Point(repeating: -.infinity)) { pointwiseMax($0, $1.origin + $1.size) }
        let free = Rectangle(x: 14, y: 20, width: regions.top.minX - 34, height: regions.size.y - 36)
        let slack = free.size - (high - low)
        guard slack.x >= 0, slack.y >= 0 else { return nil }
        let obstacles = regions.obstacles
        for share: Float in [0.6, 0.5, 0.7, 0.4, 0.8, 0.3, 0.9, 0.2, 1, 0.1, 0] {
            for side: Float in [0.5, 0.3, 0.7, 0.1, 0.9] {
                let move = free.origin + slack * Point(side, share) - low
                let isClear = boxes.allSatisfy { box in
                    let moved = Rectangle(origin: box.origin + move, size: box.size)
                    return !obstacles.contains { $0.intersects(moved) }
                }
                if isClear { return move }
            }
        }
        return nil
    }

    /// The outermost places, with the room that names and numbers need at them.
    private func extremes(of placed: Arrangement) -> [(place: Vector3, room: SIMD4<Float>)] {
        var result = placed.input.corners.map { (place: $0, room: SIMD4<Float>(4, 46, 4, 4)) }
        for column in placed.columns where !column.blocks.isEmpty {
            let above: Float = column.detail >= .medium ? 78 : column.detail == .small ? 34 : 10
            let words: Float = column.detail >= .small ? 74 : 0
            let first = column.blocks[0]
            let extra = max(0, words - first.size.x * 0.8)
            result += first.corners.map { ($0, SIMD4(4, above, 4, 4)) }
            result.append((first.origin + first.right, SIMD4(0, above, extra, 0)))
            result += (column.blocks.last?.corners ?? []).map { ($0, SIMD4(4, 4, 4, 20)) }
        }
        result += placed.columns.map { ($0.middle, SIMD4(8, 8, 8, 8)) }
        result += placed.edges.joined().map { ($0, SIMD4(3, 3, 3, 3)) }
        for mat in placed.mats {
            result += mat.corners.map { ($0, SIMD4(2, 2, 2, mat.title.isEmpty ? 2 : 8)) }
            let front = (mat.corners[0] + mat.corners[1]) / 2
            result.append((front, SIMD4(34, 0, 34, 34)))
        }
        return result
    }
}
