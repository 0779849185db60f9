import Foundation
import Rendering
import Scenes

/// What happens to the window; places in pixels of the framebuffer from its top left corner.
enum WindowEvent: Sendable, Equatable {
    /// The pointer is at a place.
    case pointerMoved(Point)
    /// The pointer has left the window.
    case pointerLeft
    /// A button went down or up.
    case button(PointerButton, isDown: Bool, Modifiers)
    /// The wheel turned, in notches; positive y is away from the user.
    case wheel(Point, Modifiers)
    /// A key went down (and again while it is held) or up.
    case key(Key, isDown: Bool, Modifiers)
    /// A character was typed.
    case character(Character)
    /// Files were dropped on the window.
    case filesDropped([URL])
    /// The user wants the window closed.
    case closed
    /// The window's size, scale or visibility has changed.
    case refreshed
    /// The window has come to the front.
    case focused
}

/// The events that one frame takes in: of those that follow each other at once, each needs a frame of its own.
struct InputBatch {
    private var hasButton = false
    private var hasCharacter = false
    private var keys: [Key] = []

    /// Whether the event may share a frame with the earlier ones.
    func accepts(_ event: WindowEvent) -> Bool {
        switch event {
        case .button: !hasButton
        // A key's release would hide its press, and a key must not overtake what was typed before it.
        case .key(let key, let isDown, _): isDown ? !hasCharacter && !keys.contains(key) : !keys.contains(key)
        case .character: keys.allSatisfy { if case .character = $0 { true } else { false } }
        default: true
        }
    }

    /// Takes an event in.
    mutating func note(_ event: WindowEvent) {
        switch event {
        case .button: hasButton = true
        case .key(let key, isDown: true, _): keys.append(key)
        case .character: hasCharacter = true
        default: break
        }
    }
}
