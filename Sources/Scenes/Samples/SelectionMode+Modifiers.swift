import Workbench

extension SelectionMode {
    /// What held keys make of a new selection: Shift adds, Alt takes away.
    public init(_ modifiers: Modifiers) {
        self = modifiers.contains(.alt) ? .remove : modifiers.contains(.shift) ? .add : .replace
    }
}
