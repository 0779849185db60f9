import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// Pictures of the Channels scene, without a window.
@MainActor @Suite(.serialized) struct ChannelsGoldenTests {
    private func check(
        _ content: ChannelsContent, _ name: String, _ theme: Theme = .light, size: Point = Point(1212, 916),
        prepare: (ChannelsScene) -> Void = { _ in }
    ) throws {
        let scene = ChannelsSample.scene(content, theme, size: size)
        prepare(scene)
        let image = try snapshot(scene.makeDrawing(), size: size)
        try expectGolden(image, named: "scenes/channels-\(name)", tolerance: .flat)
    }

    @Test func `two layers: a heatmap and a hierarchy`() throws {
        try check(ChannelsSample().content, "light") { scene in
            _ = scene.handle(.pointerMoved(scene.layout.cards[1].body.center + Point(-60, 0)))
        }
    }

    @Test func `a cell under the pointer shows its channel over the picture, dark`() throws {
        var content = ChannelsSample(views: [.heatmap, .pruning]).content
        content.maps = [.init(sample: 63, layer: 9): ChannelsSample.maps(of: 63)]
        try check(content, "cell-dark", .dark, size: Point(1000, 716)) { scene in
            guard case .heatmap(let heatmap, let layout) = scene.plots[0].shape else { return }
            let column = heatmap.samples.firstIndex(of: 63) ?? 0
            _ = scene.handle(.pointerMoved(layout.place(row: 20, column: column).center))
        }
    }

    @Test func `a long network is panned, with a small picture of all of it`() throws {
        var content = ChannelsSample(views: [.pruning]).content
        content.graph = ChannelsSample.residual(blocks: 24)
        content.layers = (0...content.graph.rankOfLayer.count).map { id in
            .init(id: id, name: id == 0 ? "Input" : "layer \(id)", tile: ChannelsSample().tile(id % 12))
        }
        content.cards[0].layer = 12
        try check(content, "long", size: Point(1212, 716)) { scene in
            _ = scene.handle(.pointerMoved(scene.layout.cards[0].body.center))
        }
    }

    @Test func `many classes fold`() throws {
        var content = ChannelsSample(classCount: 40, pictureCount: 2, channelCount: 900, views: [.heatmap])
            .content
        content.cards.append(ChannelsSample(classCount: 40).card(.hierarchy, layer: 10))
        try check(content, "many", size: Point(1100, 760))
    }

    @Test func `a layer as a map, and the pictures that share channels`() throws {
        var content = ChannelsSample().mapContent
        content.selected = Set(112..<118)
        try check(content, "map", size: Point(1100, 760)) { scene in
            guard case .matrix(_, let grid, let origin, _, _) = scene.plots[1].shape else { return }
            let cell = grid.cell(row: 3, column: 8)
            _ = scene.handle(.pointerMoved(origin + cell.center))
        }
    }

    @Test func `figures of a report`() throws {
        let sample = ChannelsSample()
        let names = sample.content.classNames
        let figures: [(String, Figure)] = [
            ("heatmap", .heatmap(sample.heatmap, classNames: names, layer: "add", theme: .light)),
            (
                "hierarchy",
                .hierarchy(
                    sample.hierarchy, sample.clusters, classNames: names, layer: "d 1", theme: .light,
                    thumbnail: ChannelsSample.image)
            ),
            ("pruning", .pruning(sample.pruning, layer: "d 1", theme: .light)),
        ]
        for (name, figure) in figures {
            let image = try snapshot(figure.drawing, size: figure.size)
            try expectGolden(image, named: "scenes/channels-figure-\(name)", tolerance: .flat)
        }
    }
}
