import Analysis
import Rendering
import Testing

@testable import Scenes

/// Where things lie, worked out by hand.
@MainActor struct NeighborsGeometryTests {
    // MARK: Stability

    private func plot(_ overlaps: [[Int]], count: Int = 10) -> StabilityPlot {
        let names = overlaps.indices.map { "\($0)" }
        let lines = StabilityLines(
            overlaps, names: names, samples: Array(7..<7 + overlaps[0].count), count: count)
        return StabilityPlot(area: Rectangle(x: 100, y: 50, width: 200, height: 80), lines: lines)
    }

    @Test func `all kept is at the left, none at the right, and the input is on top`() {
        let plot = plot([[10, 10], [5, 0], [0, 10]])
        #expect(plot.x(of: 10) == 100 && plot.x(of: 0) == 300 && plot.x(of: 5) == 200)
        #expect(plot.y(ofAxis: 0) == 50 && plot.y(ofAxis: 1) == 90 && plot.y(ofAxis: 2) == 130)
        let points = plot.points(of: 0)
        #expect(points[0] == Point(100, 50), "all lines begin in one point")
        #expect(abs(points[1].x - 200) <= 0.45 * 20 && abs(points[2].x - 300) <= 0.45 * 20)
        #expect(plot.lines.kept(0, operation: 1) == 5 && plot.lines.kept(1, operation: 2) == 10)
    }

    @Test func `a line is found between its corners`() {
        let plot = plot([[10, 10], [2, 8]])
        let middle = plot.x(of: 0, at: 90)
        let ends = plot.points(of: 0)
        #expect(abs(middle - (ends[0].x + ends[1].x) / 2) < 1e-3)
        #expect(plot.line(at: Point(middle + 3, 90), chosen: []) == 0)
        #expect(plot.line(at: Point(middle - 20, 90), chosen: []) == nil)
    }

    @Test func `a brush holds the samples with a corner inside`() {
        let plot = plot([[10, 10, 10], [8, 5, 1], [5, 5, 5]])
        let box = plot.brush(from: Point(180, 86), to: Point(230, 95))
        #expect(box == Rectangle(x: 180, y: 79, width: 50, height: 22))
        #expect(plot.samples(in: box) == [8])
        let two = plot.brush(from: Point(130, 92), to: Point(320, 128))
        #expect(plot.samples(in: two) == [7, 8, 9], "an axis more lets all in")
        #expect(plot.samples(in: Rectangle(x: 100, y: 60, width: 200, height: 20)).isEmpty, "between axes")
    }

    @Test func `at most two thousand lines are drawn, from all over the data`() {
        let lines = StabilityLines(
            [Array(repeating: 3, count: 9_000)], names: ["input"], samples: Array(0..<9_000), count: 10)
        #expect(lines.drawn.count == 2_000 && Set(lines.drawn).count == 2_000)
        #expect(lines.drawn.min() == 0 && (lines.drawn.max() ?? 0) > 8_990)
        #expect(NeighborsWords.thinned(lines) == "2,000 of 9,000 lines")
    }

    @Test func `names that would stand in each other's way are left out, the important ones stay`() {
        let plot = plot(Array(repeating: [3], count: 21))
        let named = plot.namedAxes(important: [7])
        #expect(named.isSuperset(of: [0, 20, 7]))
        let heights = named.sorted().map { plot.y(ofAxis: $0) }
        #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 14 })
    }

