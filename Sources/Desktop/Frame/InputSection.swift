import Datasets
import Rendering
import Scenes
import Workbench

/// How pictures become the network's input, and where that is known from.
extension InterfaceFrame {
    func inputSection(_ state: AppState, _ column: PanelColumn) {
        guard let network = state.network else { return }
        let preprocessing = network.preprocessing
        section("input", "Input", remark: preprocessing.origin.shortWords, column) {
            planeRow(state, column)
            presetRows(preprocessing, column)
            sentence(preprocessing.sourceWords.asSentence, color: canvas.theme.ink2, column)
            column.y += 4
            sentence(preprocessing.fittingWords.asSentence, color: canvas.theme.ink2, column)
            if network.whyNoClasses == nil {
                canvas.labeledValue("Labels", network.labels.origin?.words ?? "none found", column.take(24))
            }
            for remark in network.remarks { sentence(remark, color: canvas.theme.ink2, column) }
            guard preprocessing.origin.isUnsaved else { return }
            column.y += 6
            if canvas.button("input.save", "Save for next time", column.take(32)) { ask(.saveValues) }
        }
    }

    /// The fed channels, small; a click shows them large.
    private func planeRow(_ state: AppState, _ column: PanelColumn) {
        fedPlanes.update(from: state)
        let side = (column.width - 16) / 3
        let row = column.take(side + 34, gap: 8)
        for (index, plane) in fedPlanes.planes.enumerated() {
            let x = row.minX + Float(index) * (side + 8)
            let picture = Rectangle(x: x, y: row.minY, width: side, height: side)
            let touch = canvas.area("input.plane.\(index)", picture)
            canvas.thumbnail(plane.image, picture)
            if touch.contains(.hovered) { canvas.outline(picture, canvas.theme.signal, width: 2) }
            canvas.focusRing(picture, touch, radius: 0)
            canvas.tooltip(
                "input.plane.\(index)", "Show what the network is fed",
                key: inputMap.keyName(of: .showFedInput), beside: picture)
            if touch.contains(.clicked) { memory.popup = .input }
            let name = Rectangle(x: x, y: picture.maxY + 2, width: side, height: 16)
            canvas.text(plane.fed.name, in: name, .remarkStrong, canvas.theme.ink)
            let range = Rectangle(x: x, y: name.maxY, width: side, height: 16)
            canvas.text(plane.fed.rangeInFewFigures, in: range, .remark, canvas.theme.ink2)
        }
    }

    /// The presets in rows of at most three.
    private func presetRows(_ preprocessing: Preprocessing, _ column: PanelColumn) {
        canvas.text("Pixel values", in: column.take(20, gap: 2), .label, canvas.theme.ink2)
        let choices = ValueRange.choices(channelCount: preprocessing.channelOrder.count)
        let first = choices.count > 3 ? 2 : choices.count
        for (row, part) in [choices.prefix(first), choices.dropFirst(first)].enumerated()
        where !part.isEmpty {
            presets("input.values.\(row)", Array(part), preprocessing, column.take(32, gap: 6))
        }
    }

    /// Presets to choose from, with what they are in tooltips.
    func presets(
        _ id: String, _ choices: [ValueRange], _ preprocessing: Preprocessing, _ place: Rectangle
    ) {
        let selected = preprocessing.valueRange.flatMap { choices.firstIndex(of: $0) }
        if let index = canvas.segments(
            id, choices.map(\.title), selected: selected, place, isRepeatable: true)
        {
            ask(.chooseValues(choices[index]))
        }
        let width = place.width / Float(choices.count)
        for (index, choice) in choices.enumerated() {
            let cell = Rectangle(
                x: place.minX + Float(index) * width, y: place.minY, width: width, height: place.height)
            canvas.tooltip(
                "\(id).\(index)", choice.words.asSentence, beside: cell
            )
        }
    }
}

extension String {
    /// As it stands in the window: its first letter large, a full stop, extents with a multiplication sign.
    var asSentence: String {
        let words = replacing(/(\d+) x (\d+) pixels/) { match in
            "\(match.1)\(NumberFormat.thinSpace)\u{D7}\(NumberFormat.thinSpace)\(match.2) px"
        }
        let signed = words.replacing(/\s-(\d)/) { " \(NumberFormat.minus)\($0.1)" }
        return signed.prefix(1).uppercased() + signed.dropFirst() + "."
    }
}

extension Preprocessing.Origin {
    /// The source in a word or two, for the panel.
    var shortWords: String {
        switch self {
        case .sidecar, .file: words
        case .model: "image metadata"
        case .chosen: "chosen"
        case .assumed: "a guess"
        }
    }

    /// Whether it is not written anywhere.
    var isUnsaved: Bool {
        switch self {
        case .chosen, .assumed: true
        case .sidecar, .file, .model: false
        }
    }
}

extension FedPlane {
    /// The range with as many figures as a small picture has room for.
    fileprivate var rangeInFewFigures: String {
        let ends = [range.lowerBound, range.upperBound]
        let places = ends.allSatisfy { abs($0) < 20 } ? 1 : 0
        return ends.map { NumberFormat.decimal($0, places: places) }.joined(separator: " \u{2026} ")
    }
}
