import CGLFW
import Scenes

/// GLFW's numbers in the program's words.
enum EventTranslation {
    /// A key by GLFW's number and by what it says in the user's layout, where it says something.
    static func key(_ code: Int32, name: String?) -> Key? {
        if let named = namedKeys[code] { return named }
        if (GLFW_KEY_F1...GLFW_KEY_F12).contains(code) { return .function(Int(code - GLFW_KEY_F1) + 1) }
        if (GLFW_KEY_KP_0...GLFW_KEY_KP_9).contains(code) {
            return .character(Character("\(code - GLFW_KEY_KP_0)"))
        }
        if let character = name?.lowercased().first, name?.count == 1 { return .character(character) }
        guard (GLFW_KEY_APOSTROPHE...GLFW_KEY_GRAVE_ACCENT).contains(code), let scalar = UInt8(exactly: code)
        else { return nil }
        return .character(Character(String(UnicodeScalar(scalar)).lowercased()))
    }

    /// Held keys by GLFW's bits.
    static func modifiers(_ bits: Int32) -> Modifiers {
        var modifiers: Modifiers = []
        if bits & GLFW_MOD_SHIFT != 0 { modifiers.insert(.shift) }
        if bits & GLFW_MOD_CONTROL != 0 { modifiers.insert(.control) }
        if bits & GLFW_MOD_ALT != 0 { modifiers.insert(.alt) }
        return modifiers
    }

    /// A button by GLFW's number; others than the three are nothing.
    static func button(_ number: Int32) -> PointerButton? {
        switch number {
        case GLFW_MOUSE_BUTTON_LEFT: .left
        case GLFW_MOUSE_BUTTON_RIGHT: .right
        case GLFW_MOUSE_BUTTON_MIDDLE: .middle
        default: nil
        }
    }

    private static let namedKeys: [Int32: Key] = [
        GLFW_KEY_LEFT: .left, GLFW_KEY_RIGHT: .right, GLFW_KEY_UP: .up, GLFW_KEY_DOWN: .down,
        GLFW_KEY_ESCAPE: .escape, GLFW_KEY_ENTER: .enter, GLFW_KEY_KP_ENTER: .enter, GLFW_KEY_SPACE: .space,
        GLFW_KEY_TAB: .tab, GLFW_KEY_HOME: .home, GLFW_KEY_END: .end, GLFW_KEY_PAGE_UP: .pageUp,
        GLFW_KEY_PAGE_DOWN: .pageDown, GLFW_KEY_BACKSPACE: .backspace, GLFW_KEY_DELETE: .delete,
        GLFW_KEY_KP_ADD: .character("+"), GLFW_KEY_KP_SUBTRACT: .character("-"),
    ]
}