    @Test func `the range leaves out the hundredth at either end`() {
        let lines = StabilityLines(
            [Array(0...100), Array(0...100)], names: ["a", "b"], samples: Array(0...100), count: 100)
        #expect(lines.range == 1...99)
        #expect(
            lines.share(of: 0) == 0 && lines.share(of: 100) == 1 && abs(lines.share(of: 50) - 0.5) < 1e-4
        )
    }

    @Test func `colors are those that can be seen on the paper`() {
        #expect(StabilityLines.color(1, .light) == ColorMap.viridis.color(at: 0.93))
        #expect(StabilityLines.color(0, .dark) == ColorMap.viridis.color(at: 0.2))
    }

    @Test func `a steep line covers as much ink as it is wide`() {
        var raster = LineRaster(width: 40, height: 10, background: Color(0xFFFFFF))
        raster.draw([Point(20.5, 0), Point(20.5, 10)], thickness: 2, color: Color(0x000000))
        let pixels = raster.image(rows: 0..<10, columns: 0..<40).pixels
        let row = (0..<40).map { 255 - Int(pixels[(5 * 40 + $0) * 4]) }
        #expect(row[18] == 0 && row[19] == 127 && row[20] == 255 && row[21] == 127 && row[22] == 0)
        var slanted = LineRaster(width: 40, height: 10, background: Color(0xFFFFFF))
        slanted.draw([Point(5, 0), Point(35, 10)], thickness: 2, color: Color(0x000000))
        let ink = slanted.image(rows: 2..<8, columns: 0..<40).pixels.enumerated()
            .reduce(0) { $0 + ($1.offset % 4 == 0 ? 255 - Int($1.element) : 0) }
        // Six rows of a line that is longer than high by the square root of 10.
        #expect(abs(Float(ink) / 255 - 6 * 2 * Float(10).squareRoot()) < 1.5)
    }

    // MARK: Disc

    @Test func `sectors are half by share now and half by share of all, none too narrow`() {
        let widths = RadialPlot.widths(now: [90, 10, 0], either: [100, 60, 40], least: 0.055)
        #expect(abs(widths[0] - (0.9 + 0.5) / 2) < 1e-5 && abs(widths[1] - (0.1 + 0.3) / 2) < 1e-5)
        #expect(abs(widths[2] - 0.1) < 1e-5)
        let narrow = RadialPlot.widths(now: [99, 1, 0], either: [99, 1, 1], least: 0.055)
        #expect(abs(narrow.reduce(0, +) - 1) < 1e-5)
        #expect(narrow[1] == 0.055 && narrow[2] == 0.055)
        let many = RadialPlot.widths(
            now: [100] + Array(repeating: 0, count: 39), either: Array(repeating: 1, count: 40), least: 0.055)
        #expect(abs(many.reduce(0, +) - 1) < 1e-4 && many.allSatisfy { $0 > 0.01 })
    }

    @Test func `a neighbor lies in its class's sector, at its radius`() throws {
        let plot = try NeighborsSample().plot(of: 16)
        #expect(plot.sectors.first?.start == 0 && abs((plot.sectors.last?.end ?? 0) - 1) < 1e-5)
        for trace in plot.traces {
            #expect(plot.sector(at: trace.angle)?.classIndex == trace.classIndex)
            #expect(trace.fromRank <= 20 || trace.toRank <= 20)
        }
        let toCounts = plot.sectors.map(\.toCount).reduce(0, +)
        #expect(toCounts == 20 && plot.sectors.map(\.fromCount).reduce(0, +) == 20)
        #expect(try NeighborsSample().plot(of: 16) == plot, "angles are seeded")
    }

    @Test func `clockwise from the top, and back`() {
        let layout = RadialLayout(in: Rectangle(x: 0, y: 0, width: 600, height: 500))
        #expect(layout.center == Point(300, 250))
        let right = layout.place(angle: 0.25, radius: 1)
        #expect(abs(right.x - 300 - layout.unit) < 1e-3 && abs(right.y - 250) < 1e-3)
        #expect(abs(layout.angle(of: right) - 0.25) < 1e-5)
        #expect(abs(layout.angle(of: layout.place(angle: 0.9, radius: 1.2)) - 0.9) < 1e-5)
        #expect(layout.place(angle: 0, radius: 1).y < 250)
    }

    @Test func `the trace under the pointer is the nearest one`() throws {
        let plot = try NeighborsSample().plot(of: 16)
        let layout = RadialLayout(in: Rectangle(x: 0, y: 0, width: 900, height: 900))
        for trace in plot.traces.prefix(5) {
            let place = layout.place(angle: trace.angle, radius: (trace.from + trace.to) / 2)
            #expect(layout.trace(at: place, in: plot)?.sample == trace.sample)
        }
        #expect(layout.trace(at: layout.center, in: plot) == nil)
    }

    @Test func `playing goes from the first radius to the second`() throws {
        let plot = try NeighborsSample().plot(of: 16)
        #expect(plot.played(0).traces.allSatisfy { $0.to == $0.from })
        #expect(plot.played(1) == plot)
        let half = plot.played(0.5)
        #expect(zip(plot.traces, half.traces).allSatisfy { abs($1.to - ($0.from + $0.to) / 2) < 1e-5 })
    }

    @Test func `labels and pictures do not lie on each other, nor on the disc`() throws {
        let plot = try NeighborsSample().plot(of: 16)
        for size in [Point(640, 560), Point(470, 360), Point(400, 300)] {
            let layout = RadialLayout(in: Rectangle(origin: Point(10, 20), size: size))
            let labels = RadialLabels(
                plot, layout, classNames: NeighborsSample.names, ownClass: 1, fonts: .standard)
            let places = labels.labels.map(\.place) + labels.pictures.map(\.place)
            #expect(!labels.labels.isEmpty)
            for (index, place) in places.enumerated() {
                #expect(!places[(index + 1)...].contains { $0.intersects(place) })
                #expect(place.minX >= 10 && place.maxX <= 10 + size.x && place.minY >= 20)
                let nearest = pointwiseMax(
                    place.origin, pointwiseMin(place.origin + place.size, layout.center))
                #expect(layout.distance(of: nearest) >= layout.outerRadius)
            }
        }
    }

    // MARK: Strip and distances

    @Test func `bars share one line, and the brush holds ten`() {
        let strip = ChangeStrip(
            (0..<40).map { Float($0) - 30 }, in: Rectangle(x: 10, y: 0, width: 400, height: 78))
        #expect(strip.pitch == 10 && strip.zero == 18, "9 of 39 up: less than a fifth would be more")
        #expect(strip.bar(0) == Rectangle(x: 10, y: 18, width: 9, height: 60))
        #expect(strip.bar(39).minY == 0 && strip.bar(39).maxY == 18)
        #expect(strip.index(at: Point(15, 40)) == 0 && strip.index(at: Point(405, 5)) == 39)
        #expect(strip.first(around: Point(10, 0)) == 0 && strip.first(around: Point(409, 0)) == 30)
        #expect(strip.first(around: Point(215, 0)) == 15)
    }

    @Test func `round numbers along an axis`() {
        #expect(NiceTicks.values(to: 23, count: 5) == [0, 5, 10, 15, 20])
        #expect(NiceTicks.values(to: 0.9, count: 4) == [0, 0.5])
        #expect(
            NiceTicks.words(0.5, among: [0, 0.5]) == "0.5"
                && NiceTicks.words(2_000, among: [0, 1_000]) == "2,000")
        #expect(
            [1, 2, 3, 11, 12, 101, 113, 1_000].map(Ordinal.words) == [
                "1st", "2nd", "3rd", "11th", "12th", "101st", "113th", "1,000th",
            ])
    }

    @Test func `curves are as far along as distances are large`() throws {
        let content = try NeighborsSample().content()
        let curves = try #require(content.curves.to)
        let distances = try #require(content.distances.to)
        #expect(curves.reach == distances.distances[distances.order[19]] && curves.ownClass == 1)
        let plot = DistancePlot(
            curves: curves, classNames: NeighborsSample.names,
            area: Rectangle(x: 50, y: 10, width: 300, height: 100), pen: Pen(theme: .light, fonts: .standard))
        #expect(plot.x(of: 0) == 50 && plot.x(of: curves.places.last ?? 0) == 350)
        let highest = try #require(curves.curves.max { $0.values[$0.peak] < $1.values[$1.peak] })
        #expect(plot.peak(of: highest).y == 10 + DistancePlot.headHeight)
        #expect(plot.classIndex(at: plot.peak(of: highest)) == highest.classIndex)
    }

    // MARK: Stage

    @Test func `wide stages have room for the maps, narrow ones switch`() {
        let wide = NeighborsLayout(.init(size: Point(1_580, 996), mapCount: 3))
        #expect(wide.maps.count == 3 && wide.stageSwitch == nil && wide.stability != nil)
        #expect(wide.maps.allSatisfy { $0.minX > wide.right.upperBound && $0.maxY <= 996 - 24 })
        let narrow = NeighborsLayout(.init(size: Point(940, 716), mapCount: 3))
        #expect(narrow.maps.isEmpty && narrow.stageSwitch != nil && narrow.stability != nil)
        let maps = NeighborsLayout(.init(size: Point(940, 716), mapCount: 3, showsMaps: true))
        #expect(maps.maps.count == 3 && maps.stability == nil && maps.distances == nil)
    }

    @Test(arguments: [
        Point(940, 716), Point(1_212, 916), Point(1_580, 996), Point(2_300, 1_300), Point(820, 620),
    ])
    func `nothing lies on anything else, or beyond the stage`(size: Point) {
        let layout = NeighborsLayout(.init(size: size, mapCount: 3))
        let parts =
            [layout.stability, layout.distances].compactMap(\.self) + [layout.radial.bounds, layout.strip]
            + layout.maps + layout.pictures
        for (index, part) in parts.enumerated() {
            #expect(
                part.minX >= 0 && part.minY >= 0 && part.maxX <= size.x && part.maxY <= size.y, "\(index)")
            #expect(!parts[(index + 1)...].contains { $0.intersects(part) }, "\(index)")
        }
    }
}
