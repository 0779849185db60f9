import Rendering
import Scenes
import Workbench

extension InterfaceFrame {
    private static let labelWidth: Float = 96
    private static let width: Float = 640

    /// The card that asks what is to be taken away, above a veil.
    func exportDialog(_ window: Point) {
        guard var card = memory.exportCard else { return }
        let whole = Rectangle(origin: .zero, size: window)
        float("export veil", whole) {
            let isClicked = canvas.area("export veil", whole, isFocusable: false).contains(.clicked)
            if isClicked, card.progress == nil { ask(.closeExport) }
            canvas.fill(whole, canvas.theme.paper.opacity(0.6))
        }
        let size = pointwiseMin(Point(Self.width, card.progress == nil ? height(of: card) : 176), window - 24)
        let place = Rectangle(origin: ((window - size) / 2).rounded(.toNearestOrAwayFromZero), size: size)
        float("export", place) {
            self.card(place)
            canvas.text("Take away", at: place.origin + Point(24, 38), .heading, canvas.theme.ink)
            let close = Rectangle(x: place.maxX - 46, y: place.minY + 14, width: 32, height: 32)
            if canvas.iconButton("export.close", .close, close, words: "Close", key: "Esc") {
                ask(.closeExport)
            }
            let column = PanelColumn(x: place.minX + 24, width: place.width - 48, y: place.minY + 62)
            if let progress = card.progress {
                showProgress(progress, column)
            } else {
                show(&card, column)
            }
        }
        memory.exportCard = card
    }

    private func height(of card: ExportCard) -> Float {
        Float(rowCount(card.options)) * 44 + 62 + 44 + 56 + 58
    }

    /// How many rows of choices there are.
    private func rowCount(_ options: ExportOptions) -> Int {
        switch options.subject {
        case .stage: options.isSVG ? 4 : 5
        case .window, .panel: 4
        case .table: 2
        case .frames: 6
        }
    }

    // MARK: Choices

    private func show(_ card: inout ExportCard, _ column: PanelColumn) {
        let before = card.options
        if let chosen = choice(
            "what", "What", ["Stage", "Window", "Panel", "Table", "Frames"], card.options.subject.rawValue,
            column)
        {
            card.options.subject = ExportOptions.Subject(rawValue: chosen) ?? .stage
        }
        switch before.subject {
        case .stage:
            if let chosen = choice("format", "Format", ["PNG", "SVG"], card.options.format.rawValue, column) {
                card.options.format = ExportOptions.Format(rawValue: chosen) ?? .png
            }
        case .table: chooseTable(&card, column)
        case .frames: chooseFrames(&card, column)
        case .window, .panel: break
        }
        if before.subject != .table { chooseLook(&card.options, hasScale: !before.isSVG, column) }
        let old = card.options.path
        card.follow(before)
        if card.options.path != old { memory.pathFieldGeneration += 1 }
        chooseFile(&card, column)
    }

    /// A row of words of which one is on, its label at the left.
    private func choice(
        _ id: String, _ label: String, _ titles: [String], _ selected: Int?, _ column: PanelColumn
    ) -> Int? {
        let row = column.take(32, gap: 12)
        canvas.text(label, in: row, .body, canvas.theme.ink2)
        let place = Rectangle(
            x: row.minX + Self.labelWidth, y: row.minY, width: row.width - Self.labelWidth, height: 32)
        return canvas.segments("export.\(id)", titles, selected: selected, place)
    }

    private func chooseTable(_ card: inout ExportCard, _ column: PanelColumn) {
        let tables = card.facts.tables
        let selected = card.facts.table(of: card.options).flatMap { tables.firstIndex(of: $0) }
        let titles = tables.isEmpty ? ["None here yet"] : tables.map(\.title)
        if let chosen = choice("table", "Table", titles, selected, column), tables.indices.contains(chosen) {
            card.options.table = tables[chosen]
        }
    }

    private func chooseFrames(_ card: inout ExportCard, _ column: PanelColumn) {
        let isLesson = card.options.isLesson
        if let chosen = choice("motion", "Motion", ["Turntable", "Lesson"], isLesson ? 1 : 0, column) {
            card.options.isLesson = chosen == 1
        }
        if isLesson {
            let counts = [1, 12, 24, 48]
            let selected = counts.firstIndex(of: card.options.framesPerStep)
            if let chosen = choice(
                "step", "A step", counts.map { NumberFormat.count($0, "frame") }, selected, column)
            {
                card.options.framesPerStep = counts[chosen]
            }
        } else {
            let counts = [36, 72, 120, 240]
            let selected = counts.firstIndex(of: card.options.turntableCount)
            if let chosen = choice(
                "count", "A turn", counts.map { NumberFormat.count($0, "frame") }, selected, column)
            {
                card.options.turntableCount = counts[chosen]
            }
        }
    }

