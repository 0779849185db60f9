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
}
