import Foundation
import Inference
import Occlusion
import Rendering
import Workbench

/// What hand and keys ask for on the Network scene.
extension NetworkScene {
    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] {
        guard let stage else { return [] }
        defer { refreshHand() }
        switch input {
        case .pointerMoved(let place):
            hand.moved(to: place, time: stage.time)
            return drag(to: place)
        case .pointerLeft:
            hand.moved(to: nil, time: stage.time)
            return []
        case .pressed(let button, let place, let modifiers):
            hand.moved(to: place, time: stage.time)
            refreshHand()
            return press(button, place, modifiers)
        case .released(_, let place, _):
            hand.pointer = place
            return release(at: place)
        case .scrolled(let notches, let place, _):
            scroll(notches, at: place)
            return []
        case .key(let key, let modifiers): return press(key, modifiers)
        }
    }

    // MARK: Pressing

    private func press(_ button: PointerButton, _ place: Point, _ modifiers: Modifiers) -> [Command] {
        switch button {
        case .middle:
            hand.grip = .pan(from: place, pan: view.pan)
            return []
        case .right: return pressRight()
        case .left where modifiers.contains(.shift):
            hand.grip = .pan(from: place, pan: view.pan)
            return []
        case .left:
            if case .input = hand.hover, content.input != nil, view.fan < 0.5 { return beginMask(at: place) }
            hand.grip = .click(hand.hover, at: place)
            return []
        }
    }

    private func pressRight() -> [Command] {
        switch hand.hover {
        case .input(let x, let y): [.removeMask(x: x, y: y)]
        case .pixel: togglePin()
        case .openMap, .card: togglePin()
        default: []
        }
    }

    private func beginMask(at place: Point) -> [Command] {
        guard let pixel = inputPixel(at: place) else { return [] }
        switch content.settings.tool {
        case .brush, .eraser:
            hand.grip = .stroke([pixel])
            return [.previewMask(stroke([pixel]), intent)]
        case .rectangle, .select, .ellipse, .lasso, .superpixels:
            for (index, part) in content.parts.enumerated().reversed() {
                guard case .rectangle(let rectangle) = part.shape,
                    let handle = MaskHandle(of: rectangle, at: pixel, reach: handleReach)
                else { continue }
                hand.grip = .move(part: index, handle: handle, from: pixel, original: rectangle)
                return []
            }
            hand.grip = .rectangle(from: pixel)
            return []
        }
    }

    /// How far from a corner a rectangle's handle reaches, in pixels of the input.
    private var handleReach: Float {
        let width = max(1, view.arrangement.input.size.x * (frame?.scale ?? 1))
        return max(0.5, 6 * Float(content.inputShape.x) / width)
    }

    private func inputPixel(at place: Point) -> SIMD2<Float>? {
        frame.flatMap { NetworkPicking(frame: $0).inputPixel(at: place) }
    }

    // MARK: Dragging

    private func drag(to place: Point) -> [Command] {
        switch hand.grip {
        case nil: return []
        case .click(let hover, let start):
            let distance = ((place - start) * (place - start)).sum().squareRoot()
            guard distance > 4, view.fan < 0.5, canTurn(hover) else { return [] }
            hand.grip = .turn(from: start, angles: content.settings.camera == .orbit ? view.angles : .start)
            return content.settings.camera == .orbit ? turn(to: place) : [.setCamera(.orbit)]
        case .turn: return turn(to: place)
        case .pan(let start, let pan):
            view.pan = pan + place - start
            return []
        case .rectangle(let start):
            guard let pixel = inputPixel(at: place) else { return [] }
            return rectangle(from: start, to: pixel).map { [.previewMask(.rectangle($0))] } ?? []
        case .stroke(var points):
            guard let pixel = inputPixel(at: place) else { return [] }
            points.append(pixel)
            hand.grip = .stroke(points)
            return [.previewMask(stroke(points), intent)]
        case .move(let part, let handle, let start, let original):
            guard let pixel = inputPixel(at: place) else { return [] }
            let offset = SIMD2(Int((pixel.x - start.x).rounded()), Int((pixel.y - start.y).rounded()))
            let moved = handle.applied(to: original, by: offset, within: inputSize)
            guard content.parts.indices.contains(part), content.parts[part].shape != .rectangle(moved) else {
                return []
            }
            return [.moveMask(part: part, to: .rectangle(moved))]
        }
    }

    private func canTurn(_ hover: NetworkHover?) -> Bool {
        switch hover {
        case .camera, .answer: false
        default: true
        }
    }

    private func turn(to place: Point) -> [Command] {
        guard case .turn(let start, let angles) = hand.grip else { return [] }
        let offset = (place - start) * 0.3 * .pi / 180
        let turned = OrbitAngles(azimuth: angles.azimuth - offset.x, elevation: angles.elevation + offset.y)
        view.look(from: turned, regions: regions)
        return []
    }

    private var inputSize: SIMD2<Int> { SIMD2(content.inputShape.x, content.inputShape.y) }

    /// The whole pixels between two places, clipped to the picture; nil where they enclose none.
    func rectangle(from start: SIMD2<Float>, to end: SIMD2<Float>) -> PixelRectangle? {
        let size = SIMD2(Float(inputSize.x), Float(inputSize.y))
        func clamped(_ place: SIMD2<Float>) -> SIMD2<Float> { pointwiseMax(pointwiseMin(place, size), .zero) }
        let (a, b) = (clamped(start), clamped(end))
        let low = pointwiseMin(a, b).rounded(.down)
        let high = pointwiseMax(a, b).rounded(.up)
        guard (high - low).min() >= 1 else { return nil }
        return PixelRectangle(
            x: Int(low.x), y: Int(low.y), width: Int(high.x - low.x), height: Int(high.y - low.y))
    }

    private func stroke(_ points: [SIMD2<Float>]) -> MaskShape {
        let stroke = BrushStroke(
            points: points.map { BrushStroke.Point(x: Double($0.x), y: Double($0.y)) },
            radius: Double(content.settings.brushRadius))
        return .stroke(stroke)
    }

    private var intent: MaskIntent { content.settings.tool == .eraser ? .show : .hide }

    // MARK: Letting go

    private func release(at place: Point) -> [Command] {
        defer { hand.grip = nil }
        switch hand.grip {
        case .click(let hover, let start):
            let distance = ((place - start) * (place - start)).sum().squareRoot()
            return distance <= 4 ? click(hover) : []
        case .rectangle(let start):
            // A click without a way is no rectangle.
            guard let pixel = inputPixel(at: place), ((pixel - start) * (pixel - start)).sum() > 0.25,
                let rectangle = rectangle(from: start, to: pixel)
            else { return [.cancelMaskPreview] }
            return [.addMask(.rectangle(rectangle))]
        case .stroke(let points): return [.addMask(stroke(points), intent)]
        case .move: return [.endMaskMove]
        case .turn, .pan, nil: return []
        }
    }

    private func click(_ hover: NetworkHover?) -> [Command] {
        switch hover {
        case .camera(.plate): return [.setCamera(.plate)]
        case .camera(.orbit): return [.setCamera(.orbit)]
        case .camera(.home): return goHome()
        case .pixel(let layer, let cluster, _, _), .block(let layer, let cluster):
            guard content.layers[layer].kind == .convolution else { return [.selectLayer(layer)] }
            return [.openCluster(layer: layer, cluster: cluster)]
        case .unit(let layer, _): return [.selectLayer(layer)]
        case .card(let map, _, _): return [.openMap(content.selection.map == map ? nil : map)]
        case .openMap: return togglePin()
        default: return []
        }
    }
}
