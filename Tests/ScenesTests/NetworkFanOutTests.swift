import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite struct NetworkFanOutTests {
    @Test(arguments: [Point(1204, 716), Point(1524, 916), Point(1844, 996)], [1, 5, 17, 213])
    func cardsStandInsideTheirCardAndApart(size: Point, count: Int) {
        let fan = FanOut(
            layer: 0, cluster: 0, maps: Array(0..<count), ratio: 1, pictureRatio: 1, stageSize: size,
            firstRow: 0)
        let cards = fan.cards
        #expect(cards.count == min(count, fan.visibleRows * fan.columnCount))
        for (index, card) in cards.enumerated() {
            #expect(card.place.minX >= fan.card.minX && card.place.maxX <= fan.card.maxX)
            #expect(card.place.minY >= fan.card.minY && card.place.maxY + FanOut.footer <= fan.card.maxY)
            for other in cards.dropFirst(index + 1) { #expect(!card.place.intersects(other.place)) }
        }
        #expect(fan.card.maxY <= size.y && fan.openMap.maxX + 50 <= size.x && fan.picture.maxX <= size.x)
        #expect(fan.picture.maxY + 24 <= size.y)
    }

    @Test func everyMapCanBeReachedByScrolling() {
        var seen: Set<Int> = []
        var row = 0
        while true {
            let fan = FanOut(
                layer: 0, cluster: 0, maps: Array(0..<100), ratio: 1, pictureRatio: 1,
                stageSize: Point(1204, 716), firstRow: row)
            seen.formUnion(fan.cards.map(\.map))
            if row >= fan.lastFirstRow { break }
            row += fan.visibleRows
        }
        #expect(seen == Set(0..<100))
    }

    @Test func aCardIsFoundWhereItIsDrawn() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: Point(1524, 916)) { content in
            content.selection.layer = 2
            content.selection.cluster = 1
        }
        let fan = try #require(scene.view.fanOut)
        let card = try #require(fan.cards.last)
        _ = scene.handle(.pressed(.left, at: card.place.center, []))
        #expect(scene.handle(.released(.left, at: card.place.center, [])) == [.openMap(card.map)])
    }

    @Test func theTitleSaysWhatIsOpen() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: Point(1524, 916)) { content in
            content.selection.layer = 2
            content.selection.cluster = 1
        }
        let fan = try #require(scene.view.fanOut)
        #expect(
            FanOutDrawing.summary(fan, scene.content)
                == "32 maps of 32\u{2009}\u{D7}\u{2009}32 px in three clusters; the middle one, with 11 maps, is open"
        )
    }
}

extension NetworkFanOutTests {
    @Test func foldedColumnsHaveNoLabelsEvenWhereTheyArePinned() throws {
        func words(pinned: Int?) throws -> [String] {
            let scene = NetworkSpecimen.pictograms.scene(.plate, size: Point(1524, 916)) { content in
                content.selection.layer = 6
                content.selection.cluster = 1
                content.selection.pin = pinned.map { .init(layer: $0, cluster: 0, x: 1, y: 1) }
            }
            let frame = try #require(scene.frame)
            var board = LabelBoard(stage: Rectangle(origin: .zero, size: frame.stage.size))
            BlockLabels(frame: frame).place(on: &board)
            return board.items.compactMap { if case .text(let run) = $0 { run.string } else { nil } }
        }
        #expect(try words(pinned: 8) == words(pinned: nil))
        #expect(try words(pinned: nil).contains("conv 4_1"))
    }
}

@MainActor @Suite(.serialized) struct NetworkGoldenTests {
    private let size = Point(1204, 716)

    @Test func orbit() throws {
        let scene = NetworkSpecimen.pictograms.scene(.orbit, size: size) { content in
            content.selection.pin = .init(layer: 5, cluster: 1, x: 9, y: 8)
        }
        try expectGolden(
            try snapshot(scene.makeDrawing(), size: size), named: "scenes/network-orbit", tolerance: .threeD)
    }

    @Test func plate() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size, theme: .dark)
        try expectGolden(
            try snapshot(scene.makeDrawing(), size: size), named: "scenes/network-plate-dark",
            tolerance: .threeD)
    }

    @Test func branches() throws {
        let scene = NetworkSpecimen.inception.scene(.plate, size: size)
        try expectGolden(
            try snapshot(scene.makeDrawing(), size: size), named: "scenes/network-branches",
            tolerance: .threeD)
    }

    @Test func fanOut() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size) { content in
            content.selection.layer = 4
            content.selection.cluster = 0
            content.selection.map = content.mapsByEntropy(layer: 4, cluster: 0).first
            content.selection.pin = .init(layer: 4, cluster: 0, x: 5, y: 6)
        }
        try expectGolden(
            try snapshot(scene.makeDrawing(), size: size), named: "scenes/network-fanout", tolerance: .threeD)
    }
}
