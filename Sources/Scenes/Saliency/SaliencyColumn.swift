import Rendering
import Workbench

/// The column at the right of the stage: what there is to say of what is pointed at, or what to do.
struct SaliencyColumn {
    /// What it speaks of.
    enum Subject: Sendable, Equatable {
        /// Nothing is pointed at.
        case nothing
        /// The variants whose windows cover a pixel.
        case pixel(x: Int, y: Int, [SaliencyContent.Witness])
        /// A step of a curve.
        case step(CurvePlot.Step)
        /// What to mark.
        case task
        /// How the prediction turned out.
        case verdict
    }

    /// What is written.
    private(set) var texts: [TextRun] = []
    /// What can be clicked.
    private(set) var buttons: [StageButton] = []
    /// Where the variants stand, as many as fit.
    private(set) var cells: [Rectangle] = []
    /// Where the picture of a step stands.
    private(set) var picture: Rectangle?

    private let content: SaliencyContent
    private let layout: SaliencyLayout
    private let theme: Theme
    private let fonts: TextMeasure
    private var y: Float

    /// A column on a subject.
    init(
        _ subject: Subject, _ content: SaliencyContent, _ layout: SaliencyLayout, _ theme: Theme,
        _ fonts: TextMeasure
    ) {
        (self.content, self.layout, self.theme, self.fonts) = (content, layout, theme, fonts)
        y = layout.column.minY
        switch subject {
        case .nothing: sayNothing()
        case .pixel(let x, let y, let witnesses): show(witnesses, x: x, y: y)
        case .step(let step): show(step)
        case .task: setTask()
        case .verdict: giveVerdict()
        }
    }

    private var place: Rectangle { layout.column }

    // MARK: Subjects

    private mutating func sayNothing() {
        guard content.map != nil else { return }
        head("Behind the values")
        write("Point at a map: the windows behind its value appear here. A click keeps the pixel.")
        y += 8
        write("Point at a curve to see the picture of that step.")
    }

    private mutating func show(_ witnesses: [SaliencyContent.Witness], x: Int, y pixelY: Int) {
        head("Behind \(NumberFormat.position(x, pixelY))")
        cells = layout.cells(witnesses.count, pictureSize: content.pictureSize, below: 66)
        write(SaliencyWords.witnesses(witnesses.count, shown: cells.count))
    }

    private mutating func show(_ step: CurvePlot.Step) {
        let curve = content.curves[step.curve]
        head(curve.kind == .deletion ? "Hidden first" : "Shown first")
        write(SaliencyWords.status(of: curve, step: step.step, shares: content.shares, content))
        y += 6
        let size = content.pictureSize
        let width = min(place.width, 300)
        let scale = min(width / size.x, max(place.maxY - y, 40) / size.y)
        picture = Rectangle(origin: Point(place.minX, y), size: (size * scale).rounded(.down))
    }

    private mutating func setTask() {
        head(SaliencyWords.task(content))
        write(SaliencyWords.taskHelp)
        y += 8
        row([
            button(.tool(.brush), "Brush", "B"), button(.tool(.eraser), "Eraser", "E"),
            button(.tool(.lasso), "Lasso", "L"),
        ])
        write("The wheel changes the brush.", color: theme.ink3, size: 12)
        y += 8
        write(SaliencyWords.marked(content), color: theme.ink)
        let isMarked = content.marked?.order.isEmpty == false
        var reveal = button(.reveal, "Reveal", "Enter")
        (reveal.isStrong, reveal.isEnabled) = (true, isMarked)
        row([reveal])
        var clear = button(.clear, "Clear", "C")
        clear.isEnabled = isMarked
        row([clear, button(.stop, "Stop", "Esc")])
    }

    private mutating func giveVerdict() {
        guard let verdict = content.verdict else {
            head("The score is being computed.")
            return
        }
        head(SaliencyWords.judgement(verdict))
        text("Overlap \(NumberFormat.share(verdict.overlap))", size: 22, weight: .bold, height: 36)
        y += 2
        write(SaliencyWords.overlap(verdict))
        write(SaliencyWords.outlines, color: theme.ink3, size: 12)
        y += 14
        text("Whose order finds it first?", size: 14, weight: .semibold, height: 22)
        if content.curveProgress == nil, verdict.ranks.count > 1 {
            for (index, rank) in verdict.ranks.enumerated() { line(index + 1, rank) }
            write(SaliencyWords.ranks(content))
        } else {
            write(
                content.curveProgress == nil
                    ? "There are no curves to tell." : "The curves are being computed.")
        }
        y += 12
        var again = button(.tryAgain, "Try again", "Enter")
        again.isStrong = true
        row([again])
        row([button(.clear, "Clear", "C"), button(.stop, "Done", "Esc")])
    }

    private mutating func line(_ number: Int, _ rank: SaliencyContent.Verdict.Rank) {
        let isYours = rank.order == .marks
        let weight: FontWeight = isYours ? .bold : .regular
        let baseline = y + 16
        texts += [
            TextRun(
                "\(number)", at: Point(place.minX, baseline), size: 15, weight: weight, color: theme.ink2),
            TextRun(
                SaliencyWords.name(of: rank.order), at: Point(place.minX + 20, baseline), size: 15,
                weight: weight, color: theme.ink),
            TextRun(
                "area \(NumberFormat.decimal(rank.area, places: 2))",
                at: Point(place.minX + min(place.width, 260), baseline), size: 15, weight: weight,
                color: theme.ink, alignment: .right),
        ]
        y += 25
    }

    // MARK: Parts

    private mutating func head(_ words: String) {
        for line in fonts.lines(of: words, size: 16, weight: .semibold, width: place.width) {
            text(line, size: 16, weight: .semibold, height: 22)
        }
        y += 4
    }

    private mutating func write(_ words: String, color: Color? = nil, size: Float = 13) {
        for line in fonts.lines(of: words, size: size, width: place.width) {
            text(line, size: size, color: color ?? theme.ink2, height: 18)
        }
    }

    private mutating func text(
        _ words: String, size: Float, weight: FontWeight = .regular, color: Color? = nil, height: Float
    ) {
        texts.append(
            TextRun(
                words, at: Point(place.minX, y + height - 6), size: size, weight: weight,
                color: color ?? theme.ink))
        y += height
    }

    private func button(_ action: StageButton.Action, _ title: String, _ key: String) -> StageButton {
        var button = StageButton(
            action: action, title: title, key: key, place: Rectangle(x: 0, y: 0, width: 0, height: 0))
        if case .tool(let tool) = action { button.isOn = content.settings.tool == tool }
        return button
    }

    /// Buttons side by side; below each other where the column is too narrow.
    private mutating func row(_ row: [StageButton]) {
        y += 6
        let gap: Float = 8
        let whole = min(place.width, 320)
        let isNarrow = whole / Float(row.count) < 92 && row.count > 1
        let width = isNarrow ? whole : (whole - gap * Float(row.count - 1)) / Float(row.count)
        for (index, button) in row.enumerated() {
            var button = button
            let across = isNarrow ? 0 : Float(index) * (width + gap)
            let down = isNarrow ? Float(index) * 38 : 0
            button.place = Rectangle(x: place.minX + across, y: y + down, width: width, height: 32)
            buttons.append(button)
        }
        y += 32 + (isNarrow ? Float(row.count - 1) * 38 : 0) + 6
    }
}
