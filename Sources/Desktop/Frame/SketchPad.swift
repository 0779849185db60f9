import Datasets
import Rendering
import Scenes
import Workbench

/// The hand on the drawing pad, between frames: every movement counts, not only the one that a frame sees.
struct PadMemory {
    /// Whether the pad is shown.
    var isOpen = false
    /// Whether the left button erases.
    var isErasing = false
    /// Where it lies in the window; of the latest frame.
    var place: Rectangle?
    /// What is being drawn.
    private(set) var stroke: Sketch.Stroke?
    /// What was drawn since the latest frame.
    private(set) var finished: [Sketch.Stroke] = []
    /// The button that draws.
    private var button: PointerButton?
    /// Whether the stroke has grown since it was taken last.
    private var hasGrown = false

    /// Begins a stroke; returns whether the place is on the pad.
    mutating func press(_ button: PointerButton, at place: Point) -> Bool {
        guard let pad = self.place, pad.contains(place), stroke == nil, button != .middle else {
            return false
        }
        self.button = button
        stroke = Sketch.Stroke([share(of: place, in: pad)], isErasing: isErasing || button == .right)
        hasGrown = true
        return true
    }

    /// Draws on to a place, which may lie beside the pad.
    mutating func move(to place: Point) {
        guard let pad = self.place, let last = stroke?.points.last else { return }
        let next = share(of: place, in: pad)
        let way = next - last
        // A hand that rests makes no points.
        guard (way * way).sum() > 0.004 * 0.004 else { return }
        stroke?.points.append(next)
        hasGrown = true
    }

    /// Ends the stroke.
    mutating func release(_ button: PointerButton) {
        guard button == self.button, let stroke else { return }
        finished.append(stroke)
        self.stroke = nil
        self.button = nil
    }

    /// Closes the pad; what is being drawn is done.
    mutating func close() {
        if let button { release(button) }
        isOpen = false
        place = nil
    }

    /// What the state is to be told of.
    mutating func takeCommands() -> [SketchCommand] {
        defer { (finished, hasGrown) = ([], false) }
        let added = finished.map { SketchCommand.add($0) }
        return added + (hasGrown ? stroke.map { [.preview($0)] } ?? [] : [])
    }

    private func share(of place: Point, in pad: Rectangle) -> SIMD2<Double> {
        let share = (place - pad.origin) / pad.size
        return SIMD2(Double(min(max(share.x, -0.1), 1.1)), Double(min(max(share.y, -0.1), 1.1)))
    }
}

extension InterfaceFrame {
    /// Opens or closes the pad; where nothing can be drawn, a sentence says why.
    func switchPad(_ state: AppState) {
        if memory.pad.isOpen { return memory.pad.close() }
        if let reason = state.whyNoDrawing {
            memory.notice = reason
        } else {
            memory.pad.isOpen = true
        }
    }

    /// Gives the pad what the button does; returns whether that was all.
    func pressPad(_ button: PointerButton, at place: Point, _ state: AppState) -> Bool {
        memory.pad.isOpen && !isModal(state) && memory.pad.press(button, at: place)
    }

    /// The pad at the left of the stage: what is drawn, what becomes of it, and what the network says.
    func sketchPad(_ state: AppState) {
        for command in memory.pad.takeCommands() { ask(.draw(command)) }
        guard let place = layout.pad else {
            memory.pad.place = nil
            return
        }
        canvas.region("pad", place) {
            canvas.fill(place, canvas.theme.surface)
            canvas.fill(
                Rectangle(x: place.maxX - 1, y: place.minY, width: 1, height: place.height), canvas.theme.line
            )
            scrolled("pad", place) { top in
                let column = PanelColumn(x: place.minX + 16, width: place.width - 32, y: top + 10)
                padHead(column)
                padSheet(state, column, clip: place)
                padTools(state, column)
                padReduction(state, column)
                return column.y + 12 - top
            }
        }
    }