    private func chooseLook(_ options: inout ExportOptions, hasScale: Bool, _ column: PanelColumn) {
        let times = "\u{D7}"
        if hasScale,
            let chosen = choice("scale", "Scale", (1...4).map { "\($0)\(times)" }, options.scale - 1, column)
        {
            options.scale = chosen + 1
        }
        if let chosen = choice("caption", "Caption", ["Without", "With"], options.hasCaption ? 1 : 0, column)
        {
            options.hasCaption = chosen == 1
        }
        if let chosen = choice(
            "colors", "Colors", ["As shown", "For print"], options.isForPrint ? 1 : 0, column)
        {
            options.isForPrint = chosen == 1
        }
    }

    // MARK: Where to

    private func chooseFile(_ card: inout ExportCard, _ column: PanelColumn) {
        let row = column.take(34, gap: 10)
        canvas.text(card.options.subject == .frames ? "Folder" : "File", in: row, .body, canvas.theme.ink2)
        let field = Rectangle(
            x: row.minX + Self.labelWidth, y: row.minY, width: row.width - Self.labelWidth, height: 34)
        canvas.fill(field, canvas.theme.paper, radius: 6)
        canvas.outline(field, canvas.theme.ink2, radius: 6)
        let inner = Rectangle(
            x: field.minX + 10, y: field.minY, width: field.width - 20, height: field.height)
        let touch = canvas.textField(
            "export.path.\(memory.pathFieldGeneration)", &card.options.path, inner, takesFocus: false,
            selectsAll: false)
        if touch.contains(.changed) { card.isPathTyped = true }
        let problem = card.facts.problem(with: card.options)
        say(problem, card, column.take(44, gap: 2))
        let buttons = column.take(34)
        let export = Rectangle(x: buttons.maxX - 120, y: buttons.minY, width: 120, height: 34)
        let isAsked =
            canvas.button("export.begin", "Save", export, isEnabled: problem == nil)
            || touch.contains(.submitted)
        let cancel = Rectangle(x: export.minX - 110, y: buttons.minY, width: 100, height: 34)
        if canvas.button("export.cancel", "Cancel", cancel) { ask(.closeExport) }
        if isAsked, problem == nil { ask(.beginExport(card.options)) }
    }

    /// What will be written, or why nothing can be.
    private func say(_ problem: String?, _ card: ExportCard, _ place: Rectangle) {
        let words = Rectangle(
            x: place.minX + Self.labelWidth, y: place.minY, width: place.width - Self.labelWidth,
            height: place.height)
        if let problem {
            canvas.fill(Rectangle(x: words.minX, y: words.minY + 2, width: 4, height: 40), Color(0xD55E00))
            for (index, line) in canvas.lines(problem, .label, width: words.width - 14).prefix(2).enumerated()
            {
                let row = Rectangle(
                    x: words.minX + 14, y: words.minY + 3 + Float(index) * 19, width: words.width - 14,
                    height: 19)
                canvas.text(line, in: row, .label, canvas.theme.ink)
            }
            return
        }
        let lines = [card.preview] + (card.replacesFile ? ["The file that is there is replaced."] : [])
        for (index, line) in lines.enumerated() {
            let row = Rectangle(
                x: words.minX, y: words.minY + 3 + Float(index) * 19, width: words.width, height: 19)
            canvas.text(line, in: row, .label, index == 0 ? canvas.theme.ink : canvas.theme.ink2)
        }
    }

    private func showProgress(_ progress: SIMD2<Int>, _ column: PanelColumn) {
        let words = "Frame \(NumberFormat.count(progress.x)) of \(NumberFormat.count(progress.y))"
        canvas.text(words, in: column.take(24, gap: 4), .body, canvas.theme.ink)
        canvas.progressBar(Float(progress.x) / Float(max(progress.y, 1)), column.take(6, gap: 16))
        let row = column.take(34)
        let stop = Rectangle(x: row.maxX - 120, y: row.minY, width: 120, height: 34)
        if canvas.button("export.stop", "Stop", stop) { ask(.closeExport) }
    }

    // MARK: Keys

    /// Escape stops or closes, Tab and the arrows go through the choices.
    func takesForExport(_ key: Key, _ modifiers: Modifiers, perform: (Action) -> Void) -> Bool {
        if key == .escape {
            perform(.closeExport)
            return true
        }
        guard !isTyping else { return false }
        switch key {
        case .tab: canvas.focus.ask(modifiers.contains(.shift) ? .previous : .next, among: "export.")
        case .down: canvas.focus.ask(.next, among: "export.")
        case .up: canvas.focus.ask(.previous, among: "export.")
        case .left: canvas.focus.ask(.lower)
        case .right: canvas.focus.ask(.raise)
        case .enter, .space: canvas.focus.ask(.choose)
        default: return false
        }
        return true
    }
}
