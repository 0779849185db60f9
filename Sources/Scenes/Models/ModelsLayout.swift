import Rendering

/// Where the parts of the Models scene stand: the layers of both networks one above the other, their answers at the
/// right, and below them the layers in focus, or how they develop.
struct ModelsLayout: Sendable, Equatable {
    /// A layer to be placed.
    struct Slot: Sendable, Equatable {
        /// Whether it has units instead of maps.
        var isDense: Bool
        /// How deep it lies among its like, 0...1.
        var depth: Float
        /// How many faces it shows.
        var faceCount: Int
        /// The extent of a face, in its own pixels.
        var extent: SIMD2<Int>
    }

    /// What is to be placed.
    struct Request: Sendable, Equatable {
        /// The stage, in points.
        var size: Point
        /// The layers of both networks.
        var slots: [[Slot]] = [[], []]
        /// The layers in focus, by their index.
        var focus: [Int?] = [nil, nil]
        /// The faces of the layers in focus.
        var focusFaces: [Slot?] = [nil, nil]
        /// How many checkpoints there are; 0: there is one other network.
        var checkpointCount = 0
        /// How many maps can be shown of each, and their extent.
        var rowCount = 0
        var rowExtent = SIMD2(1, 1)
    }

    /// A network's part of the stage.
    struct Strip: Sendable, Equatable {
        /// All of it.
        var area: Rectangle
        /// The room of the picture.
        var picture: Rectangle
        /// The room of the answers.
        var answers: Rectangle
        /// The faces of each layer from the top down; none of a layer that has no room.
        var faces: [[Rectangle]]
        /// From the middle of one shown layer to the next, in points.
        var pitch: Float
        /// Which share of the layers is shown: one of so many.
        var step: Int

        /// The room of a layer, its name included; nil where it has none.
        func column(_ index: Int) -> Rectangle? {
            guard let first = faces[index].first, let last = faces[index].last else { return nil }
            let half = max(min(pitch / 2, 40), first.width / 2 + 2)
            return Rectangle(
                x: first.center.x - half, y: first.minY - 4, width: 2 * half,
                height: last.maxY - first.minY + 44)
        }
    }

    /// Checkpoints: curves above, maps below, on one axis.
    struct Timeline: Sendable, Equatable {
        /// The room of the curves; their axis ends at both edges.
        var plot: Rectangle
        /// The middle of each checkpoint.
        var centers: [Float]
        /// From one to the next.
        var pitch: Float
        /// The maps: a row each, a cell a checkpoint.
        var rows: [[Rectangle]]

        /// The checkpoint at a place.
        func checkpoint(at place: Point) -> Int? {
            guard let first = centers.first, place.y >= plot.minY - 8,
                place.y <= (rows.last?.first?.maxY ?? plot.maxY + 24) + 4
            else { return nil }
            let index = Int(((place.x - first) / pitch).rounded())
            return centers.indices.contains(index) && abs(place.x - centers[index]) <= pitch / 2 ? index : nil
        }
    }

    static let margin: Float = 28
    static let top: Float = 58

    /// The stage, in points.
    let size: Point
    /// Of the open network and of the other.
    let strips: [Strip]
    /// Where the lower part begins.
    let separator: Float
    /// The faces of the layers in focus, of both networks; none where checkpoints are shown.
    let large: [[Rectangle]]
    /// Checkpoints, where there are some.
    let timeline: Timeline?

    init(_ request: Request) {
        size = request.size
        let share: Float = request.checkpointCount > 0 ? 0.46 : 0.36
        let bandHeight = min(max(size.y * share, 210), 460)
        let separator = size.y - bandHeight
        self.separator = separator
        let height = (separator - Self.top) / 2
        let band = Rectangle(
            x: Self.margin, y: separator, width: size.x - 2 * Self.margin, height: bandHeight)
        strips = request.slots.enumerated().map { index, slots in
            let area = Rectangle(
                x: Self.margin, y: Self.top + Float(index) * height, width: band.width, height: height)
            return Self.strip(in: area, slots, focus: request.focus[index], all: request.slots)
        }
        if request.checkpointCount > 0 {
            timeline = Self.timeline(in: band, request)
            large = [[], []]
        } else {
            timeline = nil
            large = request.focusFaces.enumerated().map { index, slot in
                let half = (band.width - 40) / 2
                let room = Rectangle(
                    x: band.minX + Float(index) * (half + 40), y: band.minY + 46, width: half,
                    height: band.height - 46 - 50)
                return slot.map { Self.large(in: room, $0) } ?? []
            }
        }
    }

    // MARK: Strips

