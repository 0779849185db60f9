import Rendering
import Scenes
import Workbench

/// What the frame remembers of the tour between frames.
struct TourMemory {
    /// What the card's place was chosen for.
    struct Key: Equatable {
        let step: TourStep?
        let scene: SceneName
        let window: Point
        let target: SIMD2<Int>
        /// What of the network is open on the stage, and whether there is anything on it.
        let open: [Int?]
    }

    /// Where the card stands.
    var place: Rectangle?
    var key: Key?
    /// When the key last changed.
    var changedAt = 0.0
    /// Whether the place is still to be chosen, when the stage has come to rest.
    var isDue = false
    /// Whether the user has put the card where it is.
    var isMoved = false
    /// Where on the card the user holds it.
    var grip: Point?
    /// Whether the tour is offered.
    var isOffering = false
    /// Whether it was ever offered.
    var wasOffered = false
}

extension InterfaceFrame {
    static let tourWidth: Float = 348

    /// What the tour asks for, near the place where it is done, which is ringed.
    func tourCard(_ state: AppState, _ scene: any Scene) {
        guard !state.settings.isPresenting, !isDialogOpen(state), let content = TourCardContent(state)
        else { return }
        let layout = TourCardLayout(content, canvas)
        let guide = scene.guide(for: state.tour?.step ?? .answer)
        let target = tourTarget(state, guide)
        let place = tourPlace(layout.size, target, guide, state, scene)
        float("tour", place) { draw(content, layout, at: place, state) }
        if let target, memory.popup == nil { ring(target, from: place) }
    }

    // MARK: What it points at

    /// What is ringed, in points of the window; nil: nothing.
    private func tourTarget(_ state: AppState, _ guide: TourGuide) -> Rectangle? {
        guard let tour = state.tour, !tour.isStepDone, state.isTourUnderWay else { return nil }
        if tour.step == .undo, state.scene == .network { return canvas.areas["bar.\(Action.command(.undo))"] }
        if tour.step == .data, state.scene.showsSamples { return canvas.areas["notice.1.0"] }
        guard state.scene == tour.step.scene else { return way(to: tour.step.scene, from: state.scene) }
        return guide.target.flatMap { onStage($0).intersection(visibleStage) }
    }

    /// The cell of the rail, or the word at the top of the stage, that leads to a scene.
    private func way(to scene: SceneName, from shown: SceneName) -> Rectangle? {
        let (isTab, isShown) = (SceneName.ofSwitch.contains(scene), SceneName.ofSwitch.contains(shown))
        if isTab, isShown { return TourTabs.place(of: scene, stageSize: layout.stage.size).map(onStage) }
        return canvas.areas[isTab ? "rail.samples" : "rail.\(scene)"]
    }

    private func onStage(_ place: Rectangle) -> Rectangle {
        Rectangle(origin: layout.stage.origin + place.origin, size: place.size)
    }

    private func ring(_ target: Rectangle, from card: Rectangle) {
        let ring = target.inset(by: -5)
        if let leader = TourCardPlace.leader(from: card, to: ring) {
            canvas.line([leader.start, leader.end], canvas.theme.casing, width: 4)
            canvas.line([leader.start, leader.end], canvas.theme.ink, width: 1.5)
        }
        canvas.outline(ring.inset(by: -1), canvas.theme.casing, width: 4, radius: 7)
        canvas.outline(ring, canvas.theme.ink, width: 2, radius: 6)
    }

    // MARK: Where it stands

