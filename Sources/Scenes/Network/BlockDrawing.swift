import Rendering

/// Draws blocks: a body with an edge line every few maps, the face in front.
@MainActor struct BlockDrawing {
    /// What is drawn.
    let frame: NetworkFrame

    private var theme: Theme { frame.theme }

    /// How many maps lie between two edge lines: 8, or as many times 8 as keep the lines apart.
    static func mapsPerEdge(depthPerMap: Float, scale: Float) -> Int {
        let pitch = 8 * depthPerMap * scale
        guard pitch > 0 else { return 8 }
        return [1, 2, 4, 8, 16, 32, 64, 128].first { Float($0) * pitch >= 4 }.map { $0 * 8 } ?? 2048
    }

    /// The input, all columns from left to right, the knots.
    func draw(into drawing: inout Drawing) {
        drawInput(into: &drawing)
        let mapsPerEdge = Self.mapsPerEdge(depthPerMap: frame.arrangement.depthPerMap, scale: frame.scale)
        for layer in frame.content.layers {
            let column = frame.arrangement.columns[layer.id]
            for (row, block) in column.blocks.enumerated() where block.isVisible {
                guard layer.kind == .convolution else {
                    strip(block, layer: layer.id, into: &drawing)
                    continue
                }
                let counts = frame.mapCounts[layer.id]
                let maps = counts.indices.contains(row) ? counts[row] : 0
                let pitch = block.depth * Float(mapsPerEdge) / Float(max(1, maps))
                body(block, lines: maps / mapsPerEdge, every: pitch, into: &drawing)
                face(block, frame.pictures.face(layer: layer.id, cluster: row), into: &drawing)
            }
        }
    }

    private func drawInput(into drawing: inout Drawing) {
        let block = frame.arrangement.input
        guard block.isVisible else { return }
        body(block, lines: 0, every: 1, into: &drawing)
        face(block, frame.pictures.inputImage(), into: &drawing)
    }

    private func strip(_ block: BlockPlace, layer: Int, into drawing: inout Drawing) {
        body(block, lines: 0, every: 1, into: &drawing)
        let columns = Self.stripColumns(units: frame.content.layers[layer].mapCount, size: block.size)
        face(block, frame.pictures.strip(layer: layer, columns: columns), into: &drawing)
    }

    /// How many units of a strip stand side by side, so that they are about square.
    static func stripColumns(units: Int, size: SIMD2<Float>) -> Int {
        max(1, Int((Float(units) * size.x / max(1, size.y)).squareRoot().rounded()))
    }

    private func body(_ block: BlockPlace, lines: Int, every: Float, into drawing: inout Drawing) {
        guard block.depth > 0.2 else { return }
        func tone(_ color: Color) -> Color { color.mixed(with: theme.paper, block.fade * 0.9) }
        let corners = block.corners
        func quad(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ color: Color) -> [WorldVertex] {
            [a, b, c, a, c, d].map { WorldVertex(corners[$0], tone(color)) }
        }
        let isSeenFromRight = frame.turn < 0.5 || frame.angles.azimuth >= 0
        let side = isSeenFromRight ? quad(1, 5, 6, 2, theme.blockSide) : quad(0, 4, 7, 3, theme.blockSide)
        drawing.world.append(.triangles(side + quad(0, 4, 5, 1, theme.blockTop)))
        let near = isSeenFromRight ? [2, 1, 0] : [3, 0, 1]
        let edge = tone(theme.blockEdge)
        for line in 0..<max(0, lines) {
            let z = Float(line + 1) * every
            guard z < block.depth - 0.5 else { break }
            let place = near.map { corners[$0] + Vector3(0, 0, z) }
            drawing.world.append(.line(WorldLine(place, width: 1, color: edge.opacity(0.7))))
        }
        let outline = near.map { corners[$0 + 4] }
        drawing.world.append(.line(WorldLine(outline, width: 1, color: edge)))
        for corner in near {
            drawing.world.append(
                .line(WorldLine([corners[corner], corners[corner + 4]], width: 1, color: edge)))
        }
    }

    private func face(_ block: BlockPlace, _ image: DisplayImage?, into drawing: inout Drawing) {
        if let image {
            drawing.world.append(
                .face(
                    WorldFace(
                        origin: block.origin, right: block.right, down: block.down, image: image,
                        tint: theme.paper, fade: block.fade)))
        } else {
            let color = theme.surface.mixed(with: theme.paper, block.fade)
            let corners = block.corners
            drawing.world.append(.triangles([0, 1, 2, 0, 2, 3].map { WorldVertex(corners[$0], color) }))
        }
        let edge = theme.blockEdge.mixed(with: theme.paper, block.fade)
        drawing.world.append(
            .line(WorldLine(Array(block.corners.prefix(4)), width: 1, color: edge, isClosed: true)))
    }
}
