import Foundation
import Rendering
import Samples
import Workbench

/// What the hand does with samples on planes.
enum PlaneGrip: Equatable {
    /// Nothing yet: a click, or the beginning of a lasso or turn.
    case press(PlaneHover?, at: Point, SelectionMode, drawsLasso: Bool)
    /// Goes around samples of a plane.
    case lasso(SampleLasso, plane: Int, SelectionMode)
}

/// Hand and keys while the Network scene shows planes.
extension NetworkScene {
    /// Within so many points a press is a click.
    private static let clickRadius: Float = 4

    /// What a movement of hand or key asks for; nil: what it asks for anyway.
    func handlePlanes(_ input: Input, _ planes: PlaneContent) -> [Command]? {
        guard let stage else { return nil }
        switch input {
        case .pointerMoved(let place):
            hand.moved(to: place, time: stage.time)
            let commands = dragOnPlanes(to: place)
            refreshHand()
            return commands + pointing(planes)
        case .pointerLeft:
            hand.moved(to: nil, time: stage.time)
            refreshHand()
            return pointing(planes)
        case .pressed(.left, let place, let modifiers):
            hand.moved(to: place, time: stage.time)
            refreshHand()
            return pressPlanes(at: place, modifiers)
        case .pressed(.right, _, _): return []
        case .released(.left, let place, _) where hand.planeGrip != nil:
            hand.pointer = place
            defer { hand.planeGrip = nil }
            return releasePlanes(planes)
        case .key(let key, let modifiers): return pressOnPlanes(key, modifiers, planes)
        default: return nil
        }
    }

    /// What other views are to ring, where that has changed.
    private func pointing(_ planes: PlaneContent) -> [Command] {
        var wanted: Int?
        if case .plane(.sample(let sample, _)) = hand.hover { wanted = sample }
        return wanted == planes.pointed ? [] : [.samples(.point(wanted))]
    }

    // MARK: The mouse

    private func pressPlanes(at place: Point, _ modifiers: Modifiers) -> [Command]? {
        var hover: PlaneHover?
        if case .plane(let found) = hand.hover { hover = found }
        guard hover != nil || hand.hover == nil else { return nil }
        if hover == nil, modifiers.contains(.shift) { return nil }
        let isOnPlane = hand.hover?.plane != nil
        let drawsLasso =
            isOnPlane && (content.settings.camera == .plate || modifiers.contains(.control))
        hand.planeGrip = .press(hover, at: place, SelectionMode(modifiers), drawsLasso: drawsLasso)
        return []
    }

    private func dragOnPlanes(to place: Point) -> [Command] {
        switch hand.planeGrip {
        case .press(let hover, let start, let mode, let drawsLasso):
            let way = place - start
            guard (way * way).sum() > Self.clickRadius * Self.clickRadius else { return [] }
            guard drawsLasso, let plane = hover.flatMap({ NetworkHover.plane($0).plane }) else {
                hand.planeGrip = nil
                return beginTurn(from: start, to: place)
            }
            var lasso = SampleLasso(from: start)
            lasso.follow(to: place)
            hand.planeGrip = .lasso(lasso, plane: plane, mode)
            return []
        case .lasso(var lasso, let plane, let mode):
            lasso.follow(to: place)
            hand.planeGrip = .lasso(lasso, plane: plane, mode)
            return []
        case nil: return drag(to: place)
        }
    }

    private func releasePlanes(_ planes: PlaneContent) -> [Command] {
        switch hand.planeGrip {
        case .lasso(let lasso, let id, let mode):
            return [.samples(.select(inside(lasso, plane: id, planes), mode))]
        case .press(let hover, _, let mode, _): return click(hover, mode, planes)
        case nil: return []
        }
    }

    /// The samples of a plane inside a lasso.
    private func inside(_ lasso: SampleLasso, plane id: Int, _ planes: PlaneContent) -> Set<Int> {
        guard let frame, let places = planes.planes[id].places, frame.arrangement.planes.indices.contains(id)
        else { return [] }
        let plane = frame.arrangement.planes[id]
        let inside = lasso.inside(
            places.points.map { frame.project(plane.place(of: $0)) },
            ScatterTransform(origin: .zero, scale: 1))
        return Set(inside.map { places.samples[$0] })
    }

    private func click(_ hover: PlaneHover?, _ mode: SelectionMode, _ planes: PlaneContent) -> [Command] {
        switch hover {
        case .sample(let sample, _):
            if mode == .replace, hand.sampleClicks.isSecond(on: sample) {
                return [.samples(.openSample(sample))]
            }
            return [.samples(.select([sample], mode))]
        case .classRow(let index): return [.samples(.selectClass(index, mode))]
        case .paper(let id):
            hand.openPlane = hand.openPlane == id ? nil : id
            return [.samples(.showLayer(id))]
        case nil:
            guard mode == .replace else { return [] }
            if hand.openPlane != nil {
                hand.openPlane = nil
                return []
            }
            return planes.selected.isEmpty ? [] : [.samples(.select([]))]
        }
    }

    // MARK: Keys

    private func pressOnPlanes(_ key: Key, _ modifiers: Modifiers, _ planes: PlaneContent) -> [Command]? {
        guard modifiers.isEmpty else { return nil }
        switch key {
        case .left: return walk(by: -1, planes)
        case .right: return walk(by: 1, planes)
        case .enter:
            let one = planes.pointed ?? (planes.selected.count == 1 ? planes.selected.first : nil)
            return one.map { [.samples(.openSample($0))] } ?? []
        case .escape: return escapePlanes(planes)
        case .up, .down, .space, .pageUp, .pageDown, .backspace, .character("["), .character("]"): return []
        default: return nil
        }
    }

    /// Looks at the next plane.
    private func walk(by step: Int, _ planes: PlaneContent) -> [Command] {
        let next = hand.openPlane.map { $0 + step } ?? (step > 0 ? 0 : planes.planes.count - 1)
        guard planes.planes.indices.contains(next) else { return [] }
        hand.openPlane = next
        return [.samples(.showLayer(next))]
    }

    /// Gives up one thing: what is drawn, else the open plane, else the selection.
    private func escapePlanes(_ planes: PlaneContent) -> [Command] {
        if hand.planeGrip != nil {
            hand.planeGrip = nil
            return []
        }
        if hand.openPlane != nil {
            hand.openPlane = nil
            return []
        }
        return planes.selected.isEmpty ? [] : [.samples(.select([]))]
    }

    /// Planes in place of the blocks, or the blocks again.
    func switchPlanes(_ settings: SampleSettings) -> [Command] {
        var settings = settings
        settings.showsPlanes.toggle()
        return [.samples(.set(settings))]
    }
}
