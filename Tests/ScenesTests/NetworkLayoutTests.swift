import Foundation
import Inference
import Occlusion
import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite struct NetworkLayoutTests {
    nonisolated static let sizes = [
        Point(1204, 716), Point(940, 716), Point(1524, 916), Point(1844, 996),
    ]

    /// All words of a drawing with the room that they take.
    private func words(_ drawing: Drawing) -> [(run: TextRun, bounds: Rectangle)] {
        drawing.overlay.compactMap { item in
            guard case .text(let run) = item, !run.string.isEmpty else { return nil }
            let width = TextMeasure.standard.width(of: run.string, size: run.size, weight: run.weight)
            return (run, run.bounds(width: width))
        }
    }

    private func expectLegible(_ drawing: Drawing, on size: Point, _ what: String) {
        let all = words(drawing)
        #expect(all.count > 10, "\(what)")
        for (index, word) in all.enumerated() {
            #expect(word.run.size >= 12, "\(what): \(word.run.string) is set in \(word.run.size)")
            let isInside =
                word.bounds.minX >= 0 && word.bounds.maxX <= size.x && word.bounds.minY >= 0
                && word.bounds.maxY <= size.y + 1
            #expect(isInside, "\(what): \(word.run.string) leaves the stage at \(word.bounds)")
            for other in all.dropFirst(index + 1) where word.bounds.inset(by: 1).intersects(other.bounds) {
                Issue.record("\(what): \(word.run.string) meets \(other.run.string)")
            }
        }
    }

    @Test(arguments: NetworkSpecimen.allCases, [CameraMode.plate, .orbit])
    func wordsNeverMeetNorLeaveTheStage(_ specimen: NetworkSpecimen, camera: CameraMode) {
        for size in Self.sizes {
            let scene = specimen.scene(camera, size: size)
            expectLegible(scene.makeDrawing(), on: size, "\(specimen) \(camera) \(size)")
        }
    }

    @Test func orbitIsLaidOutAnewForWhatChangedInPlate() throws {
        let stage = Stage(size: Point(1204, 716), theme: .light, fonts: .standard)
        let scene = NetworkSpecimen.pictograms.scene(.orbit, size: stage.size)
        for (camera, clusters) in [(CameraMode.plate, 3), (.plate, 6), (.orbit, 6)] {
            var content = NetworkSpecimen.pictograms.content(clusters: clusters)
            content.settings.camera = camera
            scene.show(content)
            scene.prepare(stage)
            scene.settle()
        }
        #expect(try #require(scene.frame).arrangement.columns[0].blocks.count == 6)
    }

    @Test(arguments: [Point(824, 516), Point(674, 350), Point(1524, 916)])
    func theMostProbableClassesNeverMeetTheirBars(size: Point) throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size)
        var drawing = Drawing(background: Theme.light.paper, camera: .flat(stageSize: size))
        TopTen(frame: try #require(scene.frame)).draw(into: &drawing)
        let bars = drawing.overlay.compactMap { item -> Rectangle? in
            if case .box(let box) = item, box.border != nil { box.rectangle } else { nil }
        }
        #expect(bars.count >= 2)
        for (run, bounds) in words(drawing) {
            // From the top of the capitals to the baseline.
            let letters = Rectangle(
                x: bounds.minX, y: run.position.y - run.size * 0.73, width: 20, height: run.size * 0.73)
            #expect(!bars.contains { $0.intersects(letters) }, "\(run.string) at \(size)")
        }
    }

    @Test func aChosenColumnInPlateKeepsItsNameWhateverElseMustGo() {
        for size in Self.sizes {
            let scene = NetworkSpecimen.pictograms.scene(.plate, size: size) { $0.selection.layer = 6 }
            let all = words(scene.makeDrawing()).map(\.run.string)
            #expect(all.contains { ["conv 4_1", "4_1"].contains($0) }, "\(size)")
        }
    }

    @Test(arguments: [1, 2, 5, 8]) func wordsNeverMeetForAnyNumberOfClusters(count: Int) {
        for camera in CameraMode.allCases {
            let size = Point(1204, 716)
            let scene = NetworkSpecimen.pictograms.scene(camera, size: size) { content in
                let camera = content.settings.camera
                content = NetworkSpecimen.pictograms.content(clusters: count)
                content.settings.camera = camera
            }
            expectLegible(scene.makeDrawing(), on: size, "\(count) clusters \(camera)")
        }
    }

    @Test(arguments: NetworkSpecimen.allCases) func facesOfPlateNeverOverlap(_ specimen: NetworkSpecimen) {
        for size in Self.sizes {
            let scene = specimen.scene(.plate, size: size)
            let faces =
                scene.view.arrangement.columns.flatMap(\.blocks).filter(\.isVisible)
                + [scene.view.arrangement.input]
            let boxes = faces.map { face in
                Rectangle(x: face.origin.x, y: -face.origin.y, width: face.size.x, height: face.size.y)
            }
            for (index, box) in boxes.enumerated() {
                #expect(box.minX >= 0 && box.maxX <= scene.regions.top.minX, "\(specimen) \(size) \(box)")
                #expect(box.maxY <= scene.regions.key.minY, "\(specimen) \(size) \(box)")
                for other in boxes.dropFirst(index + 1) {
                    #expect(!box.inset(by: 0.01).intersects(other), "\(specimen) \(size)")
                }
            }
        }
    }

    @Test(arguments: NetworkSpecimen.allCases) func orbitStaysClearOfTitleKeyAndTopTen(
        _ specimen: NetworkSpecimen
    ) {
        for size in Self.sizes {
            let scene = specimen.scene(.orbit, size: size)
            let camera = scene.view.camera(Stage(size: size, theme: .light, fonts: .standard))
            for block in scene.view.arrangement.columns.flatMap(\.blocks) where block.isVisible {
                for corner in block.corners {
                    let place = camera.project(corner)
                    #expect(place.x >= 0 && place.x < scene.regions.top.minX, "\(specimen) \(size) \(place)")
                    #expect(!scene.regions.title.contains(place) && !scene.regions.key.contains(place))
                }
            }
        }
    }

    @Test func columnsFollowTheOrderOfTheGraph() {
        let scene = NetworkSpecimen.residual.scene(.plate, size: Point(1524, 916))
        let columns = scene.view.arrangement.columns
        for edge in scene.content.graph.edges where edge.from >= 0 {
            #expect(columns[edge.from].left < columns[edge.to].left)
        }
    }

    @Test func theAccordionOpensAroundTheFocus() throws {
        let scene = NetworkSpecimen.residual.scene(.plate, size: Point(1524, 916)) { content in
            content.selection.layer = 40
        }
        let stage = Stage(size: Point(1524, 916), theme: .light, fonts: .standard, time: 5)
        scene.prepare(stage)
        scene.prepare(stage)
        #expect(!scene.view.isFolded(40))
        #expect(scene.view.isFolded(1) && scene.view.isFolded(66))
    }

    @Test func blocksAreAsDeepAsTheyHaveMaps() {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: Point(1524, 916))
        let counts = scene.content.mapCounts
        let depths = scene.view.arrangement.columns[9].blocks.map(\.depth)
        for (row, depth) in depths.enumerated() {
            // The faces of the last resolution are 0.85 as wide, and so is everything else of the block.
            let expected = Float(counts[9][row]) * scene.view.arrangement.depthPerMap * 0.85
            #expect(abs(depth - expected) < 0.05 * expected)
        }
    }
}
