import Rendering

/// Where the lines of the stability plot lie: pure geometry, in stage points. An axis an operation, the input on top;
/// all neighbours kept at the left, none at the right.
struct StabilityPlot: Sendable {
    /// From the first axis to the last.
    let area: Rectangle
    let lines: StabilityLines

    /// Half the height of a brush on one axis, in points.
    static let brushReach: Float = 11
    /// How near the pointer has to be to a line, in points.
    static let reach: Float = 5

    private var axisCount: Int { lines.names.count }

    /// From an axis to the next.
    var pitch: Float { axisCount > 1 ? area.height / Float(axisCount - 1) : area.height }

    /// The height of an operation's axis.
    func y(ofAxis index: Int) -> Float { axisCount > 1 ? area.minY + Float(index) * pitch : area.minY }

    /// Where a number of neighbours lies on every axis.
    func x(of value: Float) -> Float { area.maxX - value / Float(max(lines.count, 1)) * area.width }

    /// The operation whose axis is nearest to a height.
    func axis(at y: Float) -> Int {
        let index = Int(((y - area.minY) / max(pitch, 1e-3)).rounded())
        return min(max(index, 0), max(axisCount - 1, 0))
    }

    /// The corners of a sample's line.
    func points(of position: Int) -> [Point] {
        (0..<axisCount).map { Point(x(of: lines.values[$0][position]), y(ofAxis: $0)) }
    }

    /// Where a sample's line is at a height of the plot.
    func x(of position: Int, at y: Float) -> Float {
        let place = min(max((y - area.minY) / max(pitch, 1e-3), 0), Float(max(axisCount - 1, 0)))
        let above = min(Int(place), max(axisCount - 2, 0))
        let below = min(above + 1, axisCount - 1)
        let (start, end) = (lines.values[above][position], lines.values[below][position])
        return x(of: start + (end - start) * (place - Float(above)))
    }

    /// The position of the line nearest to a place; of those that are drawn, or among `chosen`.
    func line(at place: Point, chosen: Set<Int>) -> Int? {
        guard area.inset(by: -Self.reach).contains(place), axisCount > 1 else { return nil }
        var best: (position: Int, distance: Float)?
        func test(_ position: Int) {
            let distance = abs(x(of: position, at: place.y) - place.x)
            if distance <= min(best?.distance ?? .infinity, Self.reach) { best = (position, distance) }
        }
        // What lies on top comes last, and wins among equals.
        for position in lines.drawn { test(position) }
        for sample in chosen { if let position = lines.position(of: sample) { test(position) } }
        return best?.position
    }

    /// The box of a brush drawn from one place to another: whole axes high.
    func brush(from start: Point, to end: Point) -> Rectangle {
        let axes = [axis(at: start.y), axis(at: end.y)].sorted()
        let xs = [start.x, end.x].map { min(max($0, area.minX - 6), area.maxX + 6) }.sorted()
        let top = y(ofAxis: axes[0]) - min(Self.brushReach, pitch * 0.45)
        let bottom = y(ofAxis: axes[1]) + min(Self.brushReach, pitch * 0.45)
        return Rectangle(x: xs[0], y: top, width: xs[1] - xs[0], height: bottom - top)
    }

    /// The samples whose lines have a corner inside of a box, by their index in the data set.
    func samples(in box: Rectangle) -> Set<Int> {
        let axes = (0..<axisCount).filter { y(ofAxis: $0) >= box.minY && y(ofAxis: $0) <= box.maxY }
        let scale = Float(max(lines.count, 1)) / max(area.width, 1)
        let (low, high) = ((area.maxX - box.maxX) * scale, (area.maxX - box.minX) * scale)
        return Set(
            lines.samples.indices.filter { position in
                axes.contains { lines.values[$0][position] >= low && lines.values[$0][position] <= high }
            }.map { lines.samples[$0] })
    }

    /// The axes that are named: the `important` ones, then as many of the others as have room.
    func namedAxes(important: [Int]) -> Set<Int> {
        var named: [Int] = []
        for axis in [0, axisCount - 1] + important + Array(0..<axisCount)
        where (0..<axisCount).contains(axis) && !named.contains(axis) {
            let isFree = named.allSatisfy { abs(y(ofAxis: $0) - y(ofAxis: axis)) >= 14 }
            if isFree { named.append(axis) }
        }
        return Set(named)
    }

    /// The numbers below the last axis.
    var ticks: [Int] {
        guard lines.count >= 4 else { return Array(0...max(lines.count, 1)) }
        return (0...4).map { Int((Float(lines.count) * Float($0) / 4).rounded()) }
    }
}
