import Rendering
import Workbench

/// What is taken for what: a matrix whose errors stand out, with a key and the figures of one class.
extension ClassesPainter {
    var matrixItems: [OverlayItem] {
        guard let table, let matrix = layout.matrix else { return noMatrix }
        let items = matrixHead(table) + marks(table, matrix) + cells(table, matrix) + figuresLine(table)
        return items + key(below: matrix) + hoveredCell(table)
    }

    private var noMatrix: [OverlayItem] {
        let (heading, words) = ClassesWords.noMatrix(content)
        let lines = fonts.lines(of: words, size: TypeSize.label, width: layout.side.width)
        return [
            text(
                heading, layout.side.origin + Point(0, 20), size: TypeSize.section, weight: .semibold,
                room: layout.side.width)
        ]
            + lines.enumerated().map {
                text($1, layout.side.origin + Point(0, 44 + 18 * Float($0)), color: theme.ink2)
            }
    }

    private func matrixHead(_ table: ConfusionTable) -> [OverlayItem] {
        let heading = "Taken for"
        let width = fonts.width(of: heading, size: TypeSize.section, weight: .semibold) + 10
        let recognized = ClassesWords.accuracy(content)
        let part = "the \(table.rows.count) most mistaken"
        let remarks =
            table.rows.count < table.classCount
            ? ["\(recognized), \(part) of \(NumberFormat.count(table.classCount))", part] : [recognized]
        let room = layout.side.width - width
        let remark = remarks.first { fonts.width(of: $0, size: TypeSize.label) <= room } ?? part
        return [
            text(heading, layout.side.origin + Point(0, 20), size: TypeSize.section, weight: .semibold),
            text(remark, layout.side.origin + Point(width, 20), color: theme.ink2, room: room),
        ]
    }

    /// The classes beside the rows, by name where there is room, and above the columns.
    private func marks(_ table: ConfusionTable, _ matrix: Rectangle) -> [OverlayItem] {
        let radius = min(max(layout.cell * 0.3, 2.5), 6)
        var items: [OverlayItem] = []
        for (row, index) in table.rows.enumerated() {
            let y = matrix.minY + (Float(row) + 0.5) * layout.cell
            let isHovered = hoveredRow == row
            if layout.cell >= 5 {
                items += SampleMarks.mark(index).overlay(
                    at: Point(matrix.minX - 12, y), radius: radius, theme: theme)
            }
            guard layout.cell >= ClassesLayout.namedCell else { continue }
            items.append(
                text(
                    content.name(of: index), Point(matrix.minX - 24, y + 4.5),
                    size: layout.cell >= 14 ? TypeSize.label : TypeSize.remark,
                    weight: isHovered ? .semibold : .regular, color: isHovered ? theme.ink : theme.ink2,
                    alignment: .right, room: matrix.minX - 24 - layout.side.minX))
        }
        for column in 0..<table.columnCount {
            let center = Point(matrix.minX + (Float(column) + 0.5) * layout.cell, matrix.minY - 11)
            items += columnMark(table.columnClass(column), center, radius)
        }
        return items
    }

    /// A short name where it fits above a column, else the mark; what stands for all others says so.
    private func columnMark(_ index: Int, _ center: Point, _ radius: Float) -> [OverlayItem] {
        let name = index < 0 ? "…" : content.name(of: index)
        let fits = fonts.width(of: name, size: TypeSize.label) <= layout.cell - 6
        if index < 0 || fits && index >= 8 {
            return [text(name, center + Point(0, 4.5), color: theme.ink2, alignment: .center)]
        }
        return layout.cell >= 5
            ? SampleMarks.mark(index).overlay(at: center, radius: radius, theme: theme) : []
    }

    private func cells(_ table: ConfusionTable, _ matrix: Rectangle) -> [OverlayItem] {
        var items: [OverlayItem] = [.box(Box(matrix, fill: theme.raised))]
        let gap: Float = layout.cell >= 8 ? 1 : 0
        for row in table.rows.indices {
            for column in 0..<table.columnCount {
                let count = table.counts[row][column]
                guard count > 0, let place = layout.cell(row: row, column: column) else { continue }
                let inner = Rectangle(
                    origin: place.origin, size: Point(place.width - gap, place.height - gap))
                let share = table.share(row: row, column: column)
                let isRight = table.isRight(row: row, column: column)
                items.append(.box(Box(inner, fill: color(share, isRight: isRight))))
                let number = NumberFormat.count(count)
                let size: Float = layout.cell >= 26 ? TypeSize.label : TypeSize.remark
                guard layout.cell >= 18, fonts.width(of: number, size: size) <= layout.cell - 4 else {
                    continue
                }
                items.append(
                    text(
                        number, place.center + Point(0, size * 0.36), size: size,
                        weight: isRight ? .regular : .semibold, color: ink(share, isRight: isRight),
                        alignment: .center))
            }
        }
        return items + [.box(Box(matrix.inset(by: -1), border: theme.line2))]
    }

