import Rendering

/// Puts one frame together, from what lies farthest to what lies on top.
@MainActor struct NetworkDrawing {
    /// What is drawn.
    let frame: NetworkFrame
    /// What the hand does.
    let hand: NetworkHand

    /// The whole frame.
    func drawing() -> Drawing {
        var drawing = Drawing(background: frame.theme.paper, camera: frame.camera)
        guard frame.content.hasNetwork else {
            drawEmpty(into: &drawing)
            return drawing
        }
        let floor = FloorDrawing(frame: frame)
        floor.drawMats(into: &drawing)
        if let planes = frame.content.planes {
            BlockDrawing(frame: frame).draw(into: &drawing)
            PlaneDrawing(frame: frame, content: planes).draw(into: &drawing)
            PlaneOverlay(frame: frame, content: planes, hand: hand).draw(into: &drawing.overlay)
            CameraCard(frame: frame).draw(into: &drawing)
            return drawing
        }
        floor.drawEdges(into: &drawing)
        BlockDrawing(frame: frame).draw(into: &drawing)
        let field = field.map { ReceptiveFieldDrawing(frame: frame, field: $0) }
        field?.drawSolid(into: &drawing)
        floor.drawKnots(into: &drawing)
        field?.drawLines(into: &drawing)
        BlockMarks(frame: frame, hand: hand).draw(into: &drawing)
        InputFace(frame: frame, hand: hand).draw(into: &drawing)
        drawGround(into: &drawing)
        let connections = ConnectionDrawing(frame: frame)
        connections.draw(into: &drawing)
        drawWords(into: &drawing)
        MovementBars(frame: frame).draw(into: &drawing)
        TopTen(frame: frame).draw(into: &drawing)
        OutputFace(frame: frame).draw(into: &drawing)
        StageKey(frame: frame).draw(into: &drawing)
        CameraCard(frame: frame).draw(into: &drawing)
        FanOutDrawing(frame: frame, elapsed: hand.fanElapsed).draw(into: &drawing)
        connections.drawLeader(into: &drawing)
        ExplanationCard(frame: frame, focusedRow: hand.explainedRow)?.draw(into: &drawing.overlay)
        return drawing
    }

    /// The field that is shown: the pinned one, else that of the pixel under the pointer.
    private var field: ReceptiveField? {
        hand.field
    }

    private func drawWords(into drawing: inout Drawing) {
        var board = LabelBoard(stage: Rectangle(origin: .zero, size: frame.stage.size).inset(by: 2))
        reserve(on: &board)
        HeaderDrawing(frame: frame).place(on: &board)
        PinTag(frame: frame, field: hand.field, isPinned: frame.content.selection.pin != nil).place(
            on: &board)
        BlockLabels(frame: frame).place(on: &board)
        drawing.overlay += board.items
    }

    /// Paper under title, top 10 and key where the hand has moved the network: they stay legible over it.
    private func drawGround(into drawing: inout Drawing) {
        guard frame.isMovedByHand, frame.fan < 0.5 else { return }
        for place in [frame.regions.title, frame.regions.top, frame.regions.key] {
            let box = Box(place.inset(by: -12), fill: frame.theme.paper.opacity(0.88), radius: 6)
            drawing.overlay.append(.box(box))
        }
    }

    /// Card, top 10 and key are never written over.
    private func reserve(on board: inout LabelBoard) {
        guard frame.fan < 0.5 else { return }
        board.reserve(frame.regions.card)
        board.reserve(frame.regions.top.inset(by: -6))
        board.reserve(frame.regions.key)
        guard frame.turn < 0.5 else { return }
        for column in frame.arrangement.columns {
            for block in column.blocks where block.isVisible {
                let (low, high) = (
                    frame.project(block.origin), frame.project(block.origin + block.right + block.down)
                )
                board.reserve(Rectangle(origin: low, size: high - low).inset(by: 1))
            }
        }
    }

    private func drawEmpty(into drawing: inout Drawing) {
        let center = frame.stage.size / 2
        drawing.overlay.append(
            .text(
                TextRun(
                    frame.content.emptyReason ?? "", at: center, size: TypeSize.section,
                    color: frame.theme.ink2,
                    alignment: .center)))
    }
}

