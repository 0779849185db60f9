import Foundation
import Occlusion
import Rendering
import Workbench

/// What the hand does on the input picture: every tool.
extension NetworkScene {
    /// The extent of the input, in its pixels.
    var inputSize: SIMD2<Int> { SIMD2(content.inputShape.x, content.inputShape.y) }

    /// Pixels of the input a point of the stage.
    var pixelsPerPoint: Float {
        Float(content.inputShape.x) / max(1, view.arrangement.input.size.x * (frame?.scale ?? 1))
    }

    /// How far handles and corners reach, in pixels of the input.
    private var reach: Float { max(0.5, 7 * pixelsPerPoint) }

    /// The place on the picture in pixels, also beyond its edges.
    func inputPixel(at place: Point) -> SIMD2<Float>? {
        frame.flatMap { NetworkPicking(frame: $0).inputPixel(at: place) }
    }

    /// The mask that a press at a place would take hold of; nil where the tool draws.
    func maskHold(at place: Point) -> MaskHold? {
        guard content.settings.tool.isShape, !content.settings.isPickingColor, hand.lasso == nil,
            let pixel = inputPixel(at: place)
        else { return nil }
        return MaskHold(in: content.parts, selected: content.selection.mask, at: pixel, reach: reach)
    }

    // MARK: Pressing

    /// A press on the picture, or anywhere while a lasso is on its way.
    func pressOnInput(at place: Point, _ modifiers: Modifiers) -> [Command] {
        guard let pixel = inputPixel(at: place) else { return [] }
        if content.settings.isPickingColor { return pickColor(at: pixel) }
        if hand.lasso != nil { return addCorner(pixel, at: place) }
        switch content.settings.tool {
        case .brush, .eraser:
            hand.grip = .stroke([pixel])
            return preview(stroke([pixel]))
        case .superpixels: return beginRegions(at: pixel)
        case .select, .rectangle, .ellipse, .lasso:
            if !modifiers.contains(.control), let hold = maskHold(at: place) {
                return take(hold, from: pixel)
            }
            return (content.selection.mask == nil ? [] : [.selectMask(nil)]) + begin(at: pixel, place)
        }
    }

    private func take(_ hold: MaskHold, from pixel: SIMD2<Float>) -> [Command] {
        hand.grip = .move(hold, from: pixel, original: content.parts[hold.part].shape)
        return content.selection.mask == hold.part ? [] : [.selectMask(hold.part)]
    }

    private func begin(at pixel: SIMD2<Float>, _ place: Point) -> [Command] {
        switch content.settings.tool {
        case .rectangle, .ellipse: hand.grip = .box(from: pixel)
        case .lasso:
            hand.lasso = Lasso(corners: [pixel])
            hand.grip = .lasso(from: place, isFirst: true, hasMoved: false)
        default: hand.grip = .click(hand.hover, at: place)
        }
        return []
    }

    private func pickColor(at pixel: SIMD2<Float>) -> [Command] {
        let (x, y) = (Int(pixel.x.rounded(.down)), Int(pixel.y.rounded(.down)))
        guard let input = content.input, x >= 0, y >= 0, x < input.width, y < input.height else { return [] }
        let color = input[x, y]
        return [
            .setFill(.color(red: color.red, green: color.green, blue: color.blue)), .pickColor(false),
        ]
    }

    // MARK: Dragging

    /// The pointer moves with something in hand that concerns the picture.
    func dragOnInput(_ grip: NetworkHand.Grip, to place: Point) -> [Command] {
        guard let pixel = inputPixel(at: place) else { return [] }
        switch grip {
        case .box(let start): return box(from: start, to: pixel).map { preview($0) } ?? []
        case .stroke(let points):
            hand.grip = .stroke(points + [pixel])
            return preview(stroke(points + [pixel]))
        case .move(let hold, let start, let original):
            let offset = SIMD2(Int((pixel.x - start.x).rounded()), Int((pixel.y - start.y).rounded()))
            let moved = hold.handle.applied(to: original, by: offset, within: inputSize)
            guard content.parts.indices.contains(hold.part), content.parts[hold.part].shape != moved else {
                return []
            }
            return [.moveMask(part: hold.part, to: moved)]
        case .regions(let regions): return regions.isEmpty ? [] : addRegions(to: pixel, regions)
        case .lasso(let start, let isFirst, let hasMoved):
            let way = ((place - start) * (place - start)).sum().squareRoot()
            guard hasMoved || way > 4 else { return [] }
            hand.grip = .lasso(from: start, isFirst: isFirst, hasMoved: true)
            let step = max(0.5, 1.5 * pixelsPerPoint)
            hand.lasso?.follow(to: pixel, step: step)
            return previewLasso()
        default: return []
        }
    }

    /// The pointer moves with nothing in hand; a lasso's next corner goes with it.
    func moveLasso(to place: Point) -> [Command] {
        guard hand.lasso != nil, let pixel = inputPixel(at: place) else { return [] }
        hand.lasso?.pointer = pixel
        return previewLasso()
    }