    /// Where the card stands: it stays where it is as long as that serves, so that it does not run from the hand.
    private func tourPlace(
        _ size: Point, _ target: Rectangle?, _ guide: TourGuide, _ state: AppState, _ scene: any Scene
    ) -> Rectangle {
        let bounds = Rectangle(
            x: FrameLayout.railWidth, y: FrameLayout.barHeight,
            width: layout.statusLine.maxX - FrameLayout.railWidth,
            height: layout.statusLine.minY - FrameLayout.barHeight
        ).inset(by: 12)
        var wanted = TourCardPlace(bounds: bounds, size: size, target: target, occupied: [])
        let (step, before) = (state.tour?.step, memory.tour.key)
        // When the step is done nothing is pointed at any more, and the card stays where it is.
        let last = before?.step == step ? before?.target : nil
        let key = TourMemory.Key(
            step: step, scene: state.scene, window: layout.statusLine.size,
            target: target.map { SIMD2(Int($0.center.x / 60), Int($0.center.y / 60)) } ?? last ?? .zero,
            open: [
                state.selection.cluster, state.selection.map, state.selection.explained.first.map { _ in 0 },
                guide.occupied.isEmpty ? nil : 0,
            ])
        if key != memory.tour.key {
            let isOtherStep = key.step != memory.tour.key?.step || key.window != memory.tour.key?.window
            if isOtherStep { memory.tour.isMoved = false }
            memory.tour.key = key
            memory.tour.changedAt = canvas.time
            memory.tour.isDue = !memory.tour.isMoved
        }
        let kept = memory.tour.place.map { wanted.kept($0) }
        if let kept, memory.tour.isMoved || memory.tour.grip != nil { return remember(kept) }
        // While the stage moves nobody knows where things will be.
        let isMoving = scene.isAnimating && canvas.time < memory.tour.changedAt + 0.6
        if let kept, memory.tour.isDue ? isMoving : wanted.allows(kept) || isMoving { return remember(kept) }
        memory.tour.isDue = false
        wanted.occupied = guide.occupied.map { (onStage($0), 1) } + floating.map { ($0, 20) }
        if let panel = layout.panel { wanted.occupied.append((panel, 0.35)) }
        // Room for what will be said when the step is done.
        wanted.size.y = min(size.y + (state.tour?.isStepDone == true ? 0 : 56), bounds.height)
        let best = wanted.best
        wanted.size = size
        return remember(wanted.kept(best))
    }

    private func remember(_ place: Rectangle) -> Rectangle {
        memory.tour.place = place
        return place
    }

    // MARK: What is drawn

    private func draw(
        _ content: TourCardContent, _ layout: TourCardLayout, at place: Rectangle, _ state: AppState
    ) {
        card(place)
        let column = PanelColumn(
            x: place.minX + TourCardLayout.padding, width: layout.textWidth,
            y: place.minY + TourCardLayout.top)
        // The way on comes first, so that it is the first to have the keyboard.
        buttons(content.buttons, in: place)
        header(content, column.take(TourCardLayout.header), state)
        for line in layout.title { canvas.text(line, in: column.take(24), .valueStrong, canvas.theme.ink) }
        column.y += 2
        text(layout.task, "task", content.done == nil ? canvas.theme.ink : canvas.theme.ink2, column)
        if let found = layout.done {
            column.y += TourCardLayout.gap
            let mark = Rectangle(x: column.x - 3, y: column.y, width: 20, height: 20)
            if state.tour?.step.isTalk == false { canvas.icon(.check, in: mark, size: 18, canvas.theme.ink) }
            text(found, "done", canvas.theme.ink, column, indent: layout.indent)
        } else if let hint = layout.hint {
            column.y += TourCardLayout.gap
            text(hint, "hint", canvas.theme.ink, column)
        }
        move(place)
    }

    private func header(_ content: TourCardContent, _ row: Rectangle, _ state: AppState) {
        let close = Rectangle(x: row.maxX - 22, y: row.minY - 4, width: 28, height: 28)
        if canvas.iconButton("tour.leave", .close, close, words: "Leave the tour; Settings starts it again") {
            ask(.tour(.leave))
        }
        guard let tour = state.tour, let index = content.steps.firstIndex(of: tour.step) else {
            canvas.text("Tour", in: row, .label, canvas.theme.ink2)
            return
        }
        canvas.text("Tour, \(index + 1) of \(content.steps.count)", in: row, .label, canvas.theme.ink2)
        let pitch: Float = 13
        let left = close.minX - 10 - Float(content.steps.count) * pitch
        for (position, step) in content.steps.enumerated() {
            let area = Rectangle(
                x: left + Float(position) * pitch, y: row.minY, width: pitch, height: row.height)
            let id = "tour.dot.\(position)"
            let touch = canvas.area(id, area)
            canvas.disc(area.center, radius: position == index ? 5 : 4, canvas.theme.ink)
            if position != index, !tour.done.contains(step) {
                canvas.disc(area.center, radius: 2.6, canvas.theme.raised)
            }
            canvas.tooltip(id, TourWords.title(of: step), beside: area)
            canvas.focusRing(area.inset(by: 3), touch)
            if touch.contains(.clicked) { ask(.tour(.go(step))) }
        }
    }

