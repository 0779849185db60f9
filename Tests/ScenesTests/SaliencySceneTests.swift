import Occlusion
import Rendering
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite struct SaliencySceneTests {
    private let stage = Stage(size: Point(1168, 916), theme: .light, fonts: .standard)

    private func scene(_ change: (inout SaliencyContent) -> Void = { _ in }) throws -> SaliencyScene {
        var content = try SaliencySample().content()
        change(&content)
        let scene = SaliencyScene()
        scene.show(content, in: stage)
        return scene
    }

    private func place(_ x: Int, _ y: Int, _ pane: Int, _ scene: SaliencyScene) -> Point {
        scene.layout.place(
            x: Float(x), y: Float(y), width: 1, height: 1, on: pane, of: scene.content.pictureSize
        ).center
    }

    private func click(_ place: Point, _ scene: SaliencyScene) -> [Command] {
        _ = scene.handle(.pointerMoved(place))
        return scene.handle(.pressed(.left, at: place, [])) + scene.handle(.released(.left, at: place, []))
    }

    @Test(arguments: [0, 1]) func `pointing at a pixel tells both values and the windows behind them`(
        pane: Int
    ) throws {
        let scene = try scene()
        _ = scene.handle(.pointerMoved(place(20, 31, pane, scene)))
        #expect(scene.hand.hover == .pixel(x: 20, y: 31))
        #expect(scene.statusText.hasPrefix("(20, 31): hidden, dog changes by \(NumberFormat.minus)"))
        #expect(scene.statusText.contains("Grad-CAM 1."))
        let witnesses = scene.hand.witnesses
        #expect(!witnesses.isEmpty && witnesses.allSatisfy { $0.window.contains(x: 20, y: 31) })
        #expect(zip(witnesses, witnesses.dropFirst()).allSatisfy { $0.drop >= $1.drop })
    }

    @Test func `the mean drop of the windows is the map's value`() throws {
        let scene = try scene()
        let map = try #require(scene.content.map)
        for (x, y) in [(0, 0), (20, 31), (63, 63), (40, 11)] {
            let witnesses = scene.content.witnesses(x: x, y: y)
            let mean = witnesses.reduce(Float(0)) { $0 + $1.drop } / Float(witnesses.count)
            #expect(abs(mean - map.values[y, x]) < 1e-5)
        }
    }

    @Test func `a kept pixel's windows stay, and a click on one makes it a variant`() throws {
        let scene = try scene()
        #expect(click(place(20, 31, 0, scene), scene).isEmpty)
        #expect(scene.hand.pin == SIMD2(20, 31))
        let kept = scene.hand.witnesses
        _ = scene.handle(.pointerMoved(place(50, 50, 1, scene)))
        #expect(scene.hand.witnesses == kept)
        let cell = try #require(scene.column?.cells.last)
        _ = scene.handle(.pointerMoved(cell.center))
        let index = try #require(scene.column?.cells.count) - 1
        #expect(scene.hand.hover == .witness(index))
        #expect(click(cell.center, scene) == [.adoptPoolVariant(kept[index].variant)])
        _ = scene.handle(.key(.escape, []))
        #expect(scene.hand.pin == nil)
    }

    @Test func `the step of a curve that is pointed at is found, and told`() throws {
        let scene = try scene()
        let plot = try #require(scene.plot)
        for curve in scene.content.curves.indices {
            for step in [0, 7, 20] {
                let at = plot.place(of: .init(curve: curve, step: step))
                _ = scene.handle(.pointerMoved(at))
                guard case .curve(let found) = scene.hand.hover else {
                    Issue.record("nothing at \(at)")
                    continue
                }
                #expect(found.step == step)
                #expect(plot.place(of: found).y == at.y)
            }
        }
        #expect(scene.statusText.contains("in the map's order: dog"))
    }

    @Test func `a brush paints where the pointer goes, the same on either picture`() throws {
        for pane in 0..<2 {
            let scene = try scene { $0.settings.tool = .brush }
            _ = scene.handle(.pressed(.left, at: place(10, 10, pane, scene), []))
            _ = scene.handle(.pointerMoved(place(30, 10, pane, scene)))
            let commands = scene.handle(.released(.left, at: place(30, 10, pane, scene), []))
            guard case .saliency(.mark(let mark)) = commands.first, commands.count == 1 else {
                Issue.record("\(commands)")
                return
            }
            #expect(mark.effect == .marks && mark.shape.contains(x: 20, y: 10))
            #expect(!mark.shape.contains(x: 20, y: 40))
        }
    }

    @Test func `the eraser takes away, the lasso encloses, and Escape gives a stroke up`() throws {
        let scene = try scene { $0.settings.tool = .lasso }
        _ = scene.handle(.pressed(.left, at: place(5, 5, 0, scene), []))
        for (x, y) in [(25, 5), (25, 25), (5, 25)] {
            _ = scene.handle(.pointerMoved(place(x, y, 0, scene)))
        }
        let commands = scene.handle(.released(.left, at: place(5, 25, 0, scene), []))
        guard case .saliency(.mark(let mark)) = commands.first else {
            Issue.record("\(commands)")
            return
        }
        #expect(mark.shape.contains(x: 15, y: 15) && !mark.shape.contains(x: 40, y: 15))
        let eraser = try self.scene { $0.settings.tool = .eraser }
        _ = eraser.handle(.pressed(.left, at: place(5, 5, 0, eraser), []))
        _ = eraser.handle(.key(.escape, []))
        #expect(eraser.handle(.released(.left, at: place(5, 5, 0, eraser), [])).isEmpty)
        guard case .saliency(.mark(let erased)) = click(place(5, 5, 0, eraser), eraser).first else { return }
        #expect(erased.effect == .erases)
    }

    @Test func `while a prediction is marked no map and no value of one can be seen`() throws {
        let scene = try scene { $0.prediction = .marking }
        #expect(scene.content.panes == [.plain])
        #expect(scene.plot == nil)
        _ = scene.handle(.pointerMoved(place(20, 31, 0, scene)))
        #expect(scene.statusText == "(20, 31)")
        #expect(scene.hand.witnesses.isEmpty)
        let maps = [scene.content.map?.image.id, scene.content.gradCAM?.image.id]
        for case .image(let image, _, _) in scene.makeDrawing().overlay { #expect(!maps.contains(image.id)) }
    }

    @Test func `revealing needs marks, by key and by button`() throws {
        let empty = try scene { $0.prediction = .marking }
        #expect(empty.handle(.key(.enter, [])).isEmpty)
        let marked = try SaliencySample().marked
        let scene = try scene {
            $0.prediction = .marking
            $0.marked = marked
        }
        #expect(scene.handle(.key(.enter, [])) == [.saliency(.reveal)])
        let button = try #require(scene.buttons.first { $0.action == .reveal })
        #expect(click(button.place.center, scene) == [.saliency(.reveal)])
    }

    @Test func `where there is no map, the button runs the pool, and a running one can be cancelled`() throws
    {
        let scene = try scene {
            ($0.map, $0.pool, $0.curves, $0.phase) = (nil, nil, [], .waiting)
        }
        let button = try #require(scene.buttons.first { $0.action == .runPool })
        #expect(click(button.place.center, scene) == [.runPool])
        #expect(scene.handle(.key(.character("r"), [])) == [.runPool])
        let running = try self.scene {
            ($0.map, $0.phase, $0.poolProgress) = (nil, .waiting, .init(done: 3, total: 20))
        }
        #expect(running.handle(.key(.escape, [])) == [.cancelPool])
    }
}