    // MARK: Letting go

    /// The button goes up with something in hand that concerns the picture.
    func releaseOnInput(_ grip: NetworkHand.Grip, at place: Point) -> [Command] {
        switch grip {
        case .box(let start):
            // A click without a way is no rectangle.
            guard let pixel = inputPixel(at: place), ((pixel - start) * (pixel - start)).sum() > 0.25,
                let shape = box(from: start, to: pixel)
            else { return giveUp() }
            return add(shape)
        case .stroke(let points): return add(stroke(points))
        case .regions(let regions): return regions.isEmpty ? [] : add(shape(of: regions))
        case .move: return [.endMaskMove]
        case .lasso(_, let isFirst, let hasMoved):
            // Drawn in one go, the line closes itself; else its corners go on.
            return isFirst && hasMoved ? closeLasso() : []
        default: return []
        }
    }

    /// Gives up what is in hand.
    func giveUp() -> [Command] {
        let grip = hand.grip
        hand.dropDrawing()
        if case .move(let hold, _, let original) = grip {
            let isMoved =
                content.parts.indices.contains(hold.part) && content.parts[hold.part].shape != original
            return isMoved ? [.endMaskMove, .undo] : [.endMaskMove]
        }
        return [.cancelMaskPreview]
    }

    private var intent: MaskIntent {
        if case .regions(let regions) = hand.grip { return regions.intent }
        return content.settings.tool == .eraser ? .show : .hide
    }

    private func preview(_ shape: MaskShape) -> [Command] {
        hand.isPreviewed = true
        return [.previewMask(shape, intent)]
    }

    private func add(_ shape: MaskShape) -> [Command] {
        let intent = intent
        hand.dropDrawing()
        return [.addMask(shape, intent)]
    }

    // MARK: Rectangles, ellipses, strokes

    /// The whole pixels between two places, clipped to the picture; nil where they enclose none.
    private func box(from start: SIMD2<Float>, to end: SIMD2<Float>) -> MaskShape? {
        guard let rectangle = PixelRectangle(from: start, to: end, within: inputSize) else { return nil }
        return content.settings.tool == .ellipse ? .ellipse(rectangle) : .rectangle(rectangle)
    }

    private func stroke(_ points: [SIMD2<Float>]) -> MaskShape {
        .stroke(
            BrushStroke(
                points: points.map { BrushStroke.Point(x: Double($0.x), y: Double($0.y)) },
                radius: Double(content.settings.brushRadius)))
    }

    // MARK: Lasso

    private func addCorner(_ pixel: SIMD2<Float>, at place: Point) -> [Command] {
        guard let lasso = hand.lasso else { return [] }
        let reach = reach
        if lasso.isClosed(by: pixel, reach: reach) { return closeLasso() }
        hand.lasso?.follow(to: pixel, step: reach / 2)
        hand.grip = .lasso(from: place, isFirst: false, hasMoved: false)
        return previewLasso()
    }

    /// Closes the line through its corners, the pointer's place not among them.
    func closeLasso() -> [Command] {
        guard let shape = hand.lasso?.shape else { return giveUp() }
        return add(shape)
    }

    /// Takes the last corner away; with the first one the lasso is gone.
    func takeCornerBack() -> [Command] {
        guard let lasso = hand.lasso, lasso.corners.count > 1 else { return giveUp() }
        hand.lasso?.corners.removeLast()
        return previewLasso()
    }

    private func previewLasso() -> [Command] {
        if let shape = hand.lasso?.preview { return preview(shape) }
        guard hand.isPreviewed else { return [] }
        hand.isPreviewed = false
        return [.cancelMaskPreview]
    }

    // MARK: Superpixels

    private func beginRegions(at pixel: SIMD2<Float>) -> [Command] {
        let (x, y) = (Int(pixel.x.rounded(.down)), Int(pixel.y.rounded(.down)))
        guard let region = content.superpixels?.region(x: x, y: y) else { return [] }
        let isHidden = content.layers(adding: nil).hidden.contains(x: x, y: y)
        let regions = RegionPass(regions: [region], intent: isHidden ? .show : .hide, last: pixel)
        hand.grip = .regions(regions)
        return preview(shape(of: regions))
    }

    /// Takes in every region on the way to a place.
    private func addRegions(to pixel: SIMD2<Float>, _ regions: RegionPass) -> [Command] {
        guard let map = content.superpixels else { return [] }
        var passed = regions
        passed.go(to: pixel, over: map)
        hand.grip = .regions(passed)
        return passed.regions == regions.regions ? [] : preview(shape(of: passed))
    }

    private func shape(of pass: RegionPass) -> MaskShape {
        let all = content.superpixels?.regions ?? []
        return .region(
            .union(of: pass.regions.sorted().filter { all.indices.contains($0) }.map { all[$0] }))
    }
}
