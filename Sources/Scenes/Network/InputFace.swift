import Foundation
import Occlusion
import Rendering
import Workbench

/// Draws what is hidden on the input picture: outlines, handles, hatching, and what is being drawn.
@MainActor struct InputFace {
    /// What is drawn.
    let frame: NetworkFrame
    /// What the hand does.
    let hand: NetworkHand

    private var content: NetworkContent { frame.content }
    private var shape: SIMD2<Int> { SIMD2(content.inputShape.x, content.inputShape.y) }
    private static let ink = Color(0x1B2430)
    private static let white = Color(0xFFFFFF)

    /// Where a place on the picture, in its pixels, is on the stage.
    func project(_ place: Point) -> Point {
        let block = frame.arrangement.input
        let share = place / Point(Float(shape.x), Float(shape.y))
        return frame.project(block.origin + block.right * share.x + block.down * share.y)
    }

    /// All of it, on top of the face.
    func draw(into drawing: inout Drawing) {
        guard frame.arrangement.input.isVisible, content.input != nil else { return }
        let layers = content.layersHidden
        hatch(layers, into: &drawing)
        for contour in frame.outlines.contours(of: layers.hidden) {
            outline(contour, width: 1.5, Self.ink, casing: 3.5, into: &drawing)
        }
        guard frame.fan < 0.5 else { return }
        drawRegion(into: &drawing)
        drawParts(into: &drawing)
        drawLasso(into: &drawing)
        drawPointer(into: &drawing)
    }

    // MARK: Masks that are there

    /// The selected part in ink, the one under the pointer in signal, both with their handles.
    private func drawParts(into drawing: inout Drawing) {
        guard content.preview == nil else { return }
        let selected = content.selection.mask
        if let selected, content.parts.indices.contains(selected) {
            drawContours(of: content.parts[selected].shape, Self.ink, into: &drawing)
        }
        let pointed = content.pointedMask ?? (hand.grip == nil ? hand.hold?.part : nil)
        if let pointed, pointed != selected, content.parts.indices.contains(pointed) {
            drawContours(of: content.parts[pointed].shape, frame.theme.signal, into: &drawing)
        }
        if let part = hand.hold?.part ?? selected { drawHandles(of: part, into: &drawing) }
        if let selected, selected != hand.hold?.part { drawHandles(of: selected, into: &drawing) }
    }

    private func drawContours(of part: MaskShape, _ color: Color, into drawing: inout Drawing) {
        for contour in frame.outlines.contours(of: part, size: shape) {
            outline(contour, width: 2.5, color, casing: 4.5, into: &drawing)
        }
    }

    private func drawHandles(of index: Int, into drawing: inout Drawing) {
        guard content.parts.indices.contains(index), content.parts[index].shape.isResizable,
            let bounds = content.parts[index].shape.bounds
        else { return }
        let (origin, size) = bounds.floats
        let extent = size * frame.pointsPerPixel
        // Bounds that are not the shape itself are told apart.
        if content.parts[index].shape != .rectangle(bounds) {
            let corners = [Point(0, 0), Point(1, 0), Point(1, 1), Point(0, 1)]
            let line = corners.map { project(origin + size * $0) }
            let dashed = Polyline(
                line, width: 1, color: Self.ink, isClosed: true, casing: Self.white, dashes: [4, 3])
            drawing.overlay.append(.polyline(dashed))
        }
        guard extent.min() > 12 else { return }
        for (handle, share) in MaskHandle.all where handle.isCorner || handle.hasRoom(extent, 7) {
            let corner = project(origin + size * share)
            let box = Rectangle(
                x: (corner.x - 3.5).rounded(), y: (corner.y - 3.5).rounded(), width: 7, height: 7)
            drawing.overlay.append(.box(Box(box, fill: Self.white, border: Self.ink, borderWidth: 1.2)))
        }
    }

    private func outline(
        _ line: [Point], width: Float, _ color: Color, casing: Float, isClosed: Bool = true,
        into drawing: inout Drawing
    ) {
        let places = line.map(project)
        drawing.overlay.append(
            .polyline(Polyline(places, width: casing, color: Self.white, isClosed: isClosed)))
        drawing.overlay.append(.polyline(Polyline(places, width: width, color: color, isClosed: isClosed)))
    }

