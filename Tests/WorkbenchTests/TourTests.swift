import Foundation
import Inference
import Occlusion
import Testing

@testable import Workbench

/// The tour on the shipped network and picture: when a step is done, and that nobody is left standing.
@MainActor @Suite struct TourTests {
    private let state = AppState()

    private func asset(_ name: String) throws -> URL {
        try #require(ShippedFiles.assets).appending(path: name)
    }

    /// Begins the tour and goes to a step, doing those before.
    private func begin(at step: TourStep = .answer) async throws {
        state.perform(.tour(.start))
        try await state.settle()
        while let current = state.tour?.step, current != step {
            state.perform(.tour(.showMe))
            try await state.settle()
            state.perform(.tour(.next))
            try await state.settle()
        }
        try #require(state.tour?.step == step)
    }

    private var isDone: Bool { state.tour?.isStepDone == true }

    @Test("Show me does every step of both chapters, one after the other, and each only then")
    func showMeToTheEnd() async throws {
        state.perform(.tour(.start))
        try await state.settle()
        for step in TourStep.allCases {
            #expect(state.tour?.step == step)
            #expect(isDone == step.isTalk, "\(step) is done before anything was")
            state.perform(.tour(.showMe))
            try await settleSamples()
            #expect(isDone, "\(step) is not done by Show me")
            // Show me goes where the step is done; a support vector is shown in Network.
            let scene: SceneName = step == .vector ? .network : step.scene
            #expect(step.isTalk || state.scene == scene)
            state.perform(.tour(.next))
            try await settleSamples()
        }
        #expect(state.tour == nil)
    }

