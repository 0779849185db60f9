import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// Pictures of the Neighbors scene, without a window.
@MainActor @Suite(.serialized) struct NeighborsGoldenTests {
    private func check(
        _ name: String, _ theme: Theme, _ content: NeighborsContent, size: Point = Point(1_000, 740),
        _ prepare: (NeighborsScene) -> Void = { _ in }
    ) throws {
        let scene = NeighborsScene()
        let stage = Stage(size: size, theme: theme, fonts: .standard)
        scene.show(content, in: stage)
        prepare(scene)
        scene.settle()
        try expectGolden(
            snapshot(scene.makeDrawing(), size: size), named: "scenes/neighbors-\(name)", tolerance: .flat)
    }

    @Test func `a brush over an axis`() throws {
        try check("brush", .light, try NeighborsSample().content(selected: Set(112..<118))) { scene in
            guard let plot = scene.stabilityPlot else { return }
            let y = plot.y(ofAxis: 3)
            let (start, end) = (Point(plot.x(of: 14), y), Point(plot.x(of: 8), y))
            _ = scene.handle(.pointerMoved(start))
            _ = scene.handle(.pressed(.left, at: start, []))
            _ = scene.handle(.pointerMoved(end))
        }
    }

    @Test func `a neighbor is pointed at, dark`() throws {
        var content = try NeighborsSample().content()
        let trace = content.plot?.traces.last
        content.pointed = trace?.sample
        try check("pointed-dark", .dark, content) { scene in
            guard let trace else { return }
            let place = scene.layout.radial.place(angle: trace.angle, radius: (trace.from + trace.to) / 2)
            _ = scene.handle(.pointerMoved(place))
        }
    }

    @Test func `maps in place of the plots`() throws {
        try check("maps", .light, try NeighborsSample().content(selected: Set(104..<112))) { scene in
            scene.showsMaps = true
            if let stage = scene.stage { scene.arrange(in: stage) }
        }
    }

    @Test func `a wide stage has both, dark`() throws {
        try check("wide-dark", .dark, try NeighborsSample().content(), size: Point(1_480, 900))
    }

    @Test func `what is not there yet says so`() throws {
        var content = try NeighborsSample().content()
        (content.stability, content.plot, content.curves) = (nil, nil, (nil, nil))
        content.stabilityWords.wait = "neighbors in conv 2: 40\u{2009}%"
        content.plotWords.wait = "The distances are being measured."
        content.distanceWait = content.plotWords.wait
        try check("waiting", .light, content)
    }

    @Test func `no classes make one sector`() throws {
        let sample = NeighborsSample()
        var content = try sample.content()
        let plot = try sample.plot(of: 16)
        var whole = plot
        whole.sectors = [.init(classIndex: -1, start: 0, end: 1, fromCount: 20, toCount: 20)]
        for index in whole.traces.indices {
            whole.traces[index].classIndex = -1
            whole.traces[index].angle = (Float(index) + 0.5) / Float(plot.traces.count)
        }
        content.plot = whole
        let base = try #require(content.facts)
        content.facts = SampleFacts(
            classNames: [], classOf: base.classOf.map { _ in -1 }, networkClassOf: [], answers: nil,
            labels: [],
            samples: [])
        if let distances = content.distances.to {
            let first = DistanceCurves(distances, ownClass: nil, hasClasses: false, count: 20)
            var one = first
            one.curves = Array(first.curves.prefix(1))
            content.curves.to = one
        }
        try check("no-classes", .light, content)
    }
}