    private func padHead(_ column: PanelColumn) {
        let head = column.take(32, gap: 2)
        canvas.text("Draw a picture", in: head, .heading, canvas.theme.ink)
        let close = Rectangle(x: head.maxX - 30, y: head.minY, width: 30, height: 30)
        if canvas.iconButton("pad.close", .close, close, words: "Close", key: "Esc") { memory.pad.close() }
        let hint = column.take(18, gap: 8)
        canvas.text("The right button erases.", in: hint, .label, canvas.theme.ink2)
    }

    /// What is drawn, white on black as the network is fed it.
    private func padSheet(_ state: AppState, _ column: PanelColumn, clip: Rectangle) {
        let row = column.take(column.width, gap: 10)
        let sheet = Rectangle(x: row.minX, y: row.minY, width: row.width, height: row.width)
        let touch = canvas.area("pad.sheet", sheet, isFocusable: false)
        // Scrolled away, it takes nothing.
        memory.pad.place = clip.contains(sheet.center) ? sheet : nil
        canvas.fill(sheet, Color(0x000000))
        canvas.clip(sheet) {
            let strokes = state.sketch.isPicture ? state.sketch.sketch.strokes : []
            for stroke in strokes + (memory.pad.stroke.map { [$0] } ?? []) { draw(stroke, on: sheet) }
            if strokes.isEmpty, memory.pad.stroke == nil {
                canvas.text(
                    "Draw here", in: sheet, .heading, Color(0x8C96A0), alignment: .center)
            }
            padPointer(sheet, touch)
        }
        canvas.outline(sheet, canvas.theme.line2)
    }

    private func draw(_ stroke: Sketch.Stroke, on sheet: Rectangle) {
        let color = Color(stroke.isErasing ? 0x000000 : 0xFFFFFF)
        let width = Float(stroke.isErasing ? Sketch.eraserWidth : Sketch.penWidth) * sheet.width
        let points = stroke.points.map { sheet.origin + Point(Float($0.x), Float($0.y)) * sheet.size }
        // One by one, or sharp turns would have tips; what is fed is round there.
        for (from, to) in zip(points, points.dropFirst()) { canvas.line([from, to], color, width: width) }
        if points.count == 1 { canvas.disc(points[0], radius: width / 2, color) }
    }

    /// The pen, or the eraser, under the pointer.
    private func padPointer(_ sheet: Rectangle, _ touch: Touch) {
        let isDrawing = memory.pad.stroke != nil
        guard let pointer = canvas.pointer, touch.contains(.hovered) || isDrawing else { return }
        canvas.cursor = .crosshair
        let isErasing = memory.pad.stroke?.isErasing ?? memory.pad.isErasing
        let width = Float(isErasing ? Sketch.eraserWidth : Sketch.penWidth) * sheet.width
        canvas.circle(pointer, radius: width / 2, canvas.theme.signal, width: 1.5)
    }

    private func padTools(_ state: AppState, _ column: PanelColumn) {
        let row = column.take(32, gap: 10)
        let tools = row.leading(142)
        if let index = canvas.segments(
            "pad.tool", ["Pen", "Eraser"], selected: memory.pad.isErasing ? 1 : 0, tools)
        {
            memory.pad.isErasing = index == 1
        }
        let hasInk = state.sketch.isPicture && !state.sketch.sketch.strokes.isEmpty
        let clear = Rectangle(x: tools.maxX + 8, y: row.minY, width: 64, height: 32)
        if canvas.button("pad.clear", "Clear", clear, isEnabled: hasInk) { ask(.draw(.clear)) }
        let save = Rectangle(x: clear.maxX + 8, y: row.minY, width: row.maxX - clear.maxX - 8, height: 32)
        if canvas.button("pad.save", "Save…", save, isEnabled: state.sketch.isPicture) {
            var dialog = PathDialog(.savedDrawing, beside: nil)
            dialog.text += "drawing.png"
            memory.pathDialog = dialog
        }
    }

    // MARK: What becomes of it