/// Outlines of what is pointed at and chosen, and the line that shows that work is under way.
@MainActor struct BlockMarks {
    /// What is marked.
    let frame: NetworkFrame
    /// What the hand does.
    let hand: NetworkHand

    /// Draws them on top of the faces.
    func draw(into drawing: inout Drawing) {
        let content = frame.content
        if let layer = content.selection.layer, frame.arrangement.columns.indices.contains(layer) {
            for (row, block) in frame.arrangement.columns[layer].blocks.enumerated() where block.isVisible {
                guard content.selection.cluster == nil || content.selection.cluster == row else { continue }
                outline(
                    block, frame.theme.ink, width: content.selection.cluster == row ? 3 : 2, into: &drawing)
            }
        }
        switch frame.hover {
        case .pixel(let layer, let cluster, _, _), .block(let layer, let cluster):
            let blocks = frame.arrangement.columns[layer].blocks
            if blocks.indices.contains(cluster) {
                outline(blocks[cluster], frame.theme.signal, width: 2, into: &drawing)
            }
        default: break
        }
        if frame.showsActivity { drawActivity(into: &drawing) }
    }

    private func outline(_ block: BlockPlace, _ color: Color, width: Float, into drawing: inout Drawing) {
        let corners = block.corners.prefix(4).map(frame.project)
        drawing.overlay.append(
            .polyline(
                Polyline(
                    corners, width: width, color: color, isClosed: true,
                    casing: frame.theme.casing.opacity(0.9))))
    }

    /// A line of ink under the first bar of every column that is not up to date.
    private func drawActivity(into drawing: inout Drawing) {
        for column in frame.arrangement.columns {
            guard let block = column.blocks.first, block.isVisible else { continue }
            let (left, right) = (frame.project(block.origin), frame.project(block.origin + block.right))
            let line = [left - Point(0, 3), right - Point(0, 3)]
            drawing.overlay.append(.polyline(Polyline(line, width: 2, color: frame.theme.ink)))
        }
    }
}

/// The tag at a pinned pixel.
@MainActor struct PinTag {
    /// What it belongs to.
    let frame: NetworkFrame
    /// The pinned field.
    let field: ReceptiveField?
    /// Whether it stays.
    let isPinned: Bool

    /// Leader, frame and words, where there is room.
    func place(on board: inout LabelBoard) {
        guard isPinned, frame.fan < 0.5, let field, frame.arrangement.columns.indices.contains(field.layer)
        else { return }
        let blocks = frame.arrangement.columns[field.layer].blocks
        guard blocks.indices.contains(field.cluster), blocks[field.cluster].isVisible else { return }
        let block = blocks[field.cluster]
        let layer = frame.content.layers[field.layer]
        let pixel = frame.project(
            block.origin + block.right * ((Float(field.x) + 0.5) / Float(max(1, layer.width)))
                + block.down * ((Float(field.y) + 0.5) / Float(max(1, layer.height))))
        let bottom = block.corners.prefix(4).map { frame.project($0).y }.max() ?? pixel.y
        let words = "Pinned: \(NumberFormat.position(field.x, field.y))"
        let width = frame.width(words, 13, .semibold) + 20
        var box = Rectangle(
            x: (pixel.x - width / 2).rounded(), y: (bottom + 6).rounded(), width: width, height: 24)
        box.origin.x = min(max(4, box.origin.x), frame.stage.size.x - width - 4)
        let signal = frame.theme.signal
        board.place(
            LabelBoard.Label(
                items: [
                    .polyline(
                        Polyline(
                            [pixel, Point(pixel.x, box.minY)], width: 1.4, color: signal,
                            casing: frame.theme.casing)),
                    .box(Box(box, fill: frame.theme.raised, border: signal, borderWidth: 1.4, radius: 4)),
                    .text(
                        TextRun(
                            words, at: Point(box.center.x, box.maxY - 8), size: 13, weight: .semibold,
                            color: frame.theme.ink, alignment: .center)),
                ], bounds: box))
    }
}