    /// The paper for none, dark for right, vermilion for wrong; few errors can be seen too.
    private func color(_ share: Float, isRight: Bool) -> Color {
        isRight
            ? theme.raised.mixed(with: theme.bar, 0.1 + 0.75 * share)
            : theme.raised.mixed(with: SampleMarks.wrong, 0.25 + 0.75 * share.squareRoot())
    }

    private func ink(_ share: Float, isRight: Bool) -> Color {
        if isRight { return share > 0.45 ? theme.paper : theme.ink }
        return share > 0.3 ? Color(0xFFFFFF) : theme.ink
    }

    private func key(below matrix: Rectangle) -> [OverlayItem] {
        let y = matrix.maxY + 14
        var items: [OverlayItem] = []
        var x = matrix.minX
        for (words, isRight) in [("recognized", true), ("wrong", false)] {
            for step in 0..<24 {
                let share = Float(step) / 23
                let part = Rectangle(x: x + Float(step) * 2, y: y, width: 2, height: 8)
                items.append(.box(Box(part, fill: color(share, isRight: isRight))))
            }
            items.append(text(words, Point(x + 54, y + 8), size: TypeSize.remark, color: theme.ink2))
            x += 54 + fonts.width(of: words, size: TypeSize.remark) + 18
        }
        let words = "share of the row's class"
        if x + fonts.width(of: words, size: TypeSize.remark) <= layout.side.maxX {
            items.append(text(words, Point(x, y + 8), size: TypeSize.remark, color: theme.ink3))
        }
        return items
    }

    /// Precision, recall and F1 of the class that is pointed at, else of the reference.
    private func figuresLine(_ table: ConfusionTable) -> [OverlayItem] {
        let index: Int? =
            switch hover {
            case .row(let row), .similarity(let row), .exemplar(let row, _), .cluster(let row, _):
                content.rows[row].classIndex
            default: hoveredRow.map { table.rows[$0] } ?? content.reference
            }
        guard let index, index >= 0 else { return [] }
        return SampleMarks.mark(index).overlay(
            at: Point(layout.figures.minX + 6, layout.figures.minY + 11), radius: 5.5, theme: theme)
            + [
                text(
                    ClassesWords.figures(of: index, content), layout.figures.origin + Point(20, 16),
                    room: layout.figures.width - 20)
            ]
    }

    /// The row of the matrix that is pointed at.
    private var hoveredRow: Int? {
        switch hover {
        case .cell(let row, _): row
        case .matrixRow(let row): row
        default: nil
        }
    }

    /// The cell that is pointed at: outlined, with a card that says what it counts and shows some of it.
    private func hoveredCell(_ table: ConfusionTable) -> [OverlayItem] {
        guard case .cell(let row, let column) = hover, let place = layout.cell(row: row, column: column)
        else {
            return []
        }
        let outline = OverlayItem.box(Box(place.inset(by: -1.5), border: theme.signal, borderWidth: 2))
        let samples = (content.figures?.members[table.rows[row]] ?? []).filter { sample in
            guard let found = content.facts.predictedClass(of: sample) else { return false }
            let predicted = table.columnClass(column)
            return predicted < 0 ? !table.columns.contains(found) : found == predicted
        }
        guard !samples.isEmpty else { return [outline] }
        return [outline] + cellCard(table, row, column, content.facts.leastTypicalFirst(samples), place)
    }

    private func cellCard(
        _ table: ConfusionTable, _ row: Int, _ column: Int, _ samples: [Int], _ place: Rectangle
    ) -> [OverlayItem] {
        let words = ClassesWords.cell(table, row: row, column: column, content)
        let shown = samples.prefix(10)
        let perRow = min(max(shown.count, 5), 5)
        let lines = Float((shown.count + perRow - 1) / perRow)
        let width = max(
            Float(perRow) * 46 + 18,
            min(fonts.width(of: words, size: TypeSize.label, weight: .semibold) + 25, 420))
        let bounds = Rectangle(origin: .zero, size: layout.size).inset(by: 8)
        let card = CardPlace.find(
            Point(width, 38 + lines * 46), beside: place, in: bounds,
            keeping: [layout.matrix ?? place])
        var items: [OverlayItem] = [
            .box(Box(card, fill: theme.raised, border: theme.line2, radius: 6)),
            text(words, card.origin + Point(12, 23), weight: .semibold, room: width - 24),
        ]
        for (position, sample) in shown.enumerated() {
            let cell = Point(Float(position % perRow), Float(position / perRow))
            let picture = Rectangle(origin: card.origin + Point(12, 34) + cell * 46, size: Point(40, 40))
            guard let image = image(sample) else { continue }
            items.append(.image(image, picture.fitting(SIMD2(image.width, image.height)), opacity: 1))
        }
        return items
    }
}
