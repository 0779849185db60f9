import Foundation
import Rendering
import Scenes
import TestSupport
import Testing

@testable import Desktop
@testable import Workbench

/// The tour's card, on the shipped network.
@MainActor
@Suite(.serialized) struct TourCardTests {
    private func withProgram(
        _ state: AppState, _ size: (Int, Int) = (1280, 800), scale: Float = 1,
        _ body: (Program, OffscreenTarget, _ send: ([WindowEvent]) throws -> Void) throws -> Void
    ) throws {
        state.perform(.setReducedMotion(true))
        try DesktopTests.withProgram(
            state, size: (size.0, size.1), scale: scale, seconds: 1, scenes: SceneList(), body)
    }

    @Test("In every step the card is inside of the window and beside what it points at")
    func standsBesideItsTarget() throws {
        let state = AppState()
        try state.prepareTour(step: 1)
        try withProgram(state) { program, _, send in
            for step in TourStep.Chapter.picture.steps {
                for (width, height, scale) in [(1280, 800, Float(1)), (1920, 1080, 1), (2560, 1600, 2)] {
                    program.resize(width: width, height: height, contentScale: scale)
                    try send([])
                    let card = try #require(program.frame.memory.tour.place)
                    let window = Rectangle(origin: .zero, size: program.size)
                    #expect(window.intersection(card) == card)
                    let guide = program.scene.guide(for: step)
                    if let target = guide.target, state.scene == step.scene {
                        let stage = program.frame.layout.stage
                        let place = Rectangle(origin: stage.origin + target.origin, size: target.size)
                        #expect(!place.intersects(card), "\(step) at \(width) x \(height)")
                    }
                }
                state.perform(.tour(.showMe))
                state.awaitRest()
                state.perform(.tour(.next))
                state.awaitRest()
            }
        }
    }

    /// Everything that can be seen in the tour.
    private func findings(changingLabel: Bool) -> TourFindings {
        let dog = TourFindings.Chance(label: "dog", probability: 0.9)
        let fallen = TourFindings.Chance(label: "dog", probability: 0.01)
        let ball = TourFindings.Chance(label: "soccer ball", probability: 0.6)
        let effect = TourFindings.Effect(
            now: changingLabel ? fallen : dog, answer: changingLabel ? ball : dog)
        return TourFindings(
            answers: [dog, ball], pointedAnswer: dog, field: .init(layer: "conv 3_2", width: 44, height: 44),
            block: .init(layer: "conv 3_2", mapCount: 12), map: .init(layer: "conv 3_2", number: 7),
            value: 1.5,
            current: effect, hidden: effect, control: effect,
            windows: .init(count: 441, changing: 60, changingOnHead: changingLabel ? 60 : 58), vector: effect,
            cost: 0.4, highestCost: 0.6, pictureCount: 2000,
            pickedClass: .init(name: "dog", count: 50, recognized: 48), selectedCount: 50, opened: "conv 3_2")
    }