    /// Where the fill may look like the picture, diagonal ink lines show what is hidden.
    private func hatch(_ layers: MaskLayers, into drawing: inout Drawing) {
        let pitch = max(1, Int((6 / max(0.01, frame.pointsPerPixel)).rounded()))
        for layer in layers.layers where layer.fill.isHatched {
            for run in MaskOutlines.diagonals(of: layer.mask, every: pitch) {
                let ends = [project(run.0), project(run.1)]
                drawing.overlay.append(
                    .polyline(Polyline(ends, width: 1, color: Self.ink.opacity(0.35))))
            }
        }
    }

    // MARK: What is being drawn

    /// The superpixel under the pointer.
    private func drawRegion(into drawing: inout Drawing) {
        guard content.settings.tool == .superpixels, hand.grip == nil, !content.settings.isPickingColor,
            case .input(let x, let y) = frame.hover, let map = content.superpixels,
            let region = map.region(x: x, y: y), map.regions.indices.contains(region)
        else { return }
        for contour in frame.outlines.contours(of: .region(map.regions[region]), size: shape) {
            outline(contour, width: 2, frame.theme.signal, casing: 4, into: &drawing)
        }
    }

    private func drawLasso(into drawing: inout Drawing) {
        guard let lasso = hand.lasso else { return }
        let line = lasso.corners + (lasso.pointer.map { [$0] } ?? [])
        let signal = frame.theme.signal
        outline(line, width: 1.6, signal, casing: 3.6, isClosed: false, into: &drawing)
        guard let first = lasso.corners.first.map(project) else { return }
        let box = Rectangle(x: first.x - 4.5, y: first.y - 4.5, width: 9, height: 9)
        let fill = lasso.isClosable ? signal : Self.white
        drawing.overlay.append(.box(Box(box, fill: fill, border: Self.white, borderWidth: 1.5, radius: 4.5)))
        drawing.overlay.append(.box(Box(box.inset(by: 1), border: signal, borderWidth: 1.5, radius: 3.5)))
    }

    /// The brush's ring, and the tag with the size of what is drawn or stretched.
    private func drawPointer(into drawing: inout Drawing) {
        guard let pointer = hand.pointer else { return }
        if content.settings.tool.isBrush, isBrushSeen { ring(at: pointer, into: &drawing) }
        if let words = tagWords { tag(words, at: pointer, into: &drawing) }
    }

    private var isBrushSeen: Bool {
        if case .stroke = hand.grip { return true }
        guard case .input = frame.hover, hand.grip == nil else { return false }
        return !content.settings.isPickingColor
    }

    private var tagWords: String? {
        switch hand.grip {
        case .box:
            return content.preview?.shape.bounds.map { NumberFormat.pixels($0.width, $0.height) }
        case .move(let hold, _, _) where content.parts.indices.contains(hold.part):
            guard let bounds = content.parts[hold.part].shape.bounds else { return nil }
            return hold.handle == .whole
                ? NumberFormat.position(bounds.x, bounds.y) : NumberFormat.pixels(bounds.width, bounds.height)
        default: return nil
        }
    }

    private func tag(_ words: String, at pointer: Point, into drawing: inout Drawing) {
        let width = frame.width(words, 14, .semibold) + 16
        var box = Rectangle(x: pointer.x - 4, y: pointer.y + 16, width: width, height: 24)
        box.origin.x = min(box.origin.x, frame.stage.size.x - width - 4)
        box.origin.y = min(box.origin.y, frame.stage.size.y - 28)
        drawing.overlay.append(.box(Box(box, fill: frame.theme.ink, radius: 4)))
        drawing.overlay.append(
            .text(
                TextRun(
                    words, at: Point(box.center.x, box.maxY - 7), size: 14, weight: .semibold,
                    color: frame.theme.paper, alignment: .center)))
    }

    private func ring(at pointer: Point, into drawing: inout Drawing) {
        guard let center = NetworkPicking(frame: frame).inputPixel(at: pointer) else { return }
        let radius = content.settings.brushRadius
        let circle = (0..<48).map { step -> Point in
            let angle = Float(step) / 48 * 2 * .pi
            return center + radius * Point(cos(angle), sin(angle))
        }
        outline(circle, width: 1.5, Self.ink, casing: 3.5, into: &drawing)
    }
}

extension Fill {
    /// Whether what is hidden may look like a part of the picture.
    var isHatched: Bool {
        switch self {
        case .mean, .blur, .noise: true
        case .black, .white, .color: false
        }
    }
}