    private func settleSamples() async throws {
        for _ in 0..<30_000 {
            try await state.settle()
            if state.samples.opening == nil, state.samples.progress == nil { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("The data set did not come to an end.")
    }

    @Test("The answer is read by pointing at it, and the numbers are the network's")
    func pointsAtTheAnswer() async throws {
        try await begin()
        let answer = try #require(state.originalAnalysis?.answer)
        state.perform(.tour(.see(.importance(x: 1, y: 1))))
        #expect(!isDone)
        state.perform(.tour(.see(.answer(classIndex: answer.classIndex))))
        #expect(isDone)
        let found = try #require(state.tour?.findings)
        #expect(found.pointedAnswer == .init(label: "dog", probability: answer.probability))
        #expect(found.answers.map(\.label) == ["dog", "panda"])
    }

    @Test("Block, map and value are opened by the commands of a click, and not by a layer alone")
    func opensBlockMapAndValue() async throws {
        try await begin(at: .block)
        let layer = try #require(state.tourLayer)
        state.perform(.selectLayer(layer.id))
        #expect(!isDone)
        state.perform(.openCluster(layer: layer.id, cluster: 1))
        #expect(isDone)
        let maps = try #require(state.analysis?.layers[layer.id].clusters[1].maps)
        #expect(state.tour?.findings.block == .init(layer: layer.name, mapCount: maps.count))
        state.perform(.tour(.next))
        #expect(state.selection.cluster == 1)
        state.perform(.openMap(maps[0]))
        #expect(isDone)
        state.perform(.tour(.next))
        #expect(!isDone)
        let place = MapPlace(value: layer.value, channel: maps[0]).pixel(x: 3, y: 4)
        state.perform(.explain(place))
        #expect(isDone)
        #expect(state.tour?.findings.value == state.analysis?.activations.value(at: place))
    }

    @Test(
        "The head counts as hidden when the answer changes, undo brings it back, and the ball alone does not")
    func masks() async throws {
        try await begin(at: .hide)
        // A corner of the sky changes nothing.
        state.perform(.addMask(.rectangle(PixelRectangle(x: 100, y: 4, width: 20, height: 12))))
        try await state.settle()
        #expect(!isDone && state.tour?.findings.current?.keepsLabel == true)
        state.perform(.addMask(.rectangle(TourPicture.head)))
        #expect(!isDone)
        try await state.settle()
        #expect(isDone)
        let hidden = try #require(state.tour?.findings.hidden)
        #expect(hidden.answer.label == "soccer ball" && hidden.now.label == "dog")
        #expect(hidden.now.probability < 0.1)
        state.perform(.tour(.next))
        #expect(!isDone)
        state.perform(.undo)
        #expect(!isDone)
        state.perform(.undo)
        #expect(isDone)
        state.perform(.tour(.next))
        try await state.settle()
        // The head again: no counter-test.
        state.perform(.addMask(.rectangle(TourPicture.head)))
        try await state.settle()
        #expect(!isDone)
        state.perform(.undo)
        state.perform(.addMask(.ellipse(TourPicture.ball)))
        try await state.settle()
        #expect(isDone && state.tour?.findings.control?.keepsLabel == true)
    }

    @Test("A support vector is picked, another window is not one; the map is read at its darkest place")
    func poolAndMap() async throws {
        try await begin(at: .windows)
        state.perform(.showScene(.occlusion))
        #expect(!isDone)
        try await state.settle()
        #expect(isDone)
        let pool = try #require(state.pool.pool)
        #expect(state.tour?.findings.windows?.changing == pool.variants.filter { !$0.keepsLabel }.count)
        state.perform(.tour(.next))
        let other = try #require(pool.variants.firstIndex { !$0.isSupportVector })
        state.perform(.adoptPoolVariant(other))
        try await state.settle()
        #expect(!isDone && state.tourObstacle == .elsewhere)
        state.perform(.tour(.comeBack))
        #expect(state.scene == .occlusion && state.tourObstacle == nil)
        state.perform(.adoptPoolVariant(try #require(pool.variants.firstIndex { $0.isSupportVector })))
        try await state.settle()
        #expect(isDone)
        state.perform(.tour(.next))
        state.perform(.showScene(.saliency))
        try await state.settle()
        state.perform(.tour(.see(.importance(x: 0, y: 0))))
        #expect(!isDone)
        let place = try #require(state.dearestPlace)
        state.perform(.tour(.see(.importance(x: place.x, y: place.y))))
        #expect(isDone && state.tour?.findings.cost == state.tour?.findings.highestCost)
    }

    @Test("Steps can be skipped, gone back to and begun anew; leaving keeps what is on stage")
    func order() async throws {
        try await begin()
        state.perform(.tour(.back))
        #expect(state.tour?.step == .answer)
        for step in TourStep.Chapter.picture.steps.dropFirst() {
            state.perform(.tour(.next))
            #expect(state.tour?.step == step)
        }
        #expect(state.tour?.findings.hidden == nil)
        state.perform(.tour(.back))
        #expect(state.tour?.step == .saliency)
        state.perform(.tour(.go(.field)))
        state.perform(.tour(.showMe))
        #expect(state.tour?.done == [.field])
        state.perform(.tour(.start))
        #expect(state.tour?.step == .answer && state.tour?.done.isEmpty == true)
        let variants = state.variants
        state.perform(.tour(.leave))
        #expect(state.tour == nil && state.variants == variants && state.network != nil)
    }

    @Test("Whoever wanders off is brought back; skipping the mask leaves something to undo")
    func wandering() async throws {
        try await begin(at: .block)
        state.perform(.showScene(.compare))
        #expect(state.tourObstacle == .elsewhere)
        state.perform(.tour(.comeBack))
        #expect(state.scene == .network && state.tourObstacle == nil && !isDone)
        state.perform(.tour(.go(.undo)))
        #expect(!state.currentVariant.parts.isEmpty && !isDone)
        state.perform(.undo)
        #expect(isDone)
    }

    @Test("Another picture is replaced at once, but not without asking where masks would be lost")
    func otherPictures() async throws {
        state.perform(.openModel(try asset("Models/digits.onnx")))
        state.perform(.openPicture(try asset("Examples/digit-3.png")))
        try await state.settle()
        state.perform(.addMask(.rectangle(PixelRectangle(x: 4, y: 4, width: 8, height: 8))))
        try await state.settle()
        state.perform(.tour(.start))
        #expect(state.tourObstacle == .otherPicture(losesMasks: true))
        #expect(state.activity.opening == nil)
        state.perform(.undo)
        state.perform(.tour(.start))
        #expect(state.tourObstacle == .opening)
        try await state.settle()
        #expect(state.tourObstacle == nil)
        #expect(state.picture?.url.lastPathComponent == "dog-and-ball.png")
    }

    @Test("The tour waits while a lesson is open")
    func waitsForLessons() async throws {
        try await begin()
        state.perform(.lesson(.begin()))
        #expect(state.tourObstacle == .lesson)
        state.perform(.lesson(.leave))
        state.perform(.lesson(.drop))
        #expect(state.tourObstacle == nil)
    }
}
