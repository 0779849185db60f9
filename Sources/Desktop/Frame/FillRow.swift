import Foundation
import Occlusion
import Rendering
import Workbench

/// What hidden pixels show: a row of swatches, and below it the choice of a colour.
extension InterfaceFrame {
    /// `isPicking`: whether the next click on the picture chooses the colour; nil where that is not offered.
    func fillRow(
        _ id: String, _ fill: Fill, _ column: PanelColumn, title: String = "Fill", isPicking: Bool? = nil,
        _ change: (Fill) -> Void
    ) {
        let head = column.take(20, gap: 4)
        canvas.text(title, in: head, .label, canvas.theme.ink2)
        canvas.text(fill.title, in: head, .labelStrong, canvas.theme.ink, alignment: .right)
        if case .color = fill { memory.fillColor = fill }
        let fills: [Fill] = [.black, .white, .mean, .blur, .noise(seed: 1), memory.fillColor]
        let row = column.take(34, gap: 4)
        for (choice, place) in zip(fills, row.cells(fills.count, gap: 6, widest: 56)) {
            let kind = choice.kind
            if swatchButton("\(id).\(kind)", choice, place, isOn: choice.kind == fill.kind) { change(choice) }
        }
        if case .color = fill { colorRows(id, fill, column, isPicking: isPicking, change) }
    }

    /// A button that looks as its fill does.
    private func swatchButton(_ id: String, _ fill: Fill, _ place: Rectangle, isOn: Bool) -> Bool {
        let touch = canvas.area(id, place)
        canvas.fill(place, canvas.theme.raised, radius: 6)
        let border = isOn || touch.contains(.hovered) ? canvas.theme.ink : canvas.theme.line2
        canvas.outline(place, border, width: isOn ? 2 : 1, radius: 6)
        let inner = place.inset(by: 6)
        fillSwatch(fill, inner)
        canvas.outline(inner, canvas.theme.line2)
        if case .color = fill { colorMark(in: inner) }
        canvas.focusRing(place, touch)
        canvas.tooltip(id, fill.words, beside: place)
        return touch.contains(.clicked)
    }

    /// What hidden pixels look like under a fill, in small.
    func fillSwatch(_ fill: Fill, _ place: Rectangle) {
        switch fill {
        case .black: canvas.fill(place, Color(0x000000))
        case .white: canvas.fill(place, Color(0xFFFFFF))
        case .color(let red, let green, let blue):
            canvas.fill(place, Color(UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)))
        case .mean, .blur, .noise:
            if let image = thumbnails.image(of: fill) {
                canvas.image(image, place)
            } else {
                canvas.fill(place, canvas.theme.line)
            }
        }
    }

    /// A corner that says: this one can be chosen.
    private func colorMark(in place: Rectangle) {
        let corner = Point(place.maxX, place.maxY)
        canvas.polygon([corner, corner - Point(9, 0), corner - Point(0, 9)], canvas.theme.raised)
    }

    // MARK: The choice of a colour

    private static let colors: [UInt32] = [
        0xD5_5E00, 0xE6_9F00, 0xF0_E442, 0x00_9E73, 0x56_B4E9, 0x00_72B2, 0xCC_79A7, 0x80_8080,
    ]

    private func colorRows(
        _ id: String, _ fill: Fill, _ column: PanelColumn, isPicking: Bool?, _ change: (Fill) -> Void
    ) {
        column.y += 4
        let row = column.take(24, gap: 8)
        for (bits, place) in zip(Self.colors, row.cells(Self.colors.count, gap: 5, widest: 40)) {
            let color = Fill.color(
                red: UInt8(bits >> 16), green: UInt8(bits >> 8 & 255), blue: UInt8(bits & 255))
            let touch = canvas.area("\(id).color.\(bits)", place)
            canvas.fill(place, Color(bits))
            let isOn = color == fill
            let border = isOn || touch.contains(.hovered) ? canvas.theme.ink : canvas.theme.line2
            canvas.outline(place, border, width: isOn ? 2 : 1)
            canvas.focusRing(place, touch)
            canvas.tooltip("\(id).color.\(bits)", color.name, beside: place)
            if touch.contains(.clicked) { change(color) }
        }
        let last = column.take(30, gap: 2)
        colorField(id, fill, last.leading(96), change)
        guard let isPicking else { return }
        let dropper = Rectangle(x: last.minX + 104, y: last.minY, width: 34, height: last.height)
        let isClicked = canvas.iconButton(
            "\(id).dropper", .dropper, dropper, words: "Take a color of the picture", isOn: isPicking,
            isFramed: true)
        if isClicked { ask(.pickColor(!isPicking)) }
    }

    /// The colour as it is typed; taken over with Enter or by a click elsewhere.
    private func colorField(_ id: String, _ fill: Fill, _ place: Rectangle, _ change: (Fill) -> Void) {
        let typed = memory.typedColor.flatMap { $0.row == id ? $0.text : nil }
        var text = typed ?? fill.name
        let isValid = Fill(typed: text) != nil
        canvas.fill(place, canvas.theme.raised, radius: 6)
        canvas.outline(place, isValid ? canvas.theme.line2 : Color(0xD55E00), radius: 6)
        let inner = Rectangle(x: place.minX + 8, y: place.minY, width: place.width - 16, height: place.height)
        let touch = canvas.textField("\(id).hex", &text, inner, takesFocus: false)
        canvas.tooltip("\(id).hex", "Red, green and blue, two hexadecimal digits each", beside: place)
        if touch.contains(.active) { memory.typedColor = (id, text) }
        guard !touch.isDisjoint(with: [.submitted, .left]) else { return }
        memory.typedColor = nil
        if let color = Fill(typed: text), color != fill { change(color) }
    }
}

extension Fill {
    /// Which of the six it is.
    fileprivate var kind: String {
        switch self {
        case .black, .white, .mean, .blur, .noise: name
        case .color: "color"
        }
    }

    /// The fill's name above its row.
    fileprivate var title: String {
        if case .color = self { return name }
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    /// What the tooltip says.
    fileprivate var words: String {
        switch self {
        case .black: "Black"
        case .white: "White"
        case .mean: "The picture's mean color"
        case .blur: "The picture, blurred"
        case .noise: "Noise"
        case .color: "A color"
        }
    }

    /// A colour of six hexadecimal digits, with or without `#`.
    fileprivate init?(typed text: String) {
        let digits = text.trimmingCharacters(in: .whitespaces)
        guard let fill = Fill(name: digits.hasPrefix("#") ? digits : "#" + digits) else { return nil }
        self = fill
    }
}