    private func padReduction(_ state: AppState, _ column: PanelColumn) {
        canvas.text("Reduced as", in: column.take(20, gap: 2), .label, canvas.theme.ink2)
        let reductions = SketchReduction.allCases
        if let index = canvas.segments(
            "pad.reduction", reductions.map(\.title),
            selected: reductions.firstIndex(of: state.sketchReduction), column.take(32, gap: 6))
        {
            ask(.draw(.reduce(reductions[index])))
        }
        let reduced = state.sketch.isPicture ? state.sketch.reduced : nil
        for line in canvas.lines(state.sketchReduction.words, .remark, width: column.width) {
            canvas.text(line, in: column.take(17), .remark, canvas.theme.ink2)
        }
        column.y += 8
        let row = column.take(168)
        let levels = Rectangle(x: row.minX, y: row.minY, width: 168, height: 168)
        if let reduced { draw(reduced, in: levels) } else { canvas.fill(levels, Color(0x000000)) }
        canvas.outline(levels, canvas.theme.line2)
        let rest = Rectangle(
            x: levels.maxX + 14, y: row.minY, width: row.maxX - levels.maxX - 14, height: row.height)
        padAnswers(state, rest, hasDrawing: reduced != nil)
    }

    private func draw(_ reduced: ReducedSketch, in place: Rectangle) {
        if memory.padImage?.reduced != reduced {
            let pixels = reduced.levels.flatMap { level -> [UInt8] in
                let gray = UInt8(level * 255 / max(reduced.highest, 1))
                return [gray, gray, gray, 255]
            }
            memory.padImage = (
                reduced, DisplayImage(width: reduced.columns, height: reduced.rows, pixels: pixels)
            )
        }
        guard let image = memory.padImage?.image else { return }
        let extent = Point(Float(reduced.columns), Float(reduced.rows))
        let size = extent / max(extent.x, extent.y) * place.size
        let picture = Rectangle(origin: place.center - size / 2, size: size)
        canvas.fill(place, Color(0x000000))
        canvas.image(image, picture)
        guard reduced.columns <= 8 else { return }
        let cell = picture.size / extent
        for (index, level) in reduced.levels.enumerated() where level > 0 {
            let corner =
                picture.origin + cell
                * Point(
                    Float(index % reduced.columns), Float(index / reduced.columns))
            let isBright = level * 2 > reduced.highest
            canvas.text(
                "\(level)", in: Rectangle(origin: corner, size: cell), .remark,
                Color(isBright ? 0x1B2430 : 0xECEFF2), alignment: .center)
        }
    }

    /// The first answers, as soon as they are of the drawing.
    private func padAnswers(_ state: AppState, _ place: Rectangle, hasDrawing: Bool) {
        guard hasDrawing, let analysis = state.analysis, let labels = state.network?.labels else {
            for (index, line) in canvas.lines("What the network says comes here.", .label, width: place.width)
                .enumerated()
            {
                let row = Rectangle(
                    x: place.minX, y: place.minY + Float(index) * 20, width: place.width, height: 20)
                canvas.text(line, in: row, .label, canvas.theme.ink2)
            }
            return
        }
        for (position, entry) in analysis.top(4).enumerated() {
            let row = AnswerRow(
                id: "pad.answer.\(position)", name: labels.name(of: entry.index),
                value: NumberFormat.probability(entry.probability), probability: entry.probability,
                withoutMask: nil, meaning: labels.explanation(of: entry.index), isStrong: position < 1)
            canvas.answerRow(
                row,
                Rectangle(
                    x: place.minX, y: place.minY + Float(position) * 43, width: place.width, height: 38))
        }
    }
}

extension SketchReduction {
    /// What its button says.
    var title: String {
        switch self {
        case .blocks: "UCI digits"
        case .mnist: "MNIST"
        case .plain: "As drawn"
        }
    }

    /// What it does, in words.
    var words: String {
        let times = "\(NumberFormat.thinSpace)\u{D7}\(NumberFormat.thinSpace)"
        return switch self {
        case .blocks:
            "32\(times)32 dots, all rows filled, 30\(NumberFormat.thinSpace)% ink, as those data; "
                + "a number counts 4\(times)4 dots."
        case .mnist:
            "Fitted into 20\(times)20 px, the center of mass in the middle of 28\(times)28 px, as those data."
        case .plain: "In the pixels of the input, neither moved nor scaled."
        }
    }
}
