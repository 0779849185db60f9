import Rendering

/// Title, names of resolutions, the input's name, and what the rows mean.
@MainActor struct HeaderDrawing {
    /// What is labelled.
    let frame: NetworkFrame

    private var theme: Theme { frame.theme }
    private var content: NetworkContent { frame.content }

    /// How large the title is set.
    static func titleSize(of content: NetworkContent) -> Float {
        content.settings.isPresenting ? 25 : TypeSize.title
    }

    /// The words above the columns.
    static func title(of content: NetworkContent) -> (title: String, subtitle: String) {
        guard content.hasNetwork else { return ("Network", content.emptyReason ?? "") }
        if let title = content.presentedTitle { return (title, content.emptyReason ?? "") }
        let count = content.layers.filter { $0.kind != .join && !$0.isOutput }.count
        let columns = content.layers.filter { $0.kind == .convolution && !$0.isOutput }.count
        if content.settings.isPresenting {
            return ("One picture through the network", content.emptyReason ?? "")
        }
        let shown = columns > 0 ? columns : count
        let title = "One picture through \(NumberFormat.word(shown)) layer\(shown == 1 ? "" : "s")"
        if let reason = content.emptyReason { return (title, reason) }
        return (
            title,
            content.showsAllMaps
                ? "A block holds the maps of a layer, its face the liveliest of them; a click spreads them out."
                : "A block is a cluster of maps: its face what they have in common, its depth how many they are."
        )
    }

    /// Everything but the labels of blocks.
    func place(on board: inout LabelBoard) {
        placeTitle(on: &board)
        guard frame.fan < 0.5 else { return }
        placeInputName(on: &board)
        placeResolutions(on: &board)
        placeRowMeanings(on: &board)
    }

    private func placeTitle(on board: inout LabelBoard) {
        guard frame.fan < 0.5 else { return }
        let words = Self.title(of: content)
        let left = frame.regions.title.minX
        let room = frame.regions.card.minX - left - 24
        let fits = frame.width(words.subtitle, TypeSize.body) <= room || content.emptyReason != nil
        let titleSize = Self.titleSize(of: content)
        let subtitle = frame.stage.fonts.truncated(
            fits ? words.subtitle : "A block is a cluster of maps, its depth how many they are.", to: room,
            size: TypeSize.body)
        board.place(
            LabelBoard.Label(
                items: [
                    .text(
                        TextRun(
                            frame.stage.fonts.truncated(
                                words.title, to: room + 24, size: titleSize, weight: .bold),
                            at: Point(left, 46), size: titleSize, weight: .bold, color: theme.ink)),
                    .text(TextRun(subtitle, at: Point(left, 72), size: TypeSize.body, color: theme.ink2)),
                ], bounds: Rectangle(x: left, y: 26, width: min(room, frame.regions.title.width), height: 50))
        )
    }

    private func placeInputName(on board: inout LabelBoard) {
        guard content.hasNetwork else { return }
        let input = frame.arrangement.input
        let corner = frame.project(input.origin)
        let shape = content.inputShape
        let size = NumberFormat.product(shape.x, shape.y, shape.z)
        // Words much wider than a small picture reach out to its left, or they would cover the first column.
        let right = frame.project(input.origin + input.right).x + 8 - frame.width(size, TypeSize.label)
        let x = min(corner.x, max(right, 16))
        let y = corner.y - 12
        let items = [
            run("Input", x, y - 19, TypeSize.body, .semibold, theme.ink),
            run(size, x, y, TypeSize.label, .regular, theme.ink2),
        ]
        board.place(
            LabelBoard.Label(items: items, bounds: Rectangle(x: x, y: y - 32, width: 90, height: 36)))
    }

    /// Brackets over the columns in Plate, words at the mats in Orbit.
    private func placeResolutions(on board: inout LabelBoard) {
        if frame.turn > 0.5 {
            for mat in frame.arrangement.mats where !mat.title.isEmpty {
                let front = (frame.project(mat.corners[0]) + frame.project(mat.corners[1])) / 2
                let width = frame.width(mat.title, TypeSize.body, .semibold)
                let text = run(
                    mat.title, front.x, front.y + 26, TypeSize.body, .semibold, theme.ink2, .center)
                board.place(
                    LabelBoard.Label(
                        items: [text],
                        bounds: Rectangle(
                            x: front.x - width / 2 - 4, y: front.y + 14, width: width + 8, height: 16)))
            }
            return
        }
        let runs = FloorPlan(shape: content.shape).runs
        let y = bracketLine
        for (index, ids) in runs.enumerated() {
            let blocks = ids.flatMap { frame.arrangement.columns[$0].blocks }.filter(\.isVisible)
            guard let layer = ids.first.map({ content.layers[$0] }) else { continue }
            let left = blocks.map { frame.project($0.origin).x }.min() ?? 0
            let right = blocks.map { frame.project($0.origin + $0.right).x }.max() ?? 0
            let words = NumberFormat.product(layer.width, layer.height) + (index == 0 ? " px" : "")
            guard !content.settings.isPresenting else {
                let name = run(words, left, y + 5, TypeSize.label, .regular, theme.ink2)
                let bounds = Rectangle(x: left, y: y - 7, width: max(right - left, 40), height: 15)
                board.place(LabelBoard.Label(items: [name], bounds: bounds))
                continue
            }
            board.place(bracket(words, from: left, to: right, y: y))
        }
    }

