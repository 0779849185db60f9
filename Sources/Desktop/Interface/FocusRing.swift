/// The keyboard's way through the frame: Tab walks along the areas in the order in which they are drawn, Enter
/// and Space choose, the arrows change values.
@MainActor
struct FocusRing {
    /// What a key asks for.
    enum Wish: Equatable { case next, previous, choose, lower, raise }

    /// The area that has the focus; nil: the stage has it.
    private(set) var id: String?
    /// Whether the frame has the keyboard.
    var isActive: Bool { id != nil }

    private var order: [String] = []
    private var previousOrder: [String] = []
    private var wish: Wish?

    /// Moves the focus into the frame, or back to the stage.
    mutating func toggle() { id = id == nil ? previousOrder.first : nil }

    /// Gives the keyboard back to the stage.
    mutating func leave() { id = nil }

    /// Asks for something; answered when the next frame is drawn.
    mutating func ask(_ wish: Wish) {
        guard let id else { return }
        switch wish {
        case .next, .previous:
            guard !previousOrder.isEmpty else { return }
            let position = previousOrder.firstIndex(of: id) ?? -1
            let step = wish == .next ? 1 : previousOrder.count - 1
            self.id = previousOrder[(max(position, 0) + step) % previousOrder.count]
        case .choose, .lower, .raise: self.wish = wish
        }
    }

    mutating func beginFrame() { order.removeAll(keepingCapacity: true) }

    mutating func endFrame() {
        previousOrder = order
        wish = nil
        if let id, !order.contains(id) { self.id = nil }
    }

    /// Lists an area, and says what the keyboard does to it.
    mutating func touch(_ id: String) -> Touch {
        order.append(id)
        guard id == self.id else { return [] }
        switch wish {
        case .choose: return [.focused, .clicked]
        case .lower: return [.focused, .lowered]
        case .raise: return [.focused, .raised]
        default: return [.focused]
        }
    }
}