    /// Lines of words; those of the glossary are underlined and say what they mean.
    private func text(
        _ lines: [[TourText.Placed]], _ name: String, _ color: Color, _ column: PanelColumn,
        indent: Float = 0
    ) {
        for (row, line) in lines.enumerated() {
            let place = column.take(TourCardLayout.line)
            for (index, word) in line.enumerated() {
                let x = place.minX + indent + word.x
                canvas.text(
                    word.piece.words, at: Point(x, place.center.y + TextStyle.body.capHeight / 2), .body,
                    color)
                guard let meaning = word.piece.term.flatMap(Glossary.meaning) else { continue }
                let area = Rectangle(x: x, y: place.minY, width: word.width, height: place.height)
                explained("tour.\(name).\(row).\(index)", meaning, area)
            }
        }
    }

    /// A word with a dotted line below it.
    private func explained(_ id: String, _ meaning: String, _ area: Rectangle) {
        let touch = canvas.area(id, area)
        let color = touch.isDisjoint(with: [.hovered, .focused]) ? canvas.theme.ink3 : canvas.theme.ink
        var x = area.minX
        while x < area.maxX - 1 {
            canvas.fill(Rectangle(x: x, y: area.maxY - 2, width: 2, height: 1), color)
            x += 4
        }
        if touch.contains(.hovered) { canvas.cursor = .hand }
        canvas.focusRing(area.inset(by: 2), touch)
        if touch.contains(.focused) {
            canvas.tooltips.append(Tooltip(words: meaning, key: nil, place: area))
        } else {
            canvas.tooltip(id, meaning, beside: area)
        }
    }

    private func buttons(_ buttons: [TourCardContent.Button], in place: Rectangle) {
        let inner = place.width - 2 * TourCardLayout.padding
        let count = Float(max(buttons.count, 1))
        let width = min((inner - 8 * (count - 1)) / count, 130)
        for (index, button) in buttons.enumerated().reversed() {
            let isLast = index == buttons.count - 1
            let x =
                isLast
                ? place.maxX - TourCardLayout.padding - width
                : place.minX + TourCardLayout.padding + Float(index) * (width + 8)
            let cell = Rectangle(x: x, y: place.maxY - 14 - 34, width: width, height: 34)
            let id = "tour.\(button.id)"
            if canvas.button(id, button.title, cell, isEnabled: button.isEnabled) { ask(button.command) }
            let key: Key? =
                button.command == .tour(.next) ? .pageDown : button.command == .tour(.back) ? .pageUp : nil
            if let key { canvas.tooltip(id, button.title, key: key.name, beside: cell) }
        }
    }

    /// The head of the card is what it is moved by.
    private func move(_ place: Rectangle) {
        let head = Rectangle(x: place.minX, y: place.minY, width: place.width, height: 66)
        let touch = canvas.area("tour.move", head, isFocusable: false)
        guard touch.contains(.held), let pointer = canvas.pointer else {
            memory.tour.grip = nil
            return
        }
        let grip = memory.tour.grip ?? pointer - place.origin
        memory.tour.grip = grip
        guard pointer - place.origin != grip else { return }
        memory.tour.isMoved = true
        memory.tour.place = Rectangle(origin: pointer - grip, size: place.size)
    }

    // MARK: Keys

    /// Next and back, in every scene while the tour is gone through.
    func takesForTour(
        _ key: Key, _ modifiers: Modifiers, _ state: AppState, perform: (Action) -> Void
    ) -> Bool {
        guard state.tour != nil, state.lesson == nil, !state.settings.isPresenting, modifiers.isEmpty else {
            return false
        }
        switch key {
        case .pageDown where state.tour?.step != .end: perform(.command(.tour(.next)))
        case .pageUp: perform(.command(.tour(.back)))
        default: return false
        }
        return true
    }
}
