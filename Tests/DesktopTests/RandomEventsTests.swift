import Datasets
import Foundation
import Rendering
import Scenes
import TestSupport
import Testing

@testable import Desktop
@testable import Workbench

/// A hand that does anything: no crash, and whatever it has done, the program goes on.
@MainActor
@Suite(.serialized) struct RandomEventsTests {
    /// The shipped network in a folder of its own: a click may save what belongs to it.
    private func prepared(in folder: URL) throws -> AppState {
        let assets = try #require(ShippedFiles.assets)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["digits.onnx", "digits.json"] {
            try FileManager.default.copyItem(
                at: assets.appending(path: "Models/" + name), to: folder.appending(path: name))
        }
        let state = AppState(store: SidecarStore(folder: folder))
        state.perform(.openModel(folder.appending(path: "digits.onnx")))
        state.perform(.openPicture(assets.appending(path: "Examples/digit-3.png")))
        state.keepDrafts(in: folder)
        state.studyFolder = folder.appending(path: "study")
        return state
    }

    @Test(arguments: [UInt64(1), 2, 3, 4]) func athousandEventsLeaveAProgramThatObeys(seed: UInt64) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let state = try prepared(in: folder)
        var hand = RandomHand(seed: seed, files: try files(in: folder))
        try withProgram(state, size: (640, 400), scale: 0.5, frames: 1, scenes: SceneList()) {
            program, _, send in
            program.picturesFolder = folder
            for _ in 0..<250 {
                try send([hand.next()])
                program.receiveResults()
                // What is saved to a typed path, or taken away, would lie in the user's folder.
                let memory = program.frame.memory
                if memory.pathDialog?.kind == .savedLesson { memory.pathDialog = nil }
                memory.exportCard = nil
            }
            try send(hand.letGo())
            try expectObedience(program, send)
        }
    }

    private func files(in folder: URL) throws -> [URL] {
        let assets = try #require(ShippedFiles.assets)
        let garbage = folder.appending(path: "garbage.png")
        try Data("no picture".utf8).write(to: garbage)
        return [
            garbage, assets.appending(path: "Examples/digit-7.png"),
            assets.appending(path: "Data/Digits"), try #require(ShippedFiles.checkpoints),
            try #require(ShippedFiles.lessons().last),
        ]
    }

    /// Closes whatever is open, opens a picture, and waits for its answer.
    private func expectObedience(_ program: Program, _ send: SendEvents) throws {
        let state = program.state
        for _ in 0..<6 { try send(press(.escape)) }
        if state.leaving != nil || state.lesson?.isUnsaved == true {
            state.perform(.lesson(.leave))
            state.perform(.lesson(.drop))
        }
        state.perform(.setPresenting(false))
        state.perform(.showScene(.network))
        let assets = try #require(ShippedFiles.assets)
        state.perform(.openModel(assets.appending(path: "Models/digits.onnx")))
        state.perform(.openPicture(assets.appending(path: "Examples/digit-1.png")))
        let deadline = ContinuousClock.now + .seconds(120)
        func isDone() -> Bool {
            state.activity.opening == nil && !state.activity.isAnalyzing
                && state.picture?.url.lastPathComponent == "digit-1.png"
                && state.network?.url.path.contains("Models/digits.onnx") == true && state.analysis != nil
        }
        while !isDone(), ContinuousClock.now < deadline {
            try send([])
            Thread.sleep(forTimeInterval: 0.01)
            program.receiveResults()
        }
        #expect(state.analysis?.answer?.classIndex == 1)
        #expect(state.scene == .network && state.variants.count == 1)
    }
}

/// Events as they come from a window, drawn from a seed.
private struct RandomHand {
    private var random: SplitMix
    private let files: [URL]
    private var held: Set<PointerButton> = []

    init(seed: UInt64, files: [URL]) {
        random = SplitMix(seed: seed)
        self.files = files
    }

    private static let keys: [Key] =
        [
            .left, .right, .up, .down, .escape, .enter, .space, .tab, .home, .end, .pageUp, .pageDown,
            .backspace, .delete,
        ] + (1...12).map { .function($0) }
        + "abcdefghijklmnopqrstuvwxyz0123456789[]+-=".map { .character($0) }

    private mutating func number(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

    private mutating func modifiers() -> Modifiers {
        switch number(10) {
        case 0: .control
        case 1: .shift
        case 2: .alt
        case 3: [.control, .shift]
        default: []
        }
    }

    /// The next event.
    mutating func next() -> WindowEvent {
        switch number(100) {
        case 0..<40: return .pointerMoved(Point(Float(number(660)) - 10, Float(number(420)) - 10))
        case 40..<65: return toggle([.left, .left, .left, .right, .middle][number(5)])
        case 65..<72:
            return .wheel(Point(Float(number(3)) - 1, Float(number(9)) - 4), modifiers())
        case 72..<92: return .key(Self.keys[number(Self.keys.count)], isDown: true, modifiers())
        case 92..<96: return .character(Character(UnicodeScalar(UInt8(33 + number(90)))))
        case 96: return .pointerLeft
        case 97: return .filesDropped([files[number(files.count)]])
        case 98: return .closed
        default: return .refreshed
        }
    }

    private mutating func toggle(_ button: PointerButton) -> WindowEvent {
        let isDown = !held.contains(button)
        if isDown { held.insert(button) } else { held.remove(button) }
        return .button(button, isDown: isDown, modifiers())
    }

    /// Releases all buttons.
    mutating func letGo() -> [WindowEvent] {
        defer { held = [] }
        return held.map { .button($0, isDown: false, []) }
    }
}
