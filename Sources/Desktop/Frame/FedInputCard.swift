import Datasets
import Rendering
import Scenes
import Workbench

extension InterfaceFrame {
    /// What the network is fed, number by number: its channels large, after resizing, cutting and scaling, under
    /// the current mask.
    func fedInputCard(_ state: AppState) {
        fedPlanes.update(from: state)
        guard let network = state.network, !fedPlanes.planes.isEmpty else { return }
        let preprocessing = network.preprocessing
        let stage = visibleStage
        let count = Float(fedPlanes.planes.count)
        let side = min((stage.width - 48 - 40 - (count - 1) * 16) / count, stage.height - 260, 300)
        let width = max(count * side + (count - 1) * 16 + 40, min(540, stage.width - 48))
        let words = fedWords(preprocessing).flatMap { canvas.lines($0, .label, width: width - 76) }
        let height = side + 150 + Float(words.count) * 20
        let place = Rectangle(
            x: stage.center.x - width / 2, y: stage.center.y - height / 2, width: width, height: height)
        float("popup", place) {
            card(place)
            let column = PanelColumn(x: place.minX + 20, width: width - 40, y: place.minY + 14)
            canvas.text("What the network is fed", in: column.take(30), .heading, canvas.theme.ink)
            for line in words { canvas.text(line, in: column.take(20), .label, canvas.theme.ink2) }
            column.y += 12
            let row = column.take(side + 46, gap: 8)
            let pointed = fedPlaneRow(row, side: side)
            fedLegend(column.take(24), pointed: pointed)
            let close = Rectangle(x: place.maxX - 44, y: place.minY + 10, width: 32, height: 32)
            if canvas.iconButton("popup.close", .close, close, words: "Close", key: "Esc") {
                memory.popup = nil
            }
        }
    }

    private func fedWords(_ preprocessing: Preprocessing) -> [String] {
        let shape = preprocessing.tensorShape.map(NumberFormat.count)
            .joined(separator: "\(NumberFormat.thinSpace)\u{D7}\(NumberFormat.thinSpace)")
        let list = { (numbers: [Float]) in numbers.map { Self.shortNumber($0) }.joined(separator: ", ") }
        let formula = "(pixel / 255 \(NumberFormat.minus) mean) / deviation"
        return [
            "\(shape), \(preprocessing.layout.rawValue). \(preprocessing.fittingWords.asSentence)",
            "\(formula); mean \(list(preprocessing.mean)); deviation \(list(preprocessing.deviation)). "
                + preprocessing.sourceWords.asSentence,
        ]
    }

    /// As many figures as tell presets apart.
    private static func shortNumber(_ number: Float) -> String {
        number == number.rounded()
            ? NumberFormat.decimal(number, places: 0) : NumberFormat.decimal(number, places: 3)
    }

    /// The channels side by side; returns the pixel under the pointer.
    private func fedPlaneRow(_ row: Rectangle, side: Float) -> SIMD2<Int>? {
        var pointed: SIMD2<Int>?
        for (index, plane) in fedPlanes.planes.enumerated() {
            let x = row.minX + Float(index) * (side + 16)
            let extent = Point(Float(plane.image.width), Float(plane.image.height))
            let size = extent / max(extent.x, extent.y) * side
            let picture = Rectangle(
                origin: Point(x, row.minY + 22) + (Point(side, side) - size) / 2, size: size)
            canvas.image(plane.image, picture)
            canvas.outline(picture, canvas.theme.line2)
            fedPlaneWords(plane.fed, Rectangle(x: x, y: row.minY, width: side, height: side + 44))
            let touch = canvas.area("popup.plane.\(index)", picture, isFocusable: false)
            guard touch.contains(.hovered), let pointer = canvas.pointer else { continue }
            canvas.cursor = .crosshair
            let share = (pointer - picture.origin) / picture.size * extent
            pointed = SIMD2(
                min(max(Int(share.x), 0), plane.image.width - 1),
                min(max(Int(share.y), 0), plane.image.height - 1))
        }
        return pointed
    }

    /// A channel's name and mean above its picture, its range below.
    private func fedPlaneWords(_ plane: FedPlane, _ place: Rectangle) {
        let head = Rectangle(x: place.minX, y: place.minY, width: place.width, height: 18)
        canvas.text(plane.name, in: head, .bodyStrong, canvas.theme.ink)
        canvas.text(
            "mean \(NumberFormat.value(plane.mean))", in: head, .label, canvas.theme.ink2, alignment: .right)
        let foot = Rectangle(x: place.minX, y: place.maxY - 18, width: place.width, height: 18)
        let range = NumberFormat.range(plane.range.lowerBound, plane.range.upperBound)
        canvas.text(range, in: foot, .label, canvas.theme.ink)
    }

    /// The range of the colours, or the numbers under the pointer.
    private func fedLegend(_ row: Rectangle, pointed: SIMD2<Int>?) {
        let low = NumberFormat.value(fedPlanes.range.lowerBound)
        let high = NumberFormat.value(fedPlanes.range.upperBound)
        let lowWidth = canvas.width(low, .label)
        canvas.text(low, in: row, .label, canvas.theme.ink2)
        let ramp = Rectangle(x: row.minX + lowWidth + 8, y: row.center.y - 5, width: 120, height: 10)
        canvas.gradient((0...32).map { fedPlanes.colorMap.color(at: Float($0) / 32) }, ramp)
        let rest = Rectangle(
            x: ramp.maxX + 8, y: row.minY, width: row.maxX - ramp.maxX - 8, height: row.height)
        canvas.text(high, in: rest, .label, canvas.theme.ink2)
        guard let pointed else {
            let hint = "Point at a pixel to read its numbers."
            canvas.text(hint, in: rest, .label, canvas.theme.ink3, alignment: .right)
            return
        }
        let numbers = fedPlanes.planes.map { plane in
            "\(plane.fed.name.lowercased()) \(NumberFormat.value(plane.fed.values[pointed.y, pointed.x]))"
        }
        let words = NumberFormat.position(pointed.x, pointed.y) + ": " + numbers.joined(separator: ", ")
        canvas.text(words, in: rest, .labelStrong, canvas.theme.ink, alignment: .right)
    }
}
