import Rendering

/// Names, numbers and bars at the columns: always upright, never two on one place.
///
/// What matters most is put down first; the rest only where there is room: names, entropies with their bars,
/// numbers of maps, shares.
@MainActor struct BlockLabels {
    /// What is labelled.
    let frame: NetworkFrame

    private var theme: Theme { frame.theme }
    private var content: NetworkContent { frame.content }

    /// Puts everything on the board.
    func place(on board: inout LabelBoard) {
        let anchors = anchors()
        let columns = anchors.keys.sorted { (rank($0), $0) < (rank($1), $1) }
        for id in columns { placeName(id, anchors[id] ?? [:], on: &board) }
        for id in columns { placeEntropies(id, anchors[id] ?? [:], on: &board) }
        for id in columns { placeCounts(id, on: &board) }
        placeStrips(on: &board)
    }

    /// Pointed at and chosen columns come first.
    private func rank(_ id: Int) -> Int { isEmphasized(id) ? 0 : 1 }

    private func isEmphasized(_ id: Int) -> Bool {
        frame.hover?.layer == id || content.selection.layer == id || content.selection.pin?.layer == id
    }

    private func detail(_ id: Int) -> LabelDetail {
        let column = frame.arrangement.columns[id]
        guard !isEmphasized(id) else { return .full }
        guard let block = column.blocks.first(where: \.isVisible), column.detail > .none else { return .none }
        let width = (frame.project(block.origin + block.right) - frame.project(block.origin)).x
        return min(column.detail, LabelDetail(faceWidth: width / (frame.turn > 0.5 ? 0.8 : 1)))
    }

    // MARK: Where

    /// Where the words of a block begin: the left end of its bar's lower edge.
    private struct Anchor {
        var place: Point
        var width: Float
    }

    /// By layer and row. In Plate the columns of a row share one line, above the deepest of them.
    private func anchors() -> [Int: [Int: Anchor]] {
        var result: [Int: [Int: Anchor]] = [:]
        var line: [Int: Float] = [:]
        for layer in content.layers where layer.kind == .convolution {
            let column = frame.arrangement.columns[layer.id]
            for (row, block) in column.blocks.enumerated() where block.isVisible {
                let top = [0, 1, 4, 5].map { frame.project(block.corners[$0]) }
                let highest = top.map(\.y).min() ?? 0
                if !column.sharesRank { line[row] = min(line[row] ?? highest, highest) }
                let offset = block.depth > 20 ? max(0, top[3].x - top[1].x) / 2 * frame.turn : 0
                let width = top[1].x - top[0].x
                result[layer.id, default: [:]][row] = Anchor(
                    place: Point(top[0].x + offset, highest),
                    width: max(width, frame.turn > 0.5 ? 74 : min(74, width + 8)))
            }
        }
        for (id, rows) in result where !frame.arrangement.columns[id].sharesRank && frame.fan < 0.5 {
            for (row, anchor) in rows {
                let shared = line[row] ?? anchor.place.y
                result[id]?[row]?.place.y += (shared - anchor.place.y) * (1 - frame.turn)
            }
        }
        return result
    }

    // MARK: What

    private func placeName(_ id: Int, _ rows: [Int: Anchor], on board: inout LabelBoard) {
        guard let row = rows.keys.min(), let anchor = rows[row] else { return }
        let detail = detail(id)
        guard detail > .none else { return }
        let column = frame.arrangement.columns[id]
        let hasCount = detail == .full && !column.sharesRank
        let words: Float = detail >= .medium ? 32 : 14
        let y = anchor.place.y - words - (hasCount ? 28 : 6)
        let names = detail == .small ? [content.shortName(of: id)] : [content.layers[id].name, content.shortName(of: id)]
        let weight = FontWeight.semibold
        for name in names {
            let run = text(name, anchor.place.x, y, TypeSize.body, weight, tone(id, theme.ink))
            guard board.place(label([run], trailing: 3)) else { continue }
            break
        }
        guard hasCount else { return }
        let count = NumberFormat.count(content.layers[id].mapCount, "map")
        let run = text(count, anchor.place.x, y + 18, TypeSize.label, .regular, tone(id, theme.ink2))
        board.place(label([run], trailing: 3))
    }

