import Rendering

/// Draws the mats under the columns, and the edges of a branching network with its knots.
@MainActor struct FloorDrawing {
    /// What is drawn.
    let frame: NetworkFrame

    /// Mats before anything else: they lie under it.
    func drawMats(into drawing: inout Drawing) {
        let share = frame.arrangement.floorOpacity
        let opacity = share * share * share
        guard opacity > 0.01 else { return }
        let theme = frame.theme
        for mat in frame.arrangement.mats {
            drawing.world.append(quad(mat.corners, theme.ink.opacity(0.035 * opacity)))
            for print in mat.footprints {
                drawing.world.append(quad(print, theme.ink.opacity(0.06 * opacity)))
            }
            drawing.world.append(
                .line(
                    WorldLine(mat.corners, width: 1, color: theme.line2.opacity(opacity), isClosed: true)))
        }
    }

    /// The edges, thin and behind all labels.
    func drawEdges(into drawing: inout Drawing) {
        guard frame.fan < 1 else { return }
        let color = frame.theme.line2.opacity(1 - frame.fan)
        for edge in frame.arrangement.edges where edge.count > 1 {
            drawing.world.append(.line(WorldLine(edge, width: 1.2, color: color)))
        }
    }

    /// The knots of joins: a ring with what happens in it.
    func drawKnots(into drawing: inout Drawing) {
        guard frame.fan < 1, !frame.content.graph.isLinear else { return }
        let theme = frame.theme
        for layer in frame.content.layers where layer.kind == .join {
            let column = frame.arrangement.columns[layer.id]
            let center = frame.project(column.middle)
            let width = (column.right - column.left) * frame.scale
            let radius: Float = width < 6 ? 2 : 6
            let isHovered = frame.hover == .knot(layer.id)
            let box = Rectangle(
                x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)
            drawing.overlay.append(
                .box(
                    Box(
                        box, fill: radius < 4 ? theme.ink3 : theme.raised,
                        border: isHovered ? theme.signal : theme.ink3, borderWidth: 1.2, radius: radius)))
            guard radius > 4 else { continue }
            for arm in [Point(3, 0), Point(0, 3)] where isSum(layer.id) || arm.y > 0 {
                drawing.overlay.append(
                    .polyline(Polyline([center - arm, center + arm], width: 1.2, color: theme.ink2)))
            }
        }
    }

    /// Sums keep the number of maps of what they join; everything else puts maps side by side.
    private func isSum(_ id: Int) -> Bool {
        let layer = frame.content.layers[id]
        return layer.predecessors.allSatisfy { frame.content.layers[$0].mapCount == layer.mapCount }
    }

    private func quad(_ corners: [Vector3], _ color: Color) -> WorldItem {
        .triangles([0, 1, 2, 0, 2, 3].map { WorldVertex(corners[$0], color) })
    }
}
