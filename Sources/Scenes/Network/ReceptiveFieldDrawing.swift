import Inference
import Rendering

/// Draws a receptive field: boxes on the faces, ribbons between them in Plate, a solid through space in Orbit.
@MainActor struct ReceptiveFieldDrawing {
    /// What it is drawn over.
    let frame: NetworkFrame
    /// What is drawn.
    let field: ReceptiveField

    private var signal: Color { frame.theme.signal }

    /// The solid parts, with depth.
    func drawSolid(into drawing: inout Drawing) {
        let opacity = max(0, 2 * frame.turn - 1) * (1 - frame.fan)
        guard opacity > 0.02 else { return }
        for step in field.steps {
            guard let near = part(step.from), let far = part(step.to) else { continue }
            solid(from: near, to: far, isLast: step.to == field.layer, opacity, into: &drawing)
        }
    }

    /// Lines and boxes, on top.
    func drawLines(into drawing: inout Drawing) {
        guard frame.fan < 0.5 else { return }
        for step in field.steps {
            guard let near = part(step.from), let far = part(step.to) else { continue }
            ribbon(from: near, to: far, into: &drawing)
        }
        if let box = field.inputBox {
            outline(frame.arrangement.input, box, isMain: true, size: inputSize, into: &drawing)
        }
        for (id, box) in field.boxes.sorted(by: { $0.key < $1.key }) {
            let layer = frame.content.layers[id]
            for (row, block) in frame.arrangement.columns[id].blocks.enumerated() where block.isVisible {
                let isMain = row == mainRow(id)
                guard isMain || (id != field.layer && block.size.x * frame.scale > 24) else { continue }
                outline(block, box, isMain: isMain, size: SIMD2(layer.width, layer.height), into: &drawing)
            }
        }
    }

    /// A box on a face, in the world.
    private struct Part {
        var block: BlockPlace
        /// Left, right, top and bottom of the box.
        var left, right, top, bottom: Float
    }

    private var inputSize: SIMD2<Int> { SIMD2(frame.content.inputShape.x, frame.content.inputShape.y) }

    /// The row in which the field runs; a folded column shows its middle row only.
    private func mainRow(_ id: Int) -> Int {
        let blocks = frame.arrangement.columns[id].blocks
        let wanted = min(field.cluster, blocks.count - 1)
        if wanted >= 0, blocks[wanted].isVisible { return wanted }
        return blocks.firstIndex(where: \.isVisible) ?? 0
    }

    private func part(_ id: Int) -> Part? {
        guard id >= 0 else {
            return field.inputBox.map { part(frame.arrangement.input, $0, inputSize) }
        }
        let blocks = frame.arrangement.columns[id].blocks
        guard let box = field.boxes[id], blocks.indices.contains(mainRow(id)) else { return nil }
        let layer = frame.content.layers[id]
        return part(blocks[mainRow(id)], box, SIMD2(layer.width, layer.height))
    }

    private func part(_ block: BlockPlace, _ box: PixelBox, _ size: SIMD2<Int>) -> Part {
        let unit = block.size / SIMD2(Float(max(1, size.x)), Float(max(1, size.y)))
        return Part(
            block: block, left: block.origin.x + Float(box.x) * unit.x,
            right: block.origin.x + Float(box.x + box.width) * unit.x,
            top: block.origin.y - Float(box.y) * unit.y,
            bottom: block.origin.y - Float(box.y + box.height) * unit.y)
    }

    private func ribbon(from near: Part, to far: Part, into drawing: inout Drawing) {
        let corners = [
            Vector3(near.right, near.top, near.block.origin.z),
            Vector3(far.left, far.top, far.block.origin.z),
            Vector3(far.left, far.bottom, far.block.origin.z),
            Vector3(near.right, near.bottom, near.block.origin.z),
        ].map(frame.project)
        guard corners[1].x > corners[0].x else { return }
        let fill = signal.opacity(0.13 * (1 - 0.6 * frame.turn))
        drawing.overlay.append(.polygon(corners, fill))
        for line in [[corners[0], corners[1]], [corners[3], corners[2]]] {
            drawing.overlay.append(
                .polyline(Polyline(line, width: 1.4, color: signal, casing: frame.theme.casing.opacity(0.8))))
        }
    }

    private func outline(
        _ block: BlockPlace, _ box: PixelBox, isMain: Bool, size: SIMD2<Int>, into drawing: inout Drawing
    ) {
        let unit = SIMD2(1 / Float(max(1, size.x)), 1 / Float(max(1, size.y)))
        let corners = frame.quad(
            block, x: Float(box.x) * unit.x, y: Float(box.y) * unit.y, width: Float(box.width) * unit.x,
            height: Float(box.height) * unit.y)
        let extent = pointwiseMax(corners[2] - corners[0], Point(1, 1))
        let isTiny = extent.max() < 5
        if isMain, !isTiny { drawing.overlay.append(.polygon(corners, signal.opacity(0.22))) }
        let center = (corners[0] + corners[2]) / 2
        let shown =
            isTiny
            ? [Point(-2.5, -2.5), Point(2.5, -2.5), Point(2.5, 2.5), Point(-2.5, 2.5)].map { center + $0 }
            : corners
        drawing.overlay.append(
            .polyline(
                Polyline(
                    shown, width: isMain ? 2 : 1.2, color: signal, isClosed: true,
                    casing: frame.theme.casing)))
    }

    // MARK: Orbit

    /// A window in the right side of the earlier block, and the frustum from it to the later one.
    private func solid(
        from near: Part, to far: Part, isLast: Bool, _ opacity: Float, into drawing: inout Drawing
    ) {
        let right = near.block.maxX + 0.4
        let nearDepth = near.block.depth
        let farDepth = isLast ? 0 : far.block.depth
        let farLeft = isLast ? far.left : far.block.origin.x - 0.4
        let a = [
            Vector3(right, near.top, 0), Vector3(right, near.bottom, 0),
            Vector3(right, near.bottom, nearDepth),
            Vector3(right, near.top, nearDepth),
        ]
        let b = [
            Vector3(farLeft, far.top, 0), Vector3(farLeft, far.bottom, 0),
            Vector3(farLeft, far.bottom, farDepth),
            Vector3(farLeft, far.top, farDepth),
        ]
        guard farLeft > right else { return }
        func quad(_ corners: [Vector3], _ alpha: Float) {
            drawing.world.append(
                .triangles(
                    [0, 1, 2, 0, 2, 3].map { WorldVertex(corners[$0], signal.opacity(alpha * opacity)) }))
        }
        quad(a, 0.30)
        quad([a[3], b[3], b[2], a[2]], 0.10)
        quad([a[0], b[0], b[3], a[3]], 0.20)
        quad([a[0], b[0], b[1], a[1]], 0.13)
        drawing.world.append(.line(WorldLine([a[3], b[3]], width: 1.1, color: signal.opacity(opacity))))
        drawing.world.append(.line(WorldLine(a, width: 1.1, color: signal.opacity(opacity), isClosed: true)))
    }
}