    private func placeEntropies(_ id: Int, _ rows: [Int: Anchor], on board: inout LabelBoard) {
        let detail = detail(id)
        guard detail > .none else { return }
        for (row, anchor) in rows.sorted(by: { $0.key < $1.key }) {
            let clusters = content.clusters(of: id)
            let bar = Rectangle(
                x: anchor.place.x, y: anchor.place.y - 11, width: anchor.width, height: 3)
            guard clusters.indices.contains(row) else {
                placeLayerEntropy(id, anchor, on: &board)
                continue
            }
            let share = clusters[row].explainedVariance
            var items: [OverlayItem] = [
                .box(Box(bar, fill: tone(id, theme.line2).opacity(0.8)))
            ]
            if let share {
                let filled = Rectangle(x: bar.minX, y: bar.minY, width: bar.width * share, height: 3)
                items.append(.box(Box(filled, fill: tone(id, theme.bar))))
            }
            guard detail >= .medium else {
                board.place(LabelBoard.Label(items: items, bounds: bar.inset(by: -1)))
                continue
            }
            let entropy = text(
                NumberFormat.entropy(clusters[row].meanEntropy), anchor.place.x, anchor.place.y - 18,
                TypeSize.body, .semibold, tone(id, theme.ink))
            let width = frame.width(entropy.string, entropy.size, entropy.weight)
            let bounds = Rectangle(
                x: anchor.place.x, y: anchor.place.y - 30, width: max(width + 4, bar.width), height: 23)
            let words = share.map(NumberFormat.share) ?? "one value"
            let shareRun = text(
                words, bar.maxX, anchor.place.y - 18, TypeSize.label, .regular, tone(id, theme.ink2), .right)
            if width + 6 + frame.width(words, TypeSize.label) <= bar.width {
                items.append(.text(shareRun))
            }
            items.append(.text(entropy))
            board.place(LabelBoard.Label(items: items, bounds: bounds))
        }
    }

    /// In the mode without clusters: the mean over all maps of the layer.
    private func placeLayerEntropy(_ id: Int, _ anchor: Anchor, on board: inout LabelBoard) {
        guard content.showsAllMaps, content.analyses.indices.contains(id), detail(id) >= .medium else { return }
        let entropies = content.analyses[id].entropies
        let mean = entropies.reduce(0, +) / Float(max(1, entropies.count))
        let run = text(
            NumberFormat.entropy(mean), anchor.place.x, anchor.place.y - 12, TypeSize.body, .semibold,
            tone(id, theme.ink))
        board.place(label([run], trailing: 3))
    }

    private func placeCounts(_ id: Int, on board: inout LabelBoard) {
        guard detail(id) == .full, !content.showsAllMaps else { return }
        for (row, block) in frame.arrangement.columns[id].blocks.enumerated() where block.isVisible {
            let counts = content.mapCounts[id]
            guard counts.indices.contains(row), content.selection.pin?.cluster != row || content.selection.pin?.layer != id
            else { continue }
            let left = frame.project(block.origin + block.down)
            let right = frame.project(block.origin + block.down + block.right)
            let run = text(
                NumberFormat.count(counts[row], "map"), left.x, left.y + 0.6 * max(0, right.y - left.y) + 16,
                TypeSize.remark, .regular, tone(id, theme.ink2))
            board.place(label([run], trailing: 3))
        }
    }

    private func placeStrips(on board: inout LabelBoard) {
        for layer in content.layers where layer.kind == .dense && frame.fan < 0.5 {
            guard let block = frame.arrangement.columns[layer.id].blocks.first, block.isVisible else { continue }
            let top = frame.project(block.origin)
            let name = content.shortName(of: layer.id)
            for width: Float in [90, 64, 40] {
                let title = frame.stage.fonts.truncated(name, to: width, size: TypeSize.body, weight: .semibold)
                let runs = [
                    text(title, top.x - 2, top.y - 28, TypeSize.body, .semibold, theme.ink),
                    text(NumberFormat.count(layer.mapCount), top.x - 2, top.y - 11, TypeSize.label, .regular, theme.ink2),
                ]
                if board.place(label(runs, trailing: 4)) { break }
            }
        }
    }

    // MARK: How

    private func tone(_ id: Int, _ color: Color) -> Color {
        let fade = frame.arrangement.columns[id].blocks.map(\.fade).min() ?? 0
        return color.mixed(with: theme.paper, fade * 0.75)
    }

    private func text(
        _ string: String, _ x: Float, _ y: Float, _ size: Float, _ weight: FontWeight, _ color: Color,
        _ alignment: TextAlignment = .left
    ) -> TextRun {
        TextRun(
            string, at: Point(x.rounded(), y.rounded()), size: size, weight: weight, color: color, alignment: alignment,
            halo: theme.paper, haloRadius: 2 + 2 * frame.turn)
    }

    private func label(_ runs: [TextRun], trailing: Float) -> LabelBoard.Label? {
        let boxes = runs.map { $0.bounds(width: frame.width($0.string, $0.size, $0.weight) + trailing) }
        guard let first = boxes.first else { return nil }
        return LabelBoard.Label(
            items: runs.map(OverlayItem.text), bounds: boxes.dropFirst().reduce(first) { $0.union($1) })
    }
}
