import Rendering
import Workbench

/// Draws the Classes scene: the list, the matrix, the wrong pictures.
@MainActor struct ClassesPainter {
    let content: ClassesContent
    let table: ConfusionTable?
    let layout: ClassesLayout
    let theme: Theme
    let fonts: TextMeasure
    let hover: ClassesScene.Hover?
    /// The small picture of a sample.
    let image: (Int) -> DisplayImage?

    /// The whole stage.
    func drawing() -> Drawing {
        var drawing = Drawing(background: theme.paper, camera: .flat(stageSize: layout.size))
        drawing.overlay = SampleHeader(
            ClassesWords.title, remark: ClassesWords.summary(content), shown: .classes, stageSize: layout.size
        ).items(theme: theme, fonts: fonts, hovered: hoveredTab)
        guard content.isReady else { return drawing }
        drawing.overlay += list + matrixItems + wrongItems + card
        return drawing
    }

    private var hoveredTab: SceneName? {
        if case .tab(let scene) = hover { return scene }
        return nil
    }

    /// A line of text; shortened where `room` is given.
    func text(
        _ string: String, _ position: Point, size: Float = TypeSize.label, weight: FontWeight = .regular,
        color: Color? = nil, alignment: TextAlignment = .left, room: Float? = nil
    ) -> OverlayItem {
        let shown = room.map { fonts.truncated(string, to: $0, size: size, weight: weight) } ?? string
        return .text(
            TextRun(
                shown, at: position, size: size, weight: weight, color: color ?? theme.ink,
                alignment: alignment))
    }

    /// The picture of a sample: with the mark of what it is taken for where that is wrong, outlined where it is
    /// selected, ringed where it is pointed at.
    func picture(_ sample: Int, _ place: Rectangle) -> [OverlayItem] {
        let isSelected = content.selected.contains(sample)
        let isFaded = !content.selected.isEmpty && !isSelected
        var items: [OverlayItem] = []
        if let image = image(sample) {
            items.append(
                .image(image, place.fitting(SIMD2(image.width, image.height)), opacity: isFaded ? 0.4 : 1))
        } else {
            items.append(.box(Box(place, fill: theme.line)))
        }
        if content.facts.isRight(sample) == false {
            items.append(.box(Box(place, border: SampleMarks.wrong, borderWidth: 2)))
            let corner = Point(place.maxX - 6, place.maxY - 6)
            let predicted = content.facts.predictedClass(of: sample) ?? -1
            items.append(
                .box(Box(Rectangle(origin: corner - 7, size: Point(14, 14)), fill: theme.raised, radius: 7)))
            items += SampleMarks.mark(predicted).overlay(at: corner, radius: 4.5, theme: theme)
        }
        if isSelected { items.append(.box(Box(place.inset(by: -2.5), border: theme.ink, borderWidth: 2.5))) }
        if content.pointed == sample {
            items.append(.box(Box(place.inset(by: -2), border: theme.signal, borderWidth: 2)))
        }
        return items
    }

    // MARK: The wrong pictures

    private var wrongItems: [OverlayItem] {
        guard let figures = content.figures, figures.judgedCount > 0 else { return [] }
        let (heading, remark) = ClassesWords.wrong(content)
        let start = Point(layout.wrong.minX, layout.wrong.minY - 14)
        let width = fonts.width(of: heading, size: TypeSize.section, weight: .semibold) + 10
        let isHovered = hover == .wrongHead
        var items = [
            text(heading, start, size: TypeSize.section, weight: .semibold, room: layout.wrong.width),
            text(
                remark, start + Point(width, 0), color: isHovered ? theme.ink : theme.ink2,
                room: max(layout.wrong.width - width, 0)),
        ]
        for (position, sample) in figures.wrong.prefix(layout.wrongCapacity).enumerated() {
            let place = layout.wrongPicture(position)
            items += picture(sample, place)
            let own = SampleMarks.color(content.facts.ownClass(of: sample) ?? -1, theme)
            items.append(
                .box(Box(Rectangle(x: place.minX, y: place.maxY, width: place.width, height: 3), fill: own)))
        }
        return items
    }

    // MARK: The card

    /// The card of the picture under the pointer.
    private var card: [OverlayItem] {
        let bounds = Rectangle(origin: .zero, size: layout.size).inset(by: 8)
        switch hover {
        case .exemplar(let row, let position):
            guard let shown = layout.rows.first(where: { $0.index == row }),
                let place = layout.picture(position, in: shown)
            else { return [] }
            let exemplar = content.rows[row].exemplars[position]
            return card(
                of: exemplar.sample, place, bounds, [ClassesWords.cluster(exemplar)].compactMap(\.self))
        case .wrong(let position):
            guard let wrong = content.figures?.wrong, wrong.indices.contains(position) else { return [] }
            return card(of: wrong[position], layout.wrongPicture(position), bounds, [])
        default: return []
        }
    }

    private func card(
        of sample: Int, _ place: Rectangle, _ bounds: Rectangle, _ remarks: [String]
    ) -> [OverlayItem] {
        let told = content.facts.card(of: sample, image: image(sample), remarks: remarks)
        // The row's own name and figures, and the matrix, are to be read beside the card.
        let row = Rectangle(
            x: layout.name.lowerBound, y: place.minY,
            width: layout.similarity.upperBound - layout.name.lowerBound,
            height: place.height)
        return SampleCard(
            told, beside: place, in: bounds, keeping: [row] + [layout.matrix].compactMap(\.self)
        )
        .items(theme: theme, fonts: fonts)
    }
}
