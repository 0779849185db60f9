import Rendering

/// What lies flat over the planes: their names, the way of the sample that is pointed at, classes, the card, the key.
@MainActor struct PlaneOverlay {
    /// What is drawn.
    let frame: NetworkFrame
    /// What is on the planes.
    let content: PlaneContent
    /// What the hand does.
    let hand: NetworkHand

    private var theme: Theme { frame.theme }
    private var drawing: PlaneDrawing { PlaneDrawing(frame: frame, content: content) }

    /// All of it.
    func draw(into items: inout [OverlayItem]) {
        guard frame.arrangement.planes.count == content.planes.count else { return }
        var board = LabelBoard(stage: Rectangle(origin: .zero, size: frame.stage.size).inset(by: 2))
        for place in [frame.regions.card, frame.regions.top.inset(by: -6), frame.regions.key] {
            board.reserve(place)
        }
        placeTitle(on: &board)
        placeNames(on: &board)
        placeClasses(on: &board)
        items += board.items + pointedWay
        items += PlaneKey(frame: frame, content: content).items
        items += lasso + card
    }

    // MARK: Words

    private func placeTitle(on board: inout LabelBoard) {
        let words = PlaneWords.title(content, isMasked: frame.content.hasMask)
        let left = frame.regions.title.minX
        let room = frame.regions.card.minX - left - 24
        let subtitle = frame.stage.fonts.truncated(words.subtitle, to: room, size: TypeSize.body)
        let title = frame.stage.fonts.truncated(words.title, to: room, size: TypeSize.title, weight: .bold)
        let items: [OverlayItem] = [
            .text(
                TextRun(title, at: Point(left, 46), size: TypeSize.title, weight: .bold, color: theme.ink)),
            .text(TextRun(subtitle, at: Point(left, 72), size: TypeSize.body, color: theme.ink2)),
        ]
        board.place(
            LabelBoard.Label(items: items, bounds: Rectangle(x: left, y: 26, width: room, height: 50)))
    }

    /// The names of planes: those pointed at and open first, then both ends, then all that have room.
    private func placeNames(on board: inout LabelBoard) {
        let last = content.planes.count - 1
        let first = [frame.hover?.plane, frame.openPlane].compactMap(\.self)
        let rest = [0, last] + Array(content.planes.indices.dropFirst().dropLast())
        var named: Set<Int> = []
        for id in first + rest where named.insert(id).inserted {
            let plane = frame.arrangement.planes[id]
            guard plane.fade < 0.5 else { continue }
            let isStrong = first.contains(id)
            let corners = plane.corners.prefix(2).map(frame.project)
            // In Orbit on the plane's own paper: above it lie the points of the plane behind.
            let isFlat = frame.turn < 0.5
            let corner = corners.min { $0.x < $1.x } ?? .zero
            let place = (corner + (isFlat ? Point(0, -8) : Point(7, 18))).rounded(.toNearestOrAwayFromZero)
            for name in isStrong ? Array(content.planes[id].names.prefix(1)) : content.planes[id].names {
                let run = TextRun(
                    name, at: place, size: TypeSize.body, weight: .semibold,
                    color: isStrong ? theme.ink : theme.ink2, halo: isFlat ? theme.paper : theme.raised,
                    haloRadius: 3)
                let width = frame.width(name, TypeSize.body, .semibold) + 5
                if board.place(LabelBoard.Label(items: [.text(run)], bounds: run.bounds(width: width))) {
                    break
                }
            }
        }
    }

