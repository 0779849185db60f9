import Rendering
import Samples
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite struct ChannelsSceneTests {
    private func press(_ scene: ChannelsScene, _ place: Point, _ modifiers: Modifiers = []) -> [Command] {
        _ = scene.handle(.pointerMoved(place))
        return scene.handle(.pressed(.left, at: place, modifiers))
            + scene.handle(.released(.left, at: place, []))
    }

    private func tile(_ scene: ChannelsScene, _ node: Int) throws -> Point {
        let stage = try #require(scene.stageShown)
        return scene.stripPainter(stage).place(of: node).center
    }

    @Test func `a click on a tile opens or closes its layer, a drag pans instead`() throws {
        let scene = ChannelsSample.scene(ChannelsSample().content)
        let place = try tile(scene, 3)
        #expect(press(scene, place) == [.samples(.toggleLayer(3))])
        _ = scene.handle(.pressed(.left, at: place, []))
        _ = scene.handle(.pointerMoved(place + Point(-40, 0)))
        #expect(scene.handle(.released(.left, at: place + Point(-40, 0), [])).isEmpty)
    }

    @Test func `the status line says how alike a layer's classes are`() throws {
        let scene = ChannelsSample.scene(ChannelsSample().content)
        _ = scene.handle(.pointerMoved(try tile(scene, 12)))
        #expect(scene.statusText == "logits: shared inside of a class 0.75, between classes 0.23")
        #expect(scene.cursor == .hand)
    }

    @Test func `a long strip is panned by its small picture, and F shows all of it`() throws {
        var content = ChannelsSample(views: []).content
        content.graph = ChannelsSample.residual(blocks: 24)
        content.layers = (0...content.graph.rankOfLayer.count).map { .init(id: $0, name: "\($0)", tile: nil) }
        let scene = ChannelsSample.scene(content)
        let stage = try #require(scene.stageShown)
        let minimap = try #require(scene.stripPainter(stage).minimapPlace)
        _ = press(scene, Point(minimap.maxX - 3, minimap.center.y))
        let last = content.layers.count - 1
        #expect(scene.stripArea.contains(try tile(scene, last)))
        _ = scene.handle(.key(.character("f"), []))
        #expect(scene.stripPainter(stage).minimapPlace == nil)
        #expect(scene.stripArea.contains(try tile(scene, 0)))
        #expect(scene.stripArea.contains(try tile(scene, last)))
        _ = scene.handle(.scrolled(by: Point(0, 2), at: try tile(scene, 50), []))
        #expect(scene.stripPainter(stage).minimapPlace != nil)
    }

    @Test func `a cell points at its picture, says its value, and a click keeps it`() throws {
        let scene = ChannelsSample.scene(ChannelsSample().content)
        guard case .heatmap(let heatmap, let layout) = scene.plots[0].shape else { throw TestError.noHeatmap }
        let place = layout.place(row: 3, column: 20).center
        #expect(scene.handle(.pointerMoved(place)) == [.samples(.point(24))])
        #expect(scene.handle(.pointerMoved(place)).isEmpty)
        let channel = heatmap.order[3]
        let value = NumberFormat.value(heatmap.value(channel: channel, column: 20))
        #expect(scene.statusText == "add, channel #\(channel), picture 24 (cat): \(value)")
        let pin = SamplePin.channel(sample: 24, channel: channel, layer: 9)
        #expect(scene.handle(.pressed(.left, at: place, [])) == [.samples(.pin(pin))])
        #expect(scene.handle(.pointerLeft) == [.samples(.point(nil))])
    }

    @Test func `a heading orders the channels, unless the layer has no such number`() throws {
        var content = ChannelsSample().content
        guard case .heatmap(var heatmap) = content.cards[0].body else { throw TestError.noHeatmap }
        heatmap.scores[2] = nil
        content.cards[0].body = .heatmap(heatmap)
        let scene = ChannelsSample.scene(content)
        guard case .heatmap(_, let layout) = scene.plots[0].shape else { throw TestError.noHeatmap }
        var settings = content.settings
        settings.channelOrder = .variance
        #expect(press(scene, layout.head(0).center) == [.samples(.set(settings))])
        #expect(press(scene, layout.head(2).center).isEmpty)
        #expect(scene.statusText == "add has no filters")
    }

    @Test func `a node selects the samples of its classes, a second click looks at nothing else`() throws {
        let scene = ChannelsSample.scene(ChannelsSample().content)
        guard case .hierarchy(_, let layout, _, _) = scene.plots[1].shape else { throw TestError.noHierarchy }
        let node = try #require(layout.nodes[10])
        #expect(press(scene, node, .shift) == [.samples(.select(Set(20..<60), .add))])
        #expect(press(scene, node) == [.samples(.narrow(toClasses: [1, 2]))])
        #expect(press(scene, node) == [.samples(.select(Set(20..<60), .replace))])
    }

    @Test func `the way back to all classes is a button`() throws {
        var content = ChannelsSample().content
        content.isNarrowed = true
        let scene = ChannelsSample.scene(content)
        let button = try #require(scene.plots[1].buttons.first)
        #expect(button.title == "All classes")
        #expect(press(scene, button.place.center) == [.samples(.narrow(toClasses: nil))])
        #expect(!scene.layout.cards[1].choice.intersects(button.place))
    }

    @Test func `the cut is dragged, and says how many superclasses it makes`() throws {
        let scene = ChannelsSample.scene(ChannelsSample().content)
        guard case .hierarchy(let hierarchy, let layout, _, _) = scene.plots[1].shape else {
            throw TestError.noHierarchy
        }
        let start = Point(layout.x(of: hierarchy.cut), layout.cutHeights.lowerBound + 2)
        _ = scene.handle(.pointerMoved(start))
        #expect(scene.statusText == "Superclasses are at least 0.30 alike: two superclasses")
        _ = scene.handle(.pressed(.left, at: start, []))
        let end = Point(layout.x(of: 0.42), start.y)
        _ = scene.handle(.pointerMoved(end))
        _ = scene.handle(.released(.left, at: end, []))
        guard case .hierarchy(let moved, _, _, _) = scene.plots[1].shape else { throw TestError.noHierarchy }
        #expect(abs(moved.cut - 0.42) < 0.001 && moved.superclasses == [8, 9])
    }

    @Test func `clusters and subclasses select their samples`() throws {
        let scene = ChannelsSample.scene(ChannelsSample().content)
        guard case .hierarchy(let hierarchy, let layout, let clusters, let place) = scene.plots[1].shape
        else {
            throw TestError.noHierarchy
        }
        let bars = ClusterBars(
            content: try #require(clusters), place: place, pen: Pen(theme: .light, fonts: .standard))
        let wanted = Set(bars.content.clusters[2].samples)
        #expect(press(scene, bars.bar(2).center) == [.samples(.select(wanted, .replace))])
        let kinds = try #require(layout.subclass(row: layout.rows[0], index: 1))
        let samples = Set(hierarchy.members[layout.rows[0].node].subclasses[1])
        #expect(press(scene, kinds.center, .alt) == [.samples(.select(samples, .remove))])
    }

    @Test func `a lasso on a layer's map selects what lies inside`() throws {
        let scene = ChannelsSample.scene(ChannelsSample().mapContent)
        guard case .scatter(let scatter, let frame, _) = scene.plots[0].shape else { throw TestError.noMap }
        let corners = [
            frame.origin, Point(frame.maxX, frame.minY), frame.origin + frame.size,
            Point(frame.minX, frame.maxY),
        ]
        .map { frame.center + ($0 - frame.center) * 0.98 }
        _ = scene.handle(.pointerMoved(corners[0]))
        _ = scene.handle(.pressed(.left, at: corners[0], []))
        for corner in corners { _ = scene.handle(.pointerMoved(corner)) }
        let commands = scene.handle(.released(.left, at: corners[3], []))
        #expect(commands.contains(.samples(.select(Set(scatter.places.samples), .replace))))
    }

    @Test func `a point of a layer's map is ringed everywhere and can be selected`() throws {
        let scene = ChannelsSample.scene(ChannelsSample().mapContent)
        guard case .scatter(let scatter, _, _) = scene.plots[0].shape, let stage = scene.stageShown,
            let painter = scene.plots[0].scatterPainter(scene.pen(stage))
        else { throw TestError.noMap }
        let sample = try #require(scatter.places.samples.first)
        let place = try #require(painter.place(of: sample))
        #expect(scene.handle(.pointerMoved(place)) == [.samples(.point(sample))])
        #expect(press(scene, place).contains(.samples(.select([sample], .replace))))
        #expect(scene.statusText.contains("dog"))
    }

    @Test func `a cell of the Jaccard matrix keeps its pair, a mark selects its class`() throws {
        let scene = ChannelsSample.scene(ChannelsSample().mapContent)
        guard case .matrix(let matrix, let grid, let origin, _, _) = scene.plots[1].shape else {
            throw TestError.noMap
        }
        let place = origin + grid.cell(row: 2, column: 9).center
        let first = try #require(matrix.sample(2))
        let second = try #require(matrix.sample(9))
        let pin = SamplePin.pair(first, second, layer: 10)
        #expect(press(scene, place).contains(.samples(.pin(pin))))
        #expect(scene.statusText.contains("strong channels shared"))
        let mark = Point(origin.x - 14, origin.y + (grid.starts[6] + grid.ends[11]) / 2)
        #expect(press(scene, mark).contains(.samples(.selectClass(1, .replace))))
    }

    @Test func `views are chosen and cards closed`() throws {
        let scene = ChannelsSample.scene(ChannelsSample().content)
        let card = scene.layout.cards[1]
        #expect(press(scene, card.segment(4).center) == [.samples(.setView(.pruning, layer: 10))])
        #expect(press(scene, card.close.center) == [.samples(.toggleLayer(10))])
        #expect(
            press(scene, SampleTabs(.channels, stageSize: scene.layout.size).place.origin + 4) == [
                .showScene(.classes)
            ])
    }

    @Test func `Escape lets go of one thing after the other`() {
        var content = ChannelsSample().content
        content.isNarrowed = true
        content.selected = [3]
        content.pinned = .channel(sample: 3, channel: 1, layer: 9)
        let scene = ChannelsSample.scene(content)
        #expect(scene.handle(.key(.escape, [])) == [.samples(.pin(nil))])
        content.pinned = nil
        scene.show(content)
        #expect(scene.handle(.key(.escape, [])) == [.samples(.select([]))])
        content.selected = []
        scene.show(content)
        #expect(scene.handle(.key(.escape, [])) == [.samples(.narrow(toClasses: nil))])
    }

    @Test(arguments: [Point(848, 716), Point(1212, 916), Point(1532, 996), Point(1844, 996)])
    func `parts of the stage do not meet`(size: Point) {
        let scene = ChannelsSample.scene(ChannelsSample(views: [.hierarchy, .pruning]).content, size: size)
        let layout = scene.layout
        #expect(layout.cards.count == 2 && !layout.cards[0].frame.intersects(layout.cards[1].frame))
        for card in layout.cards {
            #expect(card.frame.minY > layout.keyBaseline && card.frame.maxY <= size.y - 8)
            #expect(card.choice.maxX <= card.frame.maxX && card.body.height > 200)
        }
        guard case .hierarchy(_, let tree, let clusters, let bars) = scene.plots[0].shape else { return }
        #expect((tree.rows.last?.place.maxY ?? .infinity) <= bars.minY - 24)
        #expect(clusters != nil && bars.maxY <= layout.cards[0].body.maxY + 0.5)
    }

    private enum TestError: Error { case noHeatmap, noHierarchy, noMap }
}
