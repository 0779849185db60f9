import CInterface

/// What the pointer, or the keyboard in its stead, does to an area of the frame.
struct Touch: OptionSet {
    let rawValue: Int32

    /// The pointer is over it.
    static let hovered = Touch(rawValue: Int32(interfaceHovered))
    /// A button went down on it and is still down.
    static let held = Touch(rawValue: Int32(interfaceHeld))
    /// It was clicked, or chosen by key.
    static let clicked = Touch(rawValue: Int32(interfaceClicked))
    /// It was clicked twice.
    static let doubleClicked = Touch(rawValue: Int32(interfaceDoubleClicked))
    /// It was clicked with the right button.
    static let rightClicked = Touch(rawValue: Int32(interfaceRightClicked))
    /// The button went down on it in this frame.
    static let pressed = Touch(rawValue: Int32(interfacePressed))
    /// The keyboard's focus is on it.
    static let focused = Touch(rawValue: 1 << 16)
    /// The arrow keys ask for the next lower or higher value.
    static let lowered = Touch(rawValue: 1 << 17)
    static let raised = Touch(rawValue: 1 << 18)
}

/// What happens to a text field.
struct FieldTouch: OptionSet {
    let rawValue: Int32

    /// Its text has changed.
    static let changed = FieldTouch(rawValue: Int32(interfaceFieldChanged))
    /// Enter was pressed.
    static let submitted = FieldTouch(rawValue: Int32(interfaceFieldSubmitted))
    /// It takes what is typed.
    static let active = FieldTouch(rawValue: Int32(interfaceFieldActive))
    /// It no longer does.
    static let left = FieldTouch(rawValue: Int32(interfaceFieldLeft))
}
