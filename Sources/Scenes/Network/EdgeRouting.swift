import Rendering

/// The ways of a branching network's edges: through the gaps between columns, past the ranks they jump over.
struct EdgeRouting {
    /// What is connected.
    var shape: NetworkShape

    /// One polyline an edge of the graph, from left to right, in the plane of the faces; none for a line.
    ///
    /// - Parameter waypoints: for edges that pass ranks, where they enter and leave them.
    func routes(in arrangement: Arrangement, waypoints: [Int: [Vector3]]) -> [[Vector3]] {
        guard !shape.graph.isLinear else { return [] }
        return shape.graph.edges.enumerated().map { index, edge in
            let start = leaving(edge.from, in: arrangement)
            let end = entering(edge.to, in: arrangement)
            return rounded([start] + (waypoints[index] ?? []) + [end])
        }
    }

    private func leaving(_ id: Int, in arrangement: Arrangement) -> Vector3 {
        guard id >= 0 else {
            let input = arrangement.input
            return Vector3(input.maxX + 3, input.center.y, 0)
        }
        let column = arrangement.columns[id]
        return shape.layers[id].kind == .join ? column.middle : Vector3(column.right + 2, column.middle.y, 0)
    }

    private func entering(_ id: Int, in arrangement: Arrangement) -> Vector3 {
        let column = arrangement.columns[id]
        return shape.layers[id].kind == .join ? column.middle : Vector3(column.left - 2, column.middle.y, 0)
    }

    /// Level pieces stay straight; between them the line swings over.
    private func rounded(_ corners: [Vector3]) -> [Vector3] {
        guard let first = corners.first else { return [] }
        return zip(corners, corners.dropFirst()).reduce(into: [first]) { line, pair in
            let (a, b) = pair
            if abs(a.y - b.y) < 0.5 {
                line.append(b)
            } else {
                line += (1...12).map { step in
                    let t = Float(step) / 12
                    let swing = t * t * (3 - 2 * t)
                    return Vector3(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * swing, a.z)
                }
            }
        }
    }
}
