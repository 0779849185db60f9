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

    /// Asks for something; answered when the next frame is drawn. `prefix` narrows the way to areas whose names
    /// begin with it, and leads there from anywhere.
    mutating func ask(_ wish: Wish, among prefix: String = "") {
        switch wish {
        case .next, .previous:
            let way = previousOrder.filter { $0.hasPrefix(prefix) }
            guard !way.isEmpty else { return }
            let step = wish == .next ? 1 : way.count - 1
            let start = id.flatMap { way.firstIndex(of: $0) } ?? (wish == .next ? way.count - 1 : 0)
            id = way[(start + step) % way.count]
        case .choose, .lower, .raise: if id != nil { self.wish = wish }
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