    private static func strip(
        in area: Rectangle, _ slots: [Slot], focus: Int?, all: [[Slot]]
    ) -> Strip {
        let side = min(area.height - 54, 128, area.width * 0.12)
        let picture = Rectangle(x: area.minX, y: area.minY + 26, width: side, height: side)
        let width = min(max(area.width * 0.17, 140), 220)
        let answers = Rectangle(
            x: area.maxX - width, y: area.minY + 8, width: width, height: area.height - 20)
        let zone = Rectangle(
            x: picture.maxX + 30, y: area.minY + 26, width: answers.minX - picture.maxX - 64,
            height: area.height - 26 - 46)
        let denseCount = all.map { $0.count(where: \.isDense) }.max() ?? 0
        let mapCount = all.map { $0.count { !$0.isDense } }.max() ?? 0
        let denseWidth = mapCount == 0 ? zone.width : min(zone.width * 0.32, Float(denseCount) * 58)
        let gap: Float = denseCount > 0 && mapCount > 0 ? 18 : 0
        let places = [
            Rectangle(
                x: zone.minX, y: zone.minY, width: zone.width - denseWidth - gap, height: zone.height),
            Rectangle(x: zone.maxX - denseWidth, y: zone.minY, width: denseWidth, height: zone.height),
        ]
        var strip = Strip(
            area: area, picture: picture, answers: answers, faces: slots.map { _ in [] }, pitch: zone.width,
            step: 1)
        for (kind, place) in places.enumerated() {
            let own = slots.indices.filter { slots[$0].isDense == (kind == 1) }
            guard !own.isEmpty, place.width > 8 else { continue }
            strip.put(own, slots, focus: focus, in: place)
        }
        return strip
    }

    // MARK: Layers in focus

    private static func large(in room: Rectangle, _ slot: Slot) -> [Rectangle] {
        let count = max(slot.faceCount, 1)
        let gap: Float = 14
        let width = (room.width - gap * Float(count - 1)) / Float(count)
        let first = Rectangle(x: room.minX, y: room.minY, width: min(width, 400), height: room.height)
            .topFitting(slot.extent)
        return (0..<count).map { index in
            Rectangle(
                origin: first.origin + Point(Float(index) * (max(first.width, min(width, 96)) + gap), 0),
                size: first.size)
        }
    }

    // MARK: Checkpoints

    private static func timeline(in band: Rectangle, _ request: Request) -> Timeline {
        let left = band.minX + 84
        let pitch = min((band.maxX - 118 - left) / Float(request.checkpointCount), 150)
        let plot = Rectangle(
            x: left, y: band.minY + 44, width: pitch * Float(request.checkpointCount),
            height: min(max(band.height * 0.24, 46), 104))
        let centers = (0..<request.checkpointCount).map { left + (Float($0) + 0.5) * pitch }
        let top = plot.maxY + 30
        let room = band.maxY - 12 - top
        let aspect = Float(request.rowExtent.y) / Float(max(request.rowExtent.x, 1))
        let wanted = Float(min(max(request.rowCount, 1), 4))
        let height = min(pitch * 0.92 * aspect, max(room / wanted - 6, 26))
        let count = min(request.rowCount, max(Int((room + 6) / (height + 6)), 0))
        let rows = (0..<count).map { row in
            centers.map { x in
                let cell = Rectangle(
                    x: x - pitch * 0.46, y: top + Float(row) * (height + 6), width: pitch * 0.92,
                    height: height)
                return cell.fitting(request.rowExtent)
            }
        }
        return Timeline(plot: plot, centers: centers, pitch: pitch, rows: rows)
    }
}

extension ModelsLayout.Strip {
    /// Layers of one kind side by side by their depth, as many as have room; that in focus is always among them.
    fileprivate mutating func put(
        _ own: [Int], _ slots: [ModelsLayout.Slot], focus: Int?, in place: Rectangle
    ) {
        let isDense = slots[own[0]].isDense
        let least: Float = isDense ? 12 : 26
        let most = max(Int(place.width / least), 1)
        let step = (own.count + most - 1) / most
        self.step = max(self.step, step)
        let shown = own.enumerated().filter { number, index in
            number % step == 0 || index == focus || number == own.count - 1
        }.map(\.element)
        let pitch = place.width / Float(max((own.count + step - 1) / step, 1))
        self.pitch = min(self.pitch, pitch)
        let faceCount = Float(max(shown.map { slots[$0].faceCount }.max() ?? 1, 1))
        let side = min((place.height + 4) / (isDense ? 1 : faceCount) - 4, isDense ? place.height : 72)
        let width = min(pitch * 0.86, isDense ? 34 : side)
        for index in shown {
            let slot = slots[index]
            let x = place.minX + width / 2 + slot.depth * (place.width - width)
            let room = Rectangle(x: x - width / 2, y: place.minY, width: width, height: side)
            let first = room.topFitting(slot.extent)
            faces[index] = (0..<max(slot.faceCount, 1)).map { number in
                Rectangle(
                    origin: first.origin + Point(0, Float(number) * (first.height + 4)), size: first.size)
            }
        }
    }
}

extension Rectangle {
    /// The largest rectangle of an extent's proportions in it, at its upper edge, in the middle.
    func topFitting(_ extent: SIMD2<Int>) -> Rectangle {
        let fitted = fitting(extent)
        return Rectangle(x: fitted.minX, y: minY, width: fitted.width, height: fitted.height)
    }
}