    private func bracket(_ words: String, from left: Float, to right: Float, y: Float) -> LabelBoard.Label {
        let width = frame.width(words, TypeSize.body, .semibold)
        let middle = (left + right) / 2
        let color = theme.line2
        var items: [OverlayItem] = []
        var bounds = Rectangle(x: left, y: y - 6, width: max(1, right - left), height: 14)
        func line(_ points: [Point]) { items.append(.polyline(Polyline(points, width: 1, color: color))) }
        let (l, r, h) = (left.rounded() + 0.5, right.rounded() - 0.5, y.rounded() + 0.5)
        if right - left > width + 40 {
            line([Point(l, h + 6), Point(l, h), Point(middle - width / 2 - 8, h)])
            line([Point(middle + width / 2 + 8, h), Point(r, h), Point(r, h + 6)])
            items.append(run(words, middle, y + 5, TypeSize.body, .semibold, theme.ink2, .center))
        } else if right - left > width - 14 {
            items.append(run(words, middle, y + 5, TypeSize.body, .semibold, theme.ink2, .center))
            bounds = Rectangle(x: middle - width / 2 - 3, y: y - 7, width: width + 6, height: 15)
        } else {
            line([Point(l, h + 6), Point(l, h), Point(r, h), Point(r, h + 6)])
        }
        return LabelBoard.Label(items: items, bounds: bounds)
    }

    /// Above the highest words of the columns and the edges that pass over them.
    private var bracketLine: Float {
        let captions: Float = content.hasBlocks ? 18 : 0
        let tops = frame.arrangement.columns.compactMap { column -> Float? in
            guard let block = column.blocks.first(where: \.isVisible) else { return nil }
            let top = frame.project(block.origin + Vector3(0, 0, block.depth)).y - captions
            switch column.detail {
            case .full: return top - (column.sharesRank ? 72 : 92)
            case .medium: return top - 72
            case .small: return top - 46
            case .none: return top - 16
            }
        }
        let edges = frame.arrangement.edges.joined().map { frame.project($0).y - 16 }
        return (tops + edges).min() ?? 0
    }

    /// What the upper and the lower row are, beside the input picture in Plate.
    private func placeRowMeanings(on board: inout LabelBoard) {
        guard frame.turn < 0.5, !content.settings.isPresenting,
            content.clusters(of: content.layers.first?.id ?? 0).count > 1
        else { return }
        let columns = frame.arrangement.columns.filter { $0.blocks.count > 1 && !$0.sharesRank }
        guard let column = columns.first, let low = column.blocks.last(where: \.isVisible) else { return }
        let face = frame.arrangement.input
        let corners = face.corners.map(frame.project)
        let (top, bottom) = (corners.map(\.y).min() ?? 0, corners.map(\.y).max() ?? 0)
        for (block, words) in [
            (column.blocks[0], ("High entropy", "values spread out")),
            (low, ("Low entropy", "almost one value")),
        ] {
            let y = frame.project(block.center).y
            let left = StageRegions.margin
            guard y + 34 < top - 44 || y - 16 > bottom + 4 else { continue }
            let items = [
                run(words.0, left, y, TypeSize.label, .semibold, theme.ink2),
                run(words.1, left, y + 18, TypeSize.remark, .regular, theme.ink3),
            ]
            board.place(
                LabelBoard.Label(items: items, bounds: Rectangle(x: left, y: y - 12, width: 104, height: 34)))
        }
    }

    private func run(
        _ string: String, _ x: Float, _ y: Float, _ size: Float, _ weight: FontWeight, _ color: Color,
        _ alignment: TextAlignment = .left
    ) -> OverlayItem {
        .text(
            TextRun(
                string, at: Point(x.rounded(), y.rounded()), size: size, weight: weight, color: color,
                alignment: alignment, halo: theme.paper, haloRadius: 3))
    }
}
