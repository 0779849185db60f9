import Rendering
import Samples
import Testing

@testable import Scenes

@MainActor @Suite struct HeatmapLayoutTests {
    private let room = Rectangle(x: 40, y: 350, width: 560, height: 520)

    private func classes(_ count: Int, of pictures: Int) -> [Int] {
        (0..<count * pictures).map { $0 / pictures }
    }

    @Test func `cells are whole points, with a gap between classes`() {
        let layout = HeatmapLayout(channelCount: 64, classOf: classes(8, of: 10), in: room)
        #expect(layout.cell == Point(4, 7))
        #expect(layout.rows.allSatisfy { $0.count == 1 } && layout.columns.allSatisfy { $0.count == 1 })
        #expect(layout.blocks.map(\.classIndex) == Array(0..<8))
        for (left, right) in zip(layout.blocks, layout.blocks.dropFirst()) {
            #expect(right.place.minX - left.place.maxX == 4)
        }
        #expect(layout.area.minX == layout.area.minX.rounded() && layout.area.maxY <= room.maxY)
        #expect((layout.metrics.last?.maxX ?? .infinity) <= room.maxX)
    }

    @Test(arguments: [(1, 3), (96, 200), (2048, 1000), (900, 16_000)])
    func `any number of channels and pictures fits, and every one is in a cell`(channels: Int, pictures: Int)
    {
        let layout = HeatmapLayout(
            channelCount: channels, classOf: (0..<pictures).map { $0 * 40 / pictures }, in: room)
        #expect(layout.rows.flatMap { Array($0) } == Array(0..<channels))
        #expect(layout.columns.flatMap { Array($0) } == Array(0..<pictures))
        #expect(layout.area.maxX <= room.maxX - HeatmapLayout.metricsWidth + 1)
        #expect(layout.area.maxY <= room.maxY)
        #expect((1...6).contains(layout.cell.x) && (1...24).contains(layout.cell.y))
    }

    @Test func `pictures of a thousand classes share columns`() {
        let layout = HeatmapLayout(channelCount: 8, classOf: classes(1000, of: 16), in: room)
        #expect(layout.area.width <= room.width)
        #expect(layout.columns.flatMap { Array($0) } == Array(0..<16_000))
    }

    @Test func `every cell is found where it is drawn, gaps hold nothing`() {
        let layout = HeatmapLayout(channelCount: 20, classOf: classes(3, of: 5), in: room)
        for row in layout.rows.indices {
            for column in layout.columns.indices {
                let middle = layout.place(row: row, column: column).center
                #expect(layout.part(at: middle) == .cell(row: row, column: column))
            }
        }
        let gap = Point(layout.blocks[0].place.maxX + 1, layout.area.center.y)
        #expect(layout.part(at: gap) == nil)
        #expect(layout.part(at: layout.head(2).center) == .head(.filterNorm))
        #expect(layout.part(at: layout.mark(layout.blocks[1]).center) == .mark(1))
        let bar = Point(layout.metrics[0].center.x, layout.place(row: 7).center.y)
        #expect(layout.part(at: bar) == .score(row: 7))
    }
}

@MainActor @Suite struct HeatmapContentTests {
    private func content(_ scores: [[Float]?], _ ordering: ChannelOrdering, leftOut: Float = 0.1)
        -> HeatmapContent
    {
        let count = scores.compactMap { $0?.count }.first ?? 0
        return HeatmapContent(
            samples: [4, 9], classOf: [0, 1], values: (0..<count * 2).map(Float.init), scores: scores,
            ordering: ordering, leftOutShare: leftOut, number: 1)
    }

    @Test func `channels stand by their score, equal ones by number`() {
        let scores: [[Float]?] = [[1, 3, 3, 2], [4, 1, 2, 3], nil]
        #expect(content(scores, .variance).order == [1, 2, 3, 0])
        #expect(content(scores, .classDistance).order == [0, 3, 2, 1])
        #expect(content(scores, .filterNorm).order == [1, 2, 3, 0])
    }

    @Test func `the lowest tenth is that of numpy`() {
        // numpy.percentile([0, 1, ..., 7], [10, 50, 90])
        let sorted = (0..<8).map(Float.init)
        #expect(abs(HeatmapContent.quantile(sorted, 0.1) - 0.7) < 1e-6)
        #expect(HeatmapContent.quantile(sorted, 0.5) == 3.5)
        #expect(abs(HeatmapContent.quantile(sorted, 0.9) - 6.3) < 1e-6)
        #expect(HeatmapContent.quantile([5], 0.3) == 5 && HeatmapContent.quantile([], 0.3) == 0)
    }

    @Test func `cells have the colours of their summaries, the lowest the colour of a surface`() throws {
        let heatmap = content([[1, 2, 3, 4], [1, 2, 3, 4], nil], .variance)
        let layout = HeatmapLayout(
            channelCount: 4, classOf: heatmap.classOf, in: Rectangle(x: 0, y: 0, width: 400, height: 300))
        let image = try #require(HeatmapImage.make(heatmap, layout, theme: .light))
        #expect(image.width == Int(layout.area.width) && image.height == Int(layout.area.height))
        func color(row: Int, column: Int) -> Color {
            let place = layout.place(row: row, column: column).center - layout.area.origin
            let at = (Int(place.y) * image.width + Int(place.x)) * 4
            return Color(
                SIMD4(image.pixels[at], image.pixels[at + 1], image.pixels[at + 2], image.pixels[at + 3]))
        }
        // Channel 3 is first; its second picture has the largest summary. Channel 0's first one is below the tenth.
        #expect(color(row: 0, column: 1) == ColorMap.viridis.color(at: 1))
        #expect(color(row: 3, column: 0) == Color(Theme.light.surface.bytes))
        let second = ColorMap.viridis.color(at: (1 - heatmap.threshold) / (7 - heatmap.threshold))
        #expect(color(row: 3, column: 1) == second)
    }

    @Test func `rows that stand for several channels show their mean`() {
        let heatmap = content([[4, 3, 2, 1], [1, 2, 3, 4], nil], .variance)
        let layout = HeatmapLayout(
            channelCount: 4, classOf: heatmap.classOf,
            in: Rectangle(x: 0, y: 0, width: 400, height: HeatmapLayout.head + HeatmapLayout.foot))
        #expect(layout.rows.count == 4)
        let rows = HeatmapLayout.bins(4, atMost: 2)
        #expect(rows == [0..<2, 2..<4])
        #expect(HeatmapImage.cellValues(heatmap, layout) == [0, 1, 2, 3, 4, 5, 6, 7])
    }
}
