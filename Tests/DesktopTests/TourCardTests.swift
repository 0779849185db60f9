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

    @Test("Every word of the tour has room, is explained where it is marked, and buttons hold their words")
    func everyWordHasRoom() throws {
        let state = AppState()
        try state.prepareTour(step: 1)
        try withProgram(state) { program, _, _ in
            let canvas = program.frame.canvas
            for step in TourStep.allCases {
                var tour = TourState()
                tour.step = step
                for isDone in [false, true] {
                    if isDone { tour.done.insert(step) }
                    let words = TourWords(tour)
                    #expect(canvas.width(words.title, .valueStrong) <= InterfaceFrame.tourWidth - 36)
                    for text in [words.task, words.done, words.hint].compactMap(\.self).map({ TourText($0) })
                    {
                        for term in text.pieces.compactMap(\.term) {
                            #expect(Glossary.meaning(of: term) != nil, "\(term)")
                        }
                        #expect(!text.plain.contains("{") && !text.plain.contains("}"))
                    }
                }
            }
            for title in ["Show me", "Skip step", "Take me there", "Many pictures", "Start again"] {
                #expect(
                    canvas.width(title, .label) <= (InterfaceFrame.tourWidth - 36 - 16) / 3 - 8, "\(title)")
            }
        }
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
    }
}