    @Test("Every word of the tour has room, is explained where it is marked, and buttons hold their words")
    func everyWordHasRoom() throws {
        let state = AppState()
        try state.prepareTour(step: 1)
        try withProgram(state) { program, _, _ in
            let canvas = program.frame.canvas
            for step in TourStep.allCases {
                for (changesLabel, isDone) in [(false, false), (true, false), (false, true), (true, true)] {
                    var tour = TourState()
                    tour.step = step
                    tour.findings = findings(changingLabel: changesLabel)
                    if isDone { tour.done.insert(step) }
                    expectReadable(tour, canvas)
                }
            }
            for title in ["Show me", "Skip step", "Take me there", "Many pictures", "Start again"] {
                #expect(
                    canvas.width(title, .label) <= (InterfaceFrame.tourWidth - 36 - 16) / 3 - 8, "\(title)")
            }
        }
    }

    private func expectReadable(_ tour: TourState, _ canvas: Canvas) {
        let words = TourWords(tour)
        let width = InterfaceFrame.tourWidth - 2 * TourCardLayout.padding
        #expect(canvas.width(words.title, .valueStrong) <= width)
        #expect(
            tour.isStepDone == (words.done?.isEmpty == false), "\(tour.step) says nothing of what was seen")
        if [.hide, .control, .vector, .saliency].contains(tour.step), !tour.isStepDone {
            #expect(words.hint != nil, "\(tour.step) does not say what is missing")
        }
        for source in [words.task, words.done, words.hint].compactMap(\.self) {
            let text = TourText(source)
            let terms = text.pieces.compactMap(\.term)
            #expect(terms.count == source.count { $0 == "{" } && !text.plain.contains("}"), "\(source)")
            for term in terms { #expect(Glossary.meaning(of: term) != nil, "\(term)") }
            for piece in text.pieces { #expect(canvas.width(piece.words, .body) <= width, "\(piece.words)") }
        }
    }

    @Test("While a dialog is open, neither the card nor its ring lies above it")
    func belowDialogs() throws {
        let state = AppState()
        try state.prepareTour(step: 1)
        try withProgram(state) { program, _, send in
            #expect(program.frame.canvas.areas["tour.next"] != nil)
            program.perform(.openExport)
            try send([])
            try #require(program.frame.memory.exportCard != nil)
            #expect(program.frame.canvas.areas["tour.next"] == nil)
            program.perform(.closeExport)
            try send([])
            #expect(program.frame.canvas.areas["tour.next"] != nil)
        }
    }

    @Test("The card says what is being opened, and gives up a lesson that waits for a file")
    func obstacles() throws {
        let state = AppState()
        try state.prepareTour(step: 1)
        state.perform(.openModel(URL(filePath: "/nowhere/other.onnx")))
        #expect(TourCardContent(state)?.task.plain == "other.onnx is being opened.")
        state.awaitRest()
        let lesson = Lesson(
            title: "Maps", model: Lesson.Piece(path: "net.onnx"), picture: Lesson.Piece(path: "3.png"),
            steps: [])
        state.waitingLesson = WaitingLesson(
            lesson: lesson, origin: LessonOrigin(url: nil),
            piece: MissingPiece(kind: .model, name: "net.onnx"))
        let last = try #require(TourCardContent(state)?.buttons.last)
        #expect(last.title == "Not now")
        state.perform(last.command)
        #expect(state.tourObstacle == nil && TourCardContent(state)?.steps.isEmpty == false)
    }

    @Test("By keyboard alone: Page Down and Page Up, and from F6 to a button of the card")
    func keys() throws {
        let state = AppState()
        try state.prepareTour(step: 1)
        try withProgram(state) { program, _, send in
            try send(press(.pageDown))
            #expect(state.tour?.step == .field)
            try send(press(.pageUp))
            #expect(state.tour?.step == .answer)
            try send(press(.function(6)))
            #expect(program.frame.canvas.focus.id == "tour.next")
            try send(press(.enter))
            #expect(state.tour?.step == .field)
            try send(press(.tab))
            #expect(program.frame.canvas.focus.id == "tour.show")
            try send(press(.enter))
            #expect(state.tour?.isStepDone == true)
        }
    }

    @Test("The pointer on the first name does the first step, and the card stays where it is")
    func pointing() throws {
        let state = AppState()
        try state.prepareTour(step: 1)
        try withProgram(state) { program, _, send in
            let before = try #require(program.frame.memory.tour.place)
            let stage = program.frame.layout.stage
            let target = try #require(program.scene.guide(for: .answer).target)
            try send([.pointerMoved(stage.origin + target.center)])
            #expect(state.tour?.isStepDone == true)
            let after = try #require(program.frame.memory.tour.place)
            #expect(abs(after.minX - before.minX) < 1)
        }
    }

    @Test("The tour is offered once: it can be taken or not, and is remembered")
    func offer() throws {
        let state = AppState()
        try state.prepareTour(step: 1)
        state.perform(.tour(.leave))
        try withProgram(state) { program, _, send in
            #expect(program.frame.canvas.areas["tour.later"] == nil)
            #expect(Preferences(of: program).wasTourOffered == false)
            program.frame.memory.tour.isOffering = true
            try send([])
            let later = try #require(program.frame.canvas.areas["tour.later"])
            #expect(Preferences(of: program).wasTourOffered == true)
            try send([
                .pointerMoved(later.center), .button(.left, isDown: true, []),
                .button(.left, isDown: false, []),
            ])
            #expect(program.frame.canvas.areas["tour.later"] == nil && state.tour == nil)
            program.frame.memory.tour.isOffering = true
            try send([])
            let start = try #require(program.frame.canvas.areas["tour.start"])
            try send([
                .pointerMoved(start.center), .button(.left, isDown: true, []),
                .button(.left, isDown: false, []),
            ])
            #expect(state.tour?.step == .answer)
        }
    }

    @Test(arguments: [ThemeName.light, .dark]) func theCardLooksAsItShould(theme: ThemeName) throws {
        let state = AppState()
        state.perform(.setTheme(theme))
        try state.prepareTour(step: 6)
        try withProgram(state) { _, target, _ in
            try expectGolden(target.read(), named: "desktop/tour-hide-\(theme)", tolerance: .flat)
        }
    }

    @Test func theFoundWordsLookAsTheyShould() throws {
        let state = AppState()
        try state.prepareTour(step: 12)
        try withProgram(state) { _, target, _ in
            try expectGolden(target.read(), named: "desktop/tour-summary", tolerance: .flat)
        }
    }

    @Test("Words in braces are those of the glossary, and stay whole")
    func marks() {
        let text = TourText("Click a {map}, or two {maps|map} of {conv 3_2|layer name}: done.")
        #expect(text.plain == "Click a map, or two maps of conv 3_2: done.")
        #expect(text.pieces.compactMap(\.term) == ["map", "map", "layer name"])
        // What the glossary does not have is shown all the same.
        #expect(TourText("A {gizmo}.").plain == "A gizmo." && Glossary.meaning(of: "gizmo") == nil)
        #expect(TourText("A {map").pieces.allSatisfy { $0.term == nil })
        let lines = text.lines(width: 10) { Float($0.count) }
        #expect(lines.allSatisfy { $0.last.map { $0.x + $0.width <= 10 } ?? true })
    }

    @Test("The card stands beside its target, on what is free, and its leader is level where it can be")
    func placement() {
        let bounds = Rectangle(x: 0, y: 0, width: 1000, height: 600)
        let target = Rectangle(x: 450, y: 250, width: 100, height: 100)
        var wanted = TourCardPlace(bounds: bounds, size: Point(300, 200), target: target, occupied: [])
        let free = wanted.best
        #expect(!free.intersects(target.inset(by: -TourCardPlace.gap + 1)))
        #expect(wanted.allows(free))
        // Everything but the right is taken.
        wanted.occupied = [(Rectangle(x: 0, y: 0, width: 600, height: 600), 1)]
        #expect(wanted.best.minX >= 600)
        let leader = TourCardPlace.leader(
            from: Rectangle(x: 600, y: 250, width: 300, height: 200), to: target)
        #expect(leader?.start == Point(600, 300) && leader?.end == Point(550, 300))
        #expect(TourCardPlace.leader(from: target, to: target) == nil)
        let far = Rectangle(origin: target.origin + Point(target.width + 151, 0), size: target.size)
        #expect(TourCardPlace.leader(from: far, to: target) == nil)
    }
}
