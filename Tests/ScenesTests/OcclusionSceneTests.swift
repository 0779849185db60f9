import Rendering
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite struct OcclusionSceneTests {
    private func stage(_ time: Double = 0, isMotionReduced: Bool = false) -> Stage {
        Stage(
            size: Point(1132, 916), theme: .light, fonts: .standard, time: time,
            isMotionReduced: isMotionReduced)
    }

    private func scene(showing content: OcclusionContent) -> OcclusionScene {
        let scene = OcclusionScene()
        scene.show(content)
        scene.advance(in: stage())
        return scene
    }

    private func sampleScene() throws -> OcclusionScene { scene(showing: try OcclusionSample().content) }

    @Test func `a pool is at rest from its first frame on`() throws {
        let scene = try sampleScene()
        let first = scene.layout.tiles
        #expect(!scene.isAnimating)
        scene.advance(in: stage(1))
        #expect(scene.layout.tiles == first)
        #expect(!scene.isAnimating)
    }

    @Test func `no tile hides another, a corner, or the title`() throws {
        let scene = try sampleScene()
        let pictures = scene.layout.tiles.map { $0.picture().inset(by: -OcclusionLayout.frame) }
        for first in pictures.indices {
            for second in pictures.indices.dropFirst(first + 1) {
                #expect(!pictures[first].intersects(pictures[second]))
            }
            #expect(!scene.layout.corners.contains { pictures[first].contains($0) })
            #expect(!scene.layout.cornerLabels.contains { $0.intersects(pictures[first]) })
            #expect(!pictures[first].intersects(OcclusionLabels.title(of: scene.content, .standard)))
        }
    }

    @Test func `the pointer finds every tile, and a click makes it the current variant`() throws {
        let scene = try sampleScene()
        for (index, tile) in scene.layout.tiles.enumerated() {
            _ = scene.handle(.pointerMoved(Point(2, 2)))
            #expect(scene.hovered == nil)
            _ = scene.handle(.pointerMoved(tile.center))
            #expect(scene.hovered == index)
            #expect(scene.cursor == .hand)
            #expect(scene.handle(.pressed(.left, at: tile.center, [])).isEmpty)
            let commands = scene.handle(.released(.left, at: tile.center + Point(2, 0), []))
            #expect(commands == [.adoptPoolVariant(scene.content.tiles[index].variant)])
        }
    }

    @Test func `a hovered tile is let go of only 6 points beyond its edge`() throws {
        let scene = try sampleScene()
        let tile = scene.layout.tiles[0]
        let edge = OcclusionLayout.tile / 2 + OcclusionLayout.frame
        _ = scene.handle(.pointerMoved(tile.center))
        _ = scene.handle(.pointerMoved(tile.center + Point(0, edge + 5)))
        #expect(scene.hovered == 0)
        _ = scene.handle(.pointerMoved(tile.center + Point(0, edge + 7)))
        #expect(scene.hovered != 0)
    }

    @Test func `a drag turns the figure, and its tiles glide to rest`() throws {
        let scene = try sampleScene()
        let home = scene.view
        _ = scene.handle(.pressed(.left, at: Point(900, 300), []))
        for step in 1...10 {
            _ = scene.handle(.pointerMoved(Point(900 + 12 * Float(step), 300 + 3 * Float(step))))
            scene.advance(in: stage(Double(step) / 60))
        }
        #expect(scene.view.azimuth != home.azimuth && scene.view.elevation != home.elevation)
        #expect(!scene.isAnimating, "nothing moves while the hand rests")
        #expect(scene.handle(.released(.left, at: Point(1020, 330), [])).isEmpty)
        #expect(scene.isAnimating)
        for frame in 11...40 { scene.advance(in: stage(Double(frame) / 60)) }
        #expect(!scene.isAnimating)
        let rested = scene.layout.tiles
        scene.settle()
        #expect(scene.layout.tiles == rested, "where tiles rest does not depend on the way there")
    }

    @Test func `F leads back home in 300 ms, at once where motion is reduced`() throws {
        let scene = try sampleScene()
        let home = scene.view
        _ = scene.handle(.scrolled(by: Point(0, 3), at: Point(300, 300), []))
        _ = scene.handle(.key(.left, []))
        scene.advance(in: stage(1))
        #expect(scene.view != home)
        _ = scene.handle(.key(.character("f"), []))
        scene.advance(in: stage(1.15))
        #expect(scene.view != home && scene.isAnimating)
        scene.advance(in: stage(1.31))
        #expect(scene.view == home)
        _ = scene.handle(.key(.right, []))
        scene.advance(in: stage(2, isMotionReduced: true))
        _ = scene.handle(.key(.home, []))
        #expect(scene.view == home)
    }

    @Test func `Tab goes from one support vector to the next, Enter opens it`() throws {
        let scene = try sampleScene()
        let vectors = scene.content.tiles.indices.filter { scene.content.tiles[$0].isSupportVector }
        #expect(vectors.count > 2)
        for vector in vectors + [vectors[0]] {
            _ = scene.handle(.key(.tab, []))
            #expect(scene.highlighted == vector)
            #expect(!scene.statusText.isEmpty)
        }
        _ = scene.handle(.key(.tab, .shift))
        #expect(scene.highlighted == vectors.last)
        let variant = scene.content.tiles[vectors[vectors.count - 1]].variant
        #expect(scene.handle(.key(.enter, [])) == [.adoptPoolVariant(variant)])
        #expect(scene.handle(.key(.escape, [])).isEmpty)
        #expect(scene.highlighted == nil)
    }

    @Test func `R and the button run the pool, Escape cancels it`() {
        var content = OcclusionContent()
        let scene = scene(showing: content)
        #expect(scene.handle(.key(.character("r"), [])) == [.runPool])
        let button = OcclusionPainter.buttonPlace(content, .standard, in: Point(1132, 916)).center
        _ = scene.handle(.pointerMoved(button))
        #expect(scene.cursor == .hand)
        _ = scene.handle(.pressed(.left, at: button, []))
        #expect(scene.handle(.released(.left, at: button, [])) == [.runPool])
        content.progress = OcclusionContent.Progress(done: 120, total: 299)
        scene.show(content)
        scene.advance(in: stage())
        #expect(scene.handle(.key(.character("r"), [])).isEmpty)
        #expect(scene.handle(.key(.escape, [])) == [.cancelPool])
    }

    @Test func `without a picture there is nothing to run`() {
        var content = OcclusionContent()
        content.phase = .noPicture
        let scene = scene(showing: content)
        #expect(scene.handle(.key(.character("r"), [])).isEmpty)
        #expect(!scene.isAnimating)
    }

    @Test func `a network of two labels has an edge`() throws {
        let scene = scene(showing: try OcclusionSample(classCount: 2).content)
        #expect(scene.layout.edges.count == 1 && scene.layout.corners.count == 2)
        #expect(scene.layout.floor.isEmpty)
        #expect(!scene.content.hasOutside && !scene.content.hasOtherLabels)
        for tile in scene.layout.tiles { #expect(abs(tile.anchor.y - scene.layout.corners[0].y) < 0.5) }
    }

    @Test func `the status line names the corner and the original under the pointer`() throws {
        let scene = try sampleScene()
        _ = scene.handle(.pointerMoved(scene.layout.corners[0]))
        #expect(scene.statusText.hasPrefix("dog: mean "))
        _ = scene.handle(.pointerMoved(try #require(scene.layout.original)))
        #expect(scene.statusText.hasPrefix("original: dog "))
    }
}
