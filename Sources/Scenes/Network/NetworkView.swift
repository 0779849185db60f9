import Rendering
import Workbench

/// Where the scene is seen from and how everything is arranged, now and on the way to where it is going.
struct NetworkView {
    /// What is laid out for: when it changes, everything moves to a new place.
    private struct Goal: Equatable {
        var shape: NetworkShape
        var size: Point
        var camera: CameraMode
        var focusRank: Int
        var fan: FanKey
        var planes: PlaneShape?
    }

    private var goal: Goal?
    private var orbit: (placed: OrbitArrangement, goal: Goal)?
    private var start = Still()
    private var end = Still()
    private var startTime = 0.0
    private var duration = 0.0
    private var now = 0.0
    /// The angles of Orbit.
    var angles = OrbitAngles.start
    /// How far the stage was moved by hand.
    var pan = Point.zero
    /// How far it was enlarged by hand.
    var zoom: Float = 1
    /// Where the hand's moves are led to, and since when.
    private var lead: (start: HandMoves, end: HandMoves, since: Double)?
    /// The fanned-out block's cards.
    private(set) var fanOut: FanOut?

    /// A moment without motion.
    private struct Still {
        var arrangement = Arrangement(
            input: BlockPlace(origin: .zero, size: .zero, depth: 0), columns: [], edges: [], mats: [],
            depthPerMap: 1, floorOpacity: 0)
        var pose = CameraPose(target: .zero, scale: 1)
        var turn: Float = 0
        var fan: Float = 0
    }

    private var progress: Float {
        duration > 0 ? Easing.inOut(Float(min(1, max(0, (now - startTime) / duration)))) : 1
    }

    /// Whether something is on its way.
    var isMoving: Bool { lead != nil || duration > 0 && now - startTime < duration }
    /// Seconds since the last change of view.
    var elapsed: Double { now - startTime }
    /// Where everything stands now.
    var arrangement: Arrangement { start.arrangement.blended(with: end.arrangement, progress) }
    /// 0 Plate ... 1 Orbit.
    var turn: Float { start.turn + (end.turn - start.turn) * progress }
    /// 0 closed ... 1 fanned out.
    var fan: Float { start.fan + (end.fan - start.fan) * progress }

    /// Whether a layer's column is folded to a sliver.
    func isFolded(_ id: Int) -> Bool {
        guard fan == 0, end.arrangement.columns.indices.contains(id) else { return false }
        let column = end.arrangement.columns[id]
        return column.detail == .none && column.blocks.count > 0 && column.right - column.left < 24
    }

    /// Whether any column is.
    var hasFoldedColumns: Bool { end.arrangement.columns.indices.contains(where: isFolded) }

    /// The camera's pose now, with what the hand moved.
    func pose(_ stage: Stage) -> CameraPose {
        var blend = start.pose.blended(with: end.pose, progress)
        // Half turned the network is wider than at both ends.
        blend.scale *= 1 - 0.48 * abs(end.turn - start.turn) * progress * (1 - progress)
        let free = 1 - fan
        return blend.moved(by: pan * free, zoom: 1 + (zoom - 1) * free)
    }

    /// The projective map now.
    func camera(_ stage: Stage) -> Camera { pose(stage).camera(stageSize: stage.size) }

    /// Lays out anew where something changed, and begins the motion to it.
    mutating func update(
        content: NetworkContent, regions: StageRegions, focusRank: Int, firstRow: Int, stage: Stage
    ) {
        now = stage.time
        followLead(regions: regions)
        let next = Goal(
            shape: content.shape, size: stage.size, camera: content.settings.camera, focusRank: focusRank,
            fan: FanKey(content.planes == nil ? content.selection : Selection()),
            planes: content.planes?.shape)
        updateFanOut(content, firstRow: firstRow, stage: stage)
        guard next != goal else { return }
        let seconds = duration(to: next, stage)
        goal = next
        let current = Still(
            arrangement: arrangement, pose: start.pose.blended(with: end.pose, progress), turn: turn, fan: fan
        )
        end = still(for: next, regions: regions)
        start = seconds > 0 ? current : end
        startTime = now
        duration = seconds
    }

    /// The same arrangement from other angles, at once.
    mutating func look(from angles: OrbitAngles, regions: StageRegions) {
        lead = nil
        turn(to: angles, regions: regions)
    }

    private mutating func turn(to angles: OrbitAngles, regions: StageRegions) {
        self.angles = angles.clamped
        guard let orbit, goal?.camera == .orbit, goal?.fan.cluster == nil else { return }
        end.pose = orbit.placed.pose(self.angles, regions: regions)
        guard !isMoving else { return }
        start = end
    }

    // MARK: Viewpoints

    /// From where it is seen, on a stage.
    func viewpoint(_ regions: StageRegions) -> Viewpoint {
        let moves = lead?.end ?? HandMoves(angles: angles, pan: pan, zoom: zoom)
        return moves.viewpoint(stageSize: regions.size)
    }