    /// Classes by name and mark where their mean ways end, on the plane in front.
    private func placeClasses(on board: inout LabelBoard) {
        guard content.selected.isEmpty, frame.openPlane == nil, let rank = drawing.order.last,
            let id = content.shape.ranks[rank].last, frame.arrangement.planes[id].fade < 0.5
        else { return }
        let plane = frame.arrangement.planes[id]
        let isLarge = plane.side * frame.scale >= 150
        // Many names would hide the plane: those of the list say the rest.
        let namesAll = isLarge && content.classCounts.count { $0 > 0 } <= 12
        for (index, mean) in content.planes[id].means.enumerated() {
            guard let mean, SampleMarks.mark(index) != .ring || namesAll || frame.hover?.classIndex == index
            else { continue }
            let place = frame.project(plane.place(of: mean))
            let mark = SampleMarks.mark(index)
            let reach = Rectangle(origin: place, size: .zero).inset(by: -7)
            if mark != .ring {
                board.place(
                    LabelBoard.Label(
                        items: mark.overlay(at: place, radius: 5.5, theme: theme, casing: theme.casing),
                        bounds: reach))
            }
            guard isLarge, content.population.classNames.indices.contains(index) else { continue }
            let name = frame.stage.fonts.truncated(
                content.population.classNames[index], to: 110, size: TypeSize.label, weight: .semibold)
            let run = TextRun(
                name, at: Point(place.x.rounded() + (mark == .ring ? 0 : 9), place.y.rounded() + 5),
                size: TypeSize.label, weight: .semibold,
                color: SampleMarks.color(index, theme).mixed(with: theme.ink, 0.45),
                alignment: mark == .ring ? .center : .left, halo: theme.raised, haloRadius: 3)
            let width = frame.width(name, TypeSize.label, .semibold) + 2
            board.place(LabelBoard.Label(items: [.text(run)], bounds: run.bounds(width: width)))
        }
    }

    // MARK: The hand

    /// The way of the sample that is pointed at, here or in another view, over all planes, with a ring on each.
    private var pointedWay: [OverlayItem] {
        guard let position = content.pointed.flatMap({ content.population.position(of: $0) }) else {
            return []
        }
        let places = content.planes.map { $0.places?.points[position] }
        var items: [OverlayItem] = drawing.paths.pieces(through: places).map { piece in
            .polyline(
                Polyline(
                    piece.line.map(frame.project), width: 2, color: theme.signal, casing: theme.casing))
        }
        let index = content.population.classOf[position]
        var marks: [PointCloud.Mark] = []
        for (plane, place) in zip(frame.arrangement.planes, places) {
            guard let place else { continue }
            let at = frame.project(plane.place(of: place))
            marks.append(.init(.ring, at: at, radius: 7.5, fill: theme.casing))
            marks.append(.init(.ring, at: at, radius: 6.5, fill: theme.signal))
            marks.append(
                .init(SampleMarks.mark(index), at: at, radius: 3.4, fill: SampleMarks.color(index, theme)))
        }
        if !marks.isEmpty { items.append(.points(PointCloud(marks))) }
        return items
    }

    private var card: [OverlayItem] {
        guard case .plane(.sample(let sample, let id)) = frame.hover, let facts = content.facts,
            hand.grip == nil,
            let position = content.population.position(of: sample),
            let place = content.planes[id].places?.points[position]
        else { return [] }
        let at = frame.project(frame.arrangement.planes[id].place(of: place))
        return SampleCard(
            facts.card(of: sample, image: content.image(sample)),
            beside: Rectangle(origin: at, size: .zero).inset(by: -10),
            in: Rectangle(origin: .zero, size: frame.stage.size).inset(by: 8),
            keeping: [frame.regions.top]
        ).items(theme: theme, fonts: frame.stage.fonts)
    }

    private var lasso: [OverlayItem] {
        guard case .lasso(let lasso, _, _) = hand.planeGrip, lasso.corners.count > 1 else { return [] }
        let line = { (width: Float, color: Color) in
            OverlayItem.polyline(Polyline(lasso.corners, width: width, color: color, isClosed: lasso.isArea))
        }
        return lasso.bands.map { .box(Box($0, fill: theme.signal.opacity(0.06))) }
            + [line(3.6, theme.casing), line(1.6, theme.signal)]
    }
}
