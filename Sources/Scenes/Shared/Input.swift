import Rendering

/// What hand and keyboard do on the stage; places are in stage points.
public enum Input: Sendable, Equatable {
    /// The pointer is at a place, pressed or not.
    case pointerMoved(Point)
    /// The pointer has left the stage.
    case pointerLeft
    /// A button went down.
    case pressed(PointerButton, at: Point, Modifiers)
    /// A button went up.
    case released(PointerButton, at: Point, Modifiers)
    /// The wheel turned, in notches; positive y is away from the user.
    case scrolled(by: Point, at: Point, Modifiers)
    /// A key went down, and again while it is held.
    case key(Key, Modifiers)
}

/// A button of the mouse.
public enum PointerButton: Sendable { case left, middle, right }

/// Keys that are held while something else is done.
public struct Modifiers: OptionSet, Sendable {
    /// One bit a key.
    public let rawValue: Int
    /// A set of its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Shift.
    public static let shift = Modifiers(rawValue: 1)
    /// Control.
    public static let control = Modifiers(rawValue: 2)
    /// Alt.
    public static let alt = Modifiers(rawValue: 4)
}

/// A key, by what it says in the user's layout.
public enum Key: Sendable, Hashable {
    /// A letter, digit or sign, small.
    case character(Character)
    /// The arrows.
    case left, right, up, down
    /// Keys with a name.
    case escape, enter, space, tab, home, end, pageUp, pageDown, backspace, delete
    /// F1 to F12.
    case function(Int)
}
