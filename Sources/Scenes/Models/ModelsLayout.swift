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
        /// Whether a number stands below each layer's name.
        var hasMovement = false
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
        /// The rooms of layers with maps and of dense ones.
        var zones: [Rectangle]
        /// The faces of each layer from the top down; none of a layer that has no room.
        var faces: [[Rectangle]]
        /// From the middle of one shown layer to the next, in points.
        var pitch: Float
        /// Which share of the layers is shown: one of so many.
        var step: Int
        /// The height of what stands below the faces.
        var footHeight: Float

        /// The room of a layer, its name included; nil where it has none.
        func column(_ index: Int) -> Rectangle? {
            // A network that has not answered yet has no layers to show.
            guard faces.indices.contains(index), let first = faces[index].first, let last = faces[index].last
            else { return nil }
            let half = max(min(pitch / 2 - 1, 34), first.width / 2 + 5)
            return Rectangle(
                x: first.center.x - half, y: first.minY - 5, width: 2 * half,
                height: last.maxY - first.minY + footHeight + 5)
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
        var strips = request.slots.indices.map { index in
            let area = Rectangle(
                x: Self.margin, y: Self.top + Float(index) * height, width: band.width, height: height)
            return Self.strip(in: area, request)
        }
        for isDense in [false, true] {
            let rows = strips.indices.map { strips[$0].row(request, $0, isDense: isDense) }
            // The first and the last of both stand above each other.
            let inset = (rows.map(\.width).max() ?? 0) / 2
            for index in strips.indices { strips[index].put(rows[index], request.slots[index], inset: inset) }
        }
        self.strips = strips
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

    private static func strip(in area: Rectangle, _ request: Request) -> Strip {
        let side = min(area.height - 54, 128, area.width * 0.12)
        let picture = Rectangle(x: area.minX, y: area.minY + 26, width: side, height: side)
        let left = picture.maxX + 34
        let least = min(max(area.width * 0.17, 140), 220)
        let room = area.maxX - least - 34 - left
        let denseCount = request.slots.map { $0.count(where: \.isDense) }.max() ?? 0
        let mapCount = request.slots.map { $0.count { !$0.isDense } }.max() ?? 0
        // Few layers stand together; what they leave is the answers'.
        let gap: Float = denseCount > 0 && mapCount > 0 ? 26 : 0
        let denseWidth = min(mapCount == 0 ? room : room * 0.32, Float(denseCount) * 84)
        let mapWidth = min(room - denseWidth - gap, Float(mapCount) * 200)
        let zone = Rectangle(
            x: left, y: area.minY + 28, width: mapWidth + gap + denseWidth,
            height: area.height - 28 - (request.hasMovement ? 54 : 38))
        let width = min(area.maxX - zone.maxX - 34, 480)
        let answers = Rectangle(
            x: zone.maxX + 34, y: area.minY + 8, width: width, height: area.height - 20)
        return Strip(
            area: area, picture: picture, answers: answers,
            zones: [
                Rectangle(x: zone.minX, y: zone.minY, width: mapWidth, height: zone.height),
                Rectangle(x: zone.maxX - denseWidth, y: zone.minY, width: denseWidth, height: zone.height),
            ], faces: [], pitch: zone.width, step: 1, footHeight: request.hasMovement ? 40 : 24)
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
        let pitch = min((band.maxX - 118 - left) / Float(request.checkpointCount), 168)
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

/// The layers of one kind of a network, and how large their faces are.
private struct Row {
    /// Those that have room, by their index; that in focus is always among them.
    var shown: [Int] = []
    /// One of so many is shown.
    var step = 1
    /// From the first layer to the last, shown or not.
    var steps = 1
    /// The room of the layers.
    var zone = Rectangle(origin: .zero, size: .zero)
    /// The extent of a face's room.
    var width: Float = 0
    var height: Float = 0
}

extension ModelsLayout.Strip {
    fileprivate func row(_ request: ModelsLayout.Request, _ network: Int, isDense: Bool) -> Row {
        let slots = request.slots[network]
        var row = Row(zone: zones[isDense ? 1 : 0])
        let own = slots.indices.filter { slots[$0].isDense == isDense }
        guard !own.isEmpty, row.zone.width > 8 else { return row }
        let most = max(Int(row.zone.width / (isDense ? 12 : 26)), 1)
        row.step = (own.count + most - 1) / most
        row.steps = max(own.count - 1, 1)
        row.shown = own.enumerated().filter { number, index in
            number % row.step == 0 || index == request.focus[network] || number == own.count - 1
        }.map(\.element)
        let faceCount = Float(max(row.shown.map { slots[$0].faceCount }.max() ?? 1, 1))
        row.height = min(
            (row.zone.height + 4) / (isDense ? 1 : faceCount) - 4, isDense ? row.zone.height : 72)
        let pitch = row.zone.width * Float(row.step) / Float(own.count)
        row.width = min(pitch * 0.86, isDense ? 34 : row.height)
        return row
    }

    /// Layers of one kind side by side by their depth.
    fileprivate mutating func put(_ row: Row, _ slots: [ModelsLayout.Slot], inset: Float) {
        if faces.isEmpty { faces = slots.map { _ in [] } }
        guard !row.shown.isEmpty else { return }
        let room = row.zone.width - 2 * inset
        let pitch = row.shown.count > 1 ? room * Float(row.step) / Float(row.steps) : row.zone.width
        step = max(step, row.step)
        self.pitch = min(self.pitch, pitch)
        let width = min(row.width, pitch * 0.9)
        for index in row.shown {
            let slot = slots[index]
            let x = row.zone.minX + inset + slot.depth * room
            let place = Rectangle(x: x - width / 2, y: row.zone.minY, width: width, height: row.height)
                .topFitting(slot.extent)
            faces[index] = (0..<max(slot.faceCount, 1)).map { number in
                Rectangle(
                    origin: place.origin + Point(0, Float(number) * (place.height + 4)), size: place.size)
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