    /// Begins the way to a viewpoint; nil: to where the scene begins.
    mutating func go(to viewpoint: Viewpoint?, regions: StageRegions, stage: Stage) {
        let (start, end) = (
            HandMoves(angles: angles, pan: pan, zoom: zoom),
            HandMoves(viewpoint, stageSize: regions.size)
        )
        lead = (start, end, stage.time)
        if stage.isMotionReduced || start == end { settleLead(regions: regions) }
    }

    private mutating func settleLead(regions: StageRegions) {
        guard let lead else { return }
        take(lead.end, regions: regions)
        self.lead = nil
    }

    /// Goes on along the way that was begun.
    private mutating func followLead(regions: StageRegions) {
        guard let lead else { return }
        let share = Float(min(1, max(0, (now - lead.since) / 0.4)))
        if share >= 1 { return settleLead(regions: regions) }
        take(lead.start.mixed(with: lead.end, Easing.inOut(share)), regions: regions)
    }

    private mutating func take(_ moves: HandMoves, regions: StageRegions) {
        (pan, zoom) = (moves.pan, moves.zoom)
        if moves.angles != angles { turn(to: moves.angles, regions: regions) }
    }

    /// Ends the motion at once.
    mutating func settle(regions: StageRegions) {
        settleLead(regions: regions)
        start = end
        duration = 0
    }

    private func duration(to next: Goal, _ stage: Stage) -> Double {
        guard let goal, !stage.isMotionReduced, goal.size == next.size,
            goal.shape.layers == next.shape.layers
        else { return 0 }
        if goal.fan != next.fan { return 0.32 }
        if goal.planes != next.planes { return 0.4 }
        if goal.camera != next.camera { return 0.3 }
        if goal.focusRank != next.focusRank {
            return end.arrangement.columns.contains { $0.detail == .none && !$0.blocks.isEmpty } ? 0.12 : 0
        }
        return 0.16
    }

    private mutating func still(for goal: Goal, regions: StageRegions) -> Still {
        let layout = NetworkLayout(shape: goal.shape, regions: regions, focusRank: goal.focusRank)
        if let planes = goal.planes {
            return planesStill(PlaneLayout(shape: planes, regions: regions), layout, goal)
        }
        if let fanOut {
            let fanned = layout.fanned(fanOut)
            return Still(arrangement: fanned, pose: .plate(on: goal.size), turn: 0, fan: 1)
        }
        guard goal.camera == .orbit else {
            return Still(arrangement: layout.plate(), pose: .plate(on: goal.size), turn: 0, fan: 0)
        }
        let placed = knownOrbit(for: goal) ?? layout.orbit()
        orbit = (placed, goal)
        return Still(
            arrangement: placed.arrangement, pose: placed.pose(angles, regions: regions), turn: 1, fan: 0)
    }

    /// The latest arrangement in Orbit, where it is of the same network on the same stage.
    private func knownOrbit(for goal: Goal) -> OrbitArrangement? {
        guard let orbit, orbit.goal.shape == goal.shape, orbit.goal.size == goal.size,
            orbit.goal.focusRank == goal.focusRank, orbit.goal.planes == goal.planes
        else { return nil }
        return orbit.placed
    }

    /// Planes in place of the blocks, which fade where they stand.
    private mutating func planesStill(
        _ planes: PlaneLayout, _ layout: NetworkLayout, _ goal: Goal
    ) -> Still {
        let isSame = end.arrangement.columns.count == goal.shape.layers.count
        var base = (isSame ? end.arrangement : layout.plate()).withoutBlocks
        guard goal.camera == .orbit else {
            base.planes = planes.plate()
            return Still(arrangement: base, pose: .plate(on: goal.size), turn: 0, fan: 0)
        }
        let placed = knownOrbit(for: goal) ?? planes.orbit(base)
        orbit = (placed, goal)
        return Still(
            arrangement: placed.arrangement, pose: placed.pose(angles, regions: planes.regions), turn: 1,
            fan: 0)
    }

    /// How large the planes are when all motion has ended, in stage points.
    var planeSides: [Float] { end.arrangement.planes.map { $0.side * end.pose.scale * zoom } }

    private mutating func updateFanOut(_ content: NetworkContent, firstRow: Int, stage: Stage) {
        guard let id = content.selection.layer, let cluster = content.selection.cluster,
            content.layers.indices.contains(id), content.planes == nil
        else {
            fanOut = nil
            return
        }
        let layer = content.layers[id]
        let maps = content.mapsByEntropy(layer: id, cluster: cluster)
        guard !maps.isEmpty, layer.kind == .convolution else {
            fanOut = nil
            return
        }
        let input = content.inputShape
        fanOut = FanOut(
            layer: id, cluster: cluster, maps: maps,
            ratio: Float(layer.height) / Float(max(1, layer.width)),
            pictureRatio: Float(input.y) / Float(max(1, input.x)), stageSize: stage.size, firstRow: firstRow,
            explains: content.explained != nil)
    }
}
