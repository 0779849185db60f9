import Scenes
import Testing

@testable import Desktop

/// GLFW's numbers are written out as its documentation gives them.
@Suite struct EventTranslationTests {
    @Test func namedKeys() {
        #expect(EventTranslation.key(256, name: nil) == .escape)
        #expect(EventTranslation.key(257, name: nil) == .enter)
        #expect(EventTranslation.key(335, name: nil) == .enter)
        #expect(EventTranslation.key(258, name: nil) == .tab)
        #expect(EventTranslation.key(261, name: nil) == .delete)
        #expect(EventTranslation.key(263, name: nil) == .left)
        #expect(EventTranslation.key(262, name: nil) == .right)
        #expect(EventTranslation.key(32, name: " ") == .space)
        #expect(EventTranslation.key(290, name: nil) == .function(1))
        #expect(EventTranslation.key(301, name: nil) == .function(12))
    }

    @Test func lettersFollowTheLayoutOfTheKeyboard() {
        // On a German keyboard the key that GLFW numbers as Y says z.
        #expect(EventTranslation.key(89, name: "z") == .character("z"))
        #expect(EventTranslation.key(90, name: nil) == .character("z"))
        #expect(EventTranslation.key(59, name: "ö") == .character("ö"))
        #expect(EventTranslation.key(49, name: "1") == .character("1"))
    }

    @Test func theNumberPadSaysItsDigits() {
        #expect(EventTranslation.key(321, name: "1") == .character("1"))
        #expect(EventTranslation.key(334, name: nil) == .character("+"))
    }

    @Test func keysWithoutAMeaningAreNothing() {
        #expect(EventTranslation.key(340, name: nil) == nil)  // left shift
        #expect(EventTranslation.key(-1, name: nil) == nil)  // unknown to GLFW
    }

    @Test func modifiersAndButtons() {
        #expect(EventTranslation.modifiers(0b0111) == [.shift, .control, .alt])
        #expect(EventTranslation.modifiers(0b1000) == [])
        #expect(EventTranslation.modifiers(0b0010) == .control)
        #expect((0...3).map { EventTranslation.button($0) } == [.left, .right, .middle, nil])
    }
}
