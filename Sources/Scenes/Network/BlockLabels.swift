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
        let plan = LabelPlan(frame: frame, details: { isEmphasized($0) ? nil : detail($0) })
        let columns = plan.columns.filter { !isPutAway($0) }.sorted { (rank($0), $0) < (rank($1), $1) }
        for id in columns { placeName(id, plan, on: &board) }
        for id in columns { placeBlock(id, plan, on: &board) }
        for id in columns { placeEntropies(id, plan, on: &board) }
        for id in columns { placeCounts(id, plan, on: &board) }
        placeStrips(on: &board)
    }

    /// Pointed at and chosen columns come first.
    private func rank(_ id: Int) -> Int { isEmphasized(id) ? 0 : 1 }

    private func isEmphasized(_ id: Int) -> Bool {
        frame.hover?.layer == id || content.selection.layer == id || content.selection.pin?.layer == id
    }

    /// Whether a fan has folded the column into the small faces below, which have their own names.
    private func isPutAway(_ id: Int) -> Bool {
        frame.fan >= 0.5 && frame.arrangement.columns[id].detail == .none
    }

    private func detail(_ id: Int) -> LabelDetail {
        let column = frame.arrangement.columns[id]
        guard !isEmphasized(id) else { return .full }
        guard let block = column.blocks.first(where: \.isVisible), column.detail > .none else { return .none }
        guard abs(frame.scale - 1) > 0.1, frame.fan < 0.5 else { return column.detail }
        // Zoomed: as much as the faces are wide now.
        let width = (frame.project(block.origin + block.right) - frame.project(block.origin)).x
        return LabelDetail(faceWidth: width / (frame.turn > 0.5 ? 0.8 : 1))
    }

    private func placeName(_ id: Int, _ plan: LabelPlan, on board: inout LabelBoard) {
        guard let anchor = plan.first(id), detail(id) > .none else { return }
        let isEmphasized = isEmphasized(id)
        let column = frame.arrangement.columns[id]
        let hasCount = detail(id) == .full && !column.sharesRank && (plan.showsCounts || isEmphasized)
        let words: Float = detail(id) < .medium ? 14 : plan.showsEntropies || isEmphasized ? 32 : 14
        let names = isEmphasized ? content.title(of: id).all : [plan.name(of: id)]
        func place(at y: Float) -> Bool {
            names.contains { name in
                let run = text(name, anchor.place.x, y, TypeSize.body, .semibold, tone(id, theme.ink))
                return board.place(label([run], trailing: 3))
            }
        }
        let y = anchor.place.y - words - 28
        guard hasCount, place(at: y) else {
            // Where the count would push the name into what stands above, the name matters more.
            _ = place(at: anchor.place.y - words - 6)
            return
        }
        let count = NumberFormat.count(content.layers[id].mapCount, "map")
        let run = text(count, anchor.place.x, y + 18, TypeSize.label, .regular, tone(id, theme.ink2))
        board.place(label([run], trailing: 3))
    }

    /// What the layers of a block have in common in their names, once, above the first of them.
    private func placeBlock(_ id: Int, _ plan: LabelPlan, on board: inout LabelBoard) {
        guard let caption = plan.captions[id], let anchor = plan.first(id), detail(id) > .none,
            !isEmphasized(id)
        else { return }
        let words: Float = detail(id) < .medium ? 14 : plan.showsEntropies ? 32 : 14
        let hasCount = detail(id) == .full && !frame.arrangement.columns[id].sharesRank && plan.showsCounts
        let y = anchor.place.y - words - (hasCount ? 28 : 6) - 17
        let run = text(caption, anchor.place.x, y, TypeSize.label, .regular, tone(id, theme.ink2))
        board.place(label([run], trailing: 3))
    }

    private func placeEntropies(_ id: Int, _ plan: LabelPlan, on board: inout LabelBoard) {
        guard detail(id) > .none else { return }
        let clusters = content.clusters(of: id)
        let isEmphasized = isEmphasized(id)
        for (row, anchor) in plan.rows(id) {
            guard clusters.indices.contains(row) else {
                placeLayerEntropy(id, anchor, on: &board)
                continue
            }
            let bar = Rectangle(x: anchor.place.x, y: anchor.place.y - 11, width: anchor.width, height: 3)
            var items = bars(bar, share: clusters[row].explainedVariance, id)
            guard detail(id) >= .medium, plan.showsEntropies || isEmphasized else {
                board.place(LabelBoard.Label(items: items, bounds: bar.inset(by: -1)))
                continue
            }
            let y = anchor.place.y - 18
            let entropy = text(
                NumberFormat.entropy(clusters[row].meanEntropy), anchor.place.x, y, TypeSize.body, .semibold,
                tone(id, theme.ink))
            items.append(.text(entropy))
            let words = LabelPlan.remark(on: clusters[row], content)
            let width = frame.width(entropy.string, entropy.size, entropy.weight)
            if plan.showsShares || isEmphasized,
                width + LabelPlan.gap + frame.width(words, TypeSize.label) <= bar.width
            {
                items.append(
                    .text(text(words, bar.maxX, y, TypeSize.label, .regular, tone(id, theme.ink2), .right)))
            }
            let bounds = Rectangle(
                x: anchor.place.x, y: anchor.place.y - 30, width: max(width + 4, bar.width), height: 23)
            board.place(LabelBoard.Label(items: items, bounds: bounds))
        }
    }

    private func bars(_ bar: Rectangle, share: Float?, _ id: Int) -> [OverlayItem] {
        var filled = bar
        filled.size.x = bar.width * (share ?? 0)
        return [
            .box(Box(bar, fill: tone(id, theme.line2).opacity(0.8))),
            .box(Box(filled, fill: tone(id, theme.bar))),
        ]
    }

    /// In the mode without clusters: the mean over all maps of the layer.
    private func placeLayerEntropy(_ id: Int, _ anchor: LabelPlan.Anchor, on board: inout LabelBoard) {
        guard content.showsAllMaps, content.analyses.indices.contains(id), detail(id) >= .medium else {
            return
        }
        let entropies = content.analyses[id].entropies
        let mean = entropies.reduce(0, +) / Float(max(1, entropies.count))
        let run = text(
            NumberFormat.entropy(mean), anchor.place.x, anchor.place.y - 12, TypeSize.body, .semibold,
            tone(id, theme.ink))
        board.place(label([run], trailing: 3))
    }

    private func placeCounts(_ id: Int, _ plan: LabelPlan, on board: inout LabelBoard) {
        guard detail(id) == .full, !content.showsAllMaps, plan.showsCounts || isEmphasized(id),
            !content.settings.isPresenting
        else { return }
        let counts = frame.mapCounts[id]
        for (row, block) in frame.arrangement.columns[id].blocks.enumerated() where block.isVisible {
            let pin = content.selection.pin
            guard counts.indices.contains(row), pin?.cluster != row || pin?.layer != id else { continue }
            let left = frame.project(block.origin + block.down)
            let right = frame.project(block.origin + block.down + block.right)
            let run = text(
                NumberFormat.count(counts[row], "map"), left.x,
                left.y + 0.6 * max(0, right.y - left.y) + 16, TypeSize.remark, .regular,
                tone(id, theme.ink2))
            board.place(label([run], trailing: 3))
        }
    }

    private func placeStrips(on board: inout LabelBoard) {
        for layer in content.layers where layer.kind == .dense && frame.fan < 0.5 {
            guard let block = frame.arrangement.columns[layer.id].blocks.first, block.isVisible else {
                continue
            }
            let top = frame.project(block.origin)
            let names = content.title(of: layer.id).all + ["dense"]
            for title in names {
                let runs = [
                    text(title, top.x - 2, top.y - 28, TypeSize.body, .semibold, theme.ink),
                    text(
                        NumberFormat.count(layer.mapCount), top.x - 2, top.y - 11, TypeSize.label, .regular,
                        theme.ink2),
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
            string, at: Point(x.rounded(), y.rounded()), size: size, weight: weight, color: color,
            alignment: alignment,
            halo: theme.paper, haloRadius: 2 + 2 * frame.turn)
    }

    private func label(_ runs: [TextRun], trailing: Float) -> LabelBoard.Label? {
        let boxes = runs.map { $0.bounds(width: frame.width($0.string, $0.size, $0.weight) + trailing) }
        guard let first = boxes.first else { return nil }
        return LabelBoard.Label(
            items: runs.map(OverlayItem.text), bounds: boxes.dropFirst().reduce(first) { $0.union($1) })
    }
}
