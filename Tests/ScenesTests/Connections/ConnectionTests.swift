import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// Connections on made-up networks.
@MainActor @Suite struct ConnectionTests {
    private let size = Point(1204, 716)

    /// Shares of 40 %, 24 %, 14.4 % and so on; every third source lowers.
    private func sources(_ layer: Int, _ maps: Int) -> [Connections.Source] {
        var (share, result): (Float, [Connections.Source]) = (0.4, [])
        for map in 0..<maps {
            result.append(
                Connections.Source(layer: layer, map: map * 5 % maps, share: share, lowers: map % 3 == 1))
            share *= 0.6
        }
        return result
    }

    private func ofClass(_ camera: CameraMode, _ theme: Theme) -> NetworkScene {
        let scene = NetworkSpecimen.pictograms.scene(camera, size: size, theme: theme) { content in
            content.top = content.top.enumerated().map { rank, entry in
                var entry = entry
                entry.classIndex = 10 + rank
                return entry
            }
            content.connections = Connections(target: .shownClass(11), sources: self.sources(10, 12))
        }
        _ = scene.handle(.pointerMoved(TopTen.place(ofRank: 1, scene.regions).center))
        scene.settle()
        return scene
    }

    private func ofMap(_ theme: Theme) throws -> NetworkScene {
        var map = 0
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size, theme: theme) { content in
            content.selection.layer = 2
            content.selection.cluster = 1
            map = content.mapsByEntropy(layer: 2, cluster: 1)[4]
            content.connections = Connections(
                target: .map(layer: 2, number: map), sources: self.sources(1, 16))
        }
        scene.settle()
        let card = try #require(scene.view.fanOut?.cards.first { $0.map == map })
        _ = scene.handle(.pointerMoved(card.place.center))
        return scene
    }

    @Test("A class takes from units, orange where they raise it, blue and dashed where they lower it")
    func ofClass() throws {
        let frame = try #require(ofClass(.plate, .light).frame)
        let row = TopTen.place(ofRank: 1, frame.regions)
        let ribbons = ConnectionDrawing(frame: frame).ribbons(to: Point(row.minX - 10, row.minY + 14))
        #expect(ribbons.count == ConnectionDrawing.mostLines)
        #expect(ribbons.map(\.lowers).prefix(3) == [false, true, false])
        let strip = try #require(frame.arrangement.columns[10].blocks.first)
        let (low, high) = (
            frame.project(strip.origin), frame.project(strip.origin + strip.right + strip.down)
        )
        for ribbon in ribbons {
            #expect((low.x...high.x + 1).contains(ribbon.from.x) && (low.y...high.y).contains(ribbon.from.y))
        }
    }

    @Test("Blocks gather what their maps give, what raises and what lowers apart")
    func gathered() throws {
        let scene = try ofMap(.light)
        let frame = try #require(scene.frame)
        let connections = try #require(frame.content.connections)
        let ribbons = ConnectionDrawing(frame: frame).ribbons(to: Point(500, 300))
        let blocks = frame.content.clusters(of: 1)
        var expected: [Float] = []
        for block in blocks {
            for lowers in [false, true] {
                let share = connections.sources.filter { block.maps.contains($0.map) && $0.lowers == lowers }
                    .reduce(0) { $0 + $1.share }
                if share >= 0.005 { expected.append(share) }
            }
        }
        #expect(ribbons.count == expected.count)
        for (own, other) in zip(ribbons.map(\.share).sorted(), expected.sorted()) {
            #expect(abs(own - other) < 1e-5)
        }
    }

    @Test("Pointing asks for connections once, and leaving lets go")
    func asking() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size) { content in
            content.top[1].classIndex = 7
        }
        let place = TopTen.place(ofRank: 1, scene.regions).center
        #expect(scene.handle(.pointerMoved(place)) == [.traceConnections(.shownClass(7))])
        #expect(scene.handle(.pointerMoved(place + Point(1, 0))).isEmpty)
        #expect(scene.handle(.pointerLeft) == [.traceConnections(nil)])
        let off = NetworkSpecimen.pictograms.scene(.plate, size: size) {
            $0.settings.showsConnections = false
        }
        #expect(off.handle(.pointerMoved(place)).isEmpty)
        #expect(scene.handle(.key(.character("g"), [])) == [.showConnections(false)])
    }

    @Test("The status line names the strongest")
    func words() throws {
        let text = try ofMap(.light).statusText
        #expect(
            text.contains("takes most from conv 1_2: map #0 (40\u{2009}%), map #5 (24\u{2009}%, lowers)"),
            "\(text)")
        #expect(
            ofClass(.plate, .light).statusText.contains("takes most from fc 1: unit 0 (40\u{2009}%)"),
            "\(ofClass(.plate, .light).statusText)")
    }

    @Test("They look as they should", arguments: ["light", "dark"])
    func looks(theme: String) throws {
        let colors: Theme = theme == "light" ? .light : .dark
        for (name, scene) in [
            ("class-plate", ofClass(.plate, colors)), ("class-orbit", ofClass(.orbit, colors)),
            ("map", try ofMap(colors)),
        ] {
            let image = try snapshot(scene.makeDrawing(), size: size)
            try expectGolden(image, named: "scenes/connections-\(name)-\(theme)", tolerance: .threeD)
        }
    }
}
