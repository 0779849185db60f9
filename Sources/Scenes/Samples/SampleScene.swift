import Rendering
import Samples
import Workbench

/// What the content of a scene of a data set has in any case; samples are indices in the data set.
@MainActor protocol SampleContent {
    /// Whether there are activations to be shown.
    var isOpen: Bool { get }
    /// The sample that is pointed at in any view.
    var pointed: Int? { get }
    /// The selected samples.
    var selected: Set<Int> { get }
    /// The samples that are selected with "all".
    var samples: [Int] { get }
}

/// A scene of a data set: when it looks at the state, and what hand and keyboard do in all of them.
@MainActor protocol SampleScene: Scene {
    associatedtype Content: SampleContent

    /// What is shown.
    var content: Content { get }
    /// The state's revision that the content is of; nil: it is to be looked at again.
    var revision: UInt64? { get set }

    /// What there is to be shown.
    func content(of state: AppState, in stage: Stage) -> Content
    /// Whether the content is to be made anew for a stage, though the state is the same.
    func isOutdated(in stage: Stage) -> Bool
    /// Shows a content, whatever it comes from.
    func show(_ new: Content, in stage: Stage)
    /// Lays out what is shown.
    func arrange(in stage: Stage)
    /// Moves the pointer; nil: it has left.
    func point(at place: Point?)
    /// Looks again at what is under the pointer.
    func refresh()

    /// The sample under the pointer, by its index in the data set.
    var hoveredSample: Int? { get }
    /// The sample that Enter opens where none is pointed at.
    var chosenSample: Int? { get }

    /// Moves the pointer, and what it holds.
    func move(to place: Point)
    /// A button went down where the pointer is.
    func press(_ button: PointerButton, at place: Point, _ modifiers: Modifiers) -> [Command]
    /// The button went up where the pointer is.
    func release() -> [Command]
    /// The wheel was turned.
    func scroll(_ notches: Point, at place: Point)
    /// A key of the scene's own, without Control and Alt.
    func press(_ key: Key) -> [Command]
    /// Gives up what is being drawn or moved; returns whether that was something.
    func dropGrip() -> Bool
    /// What Escape asks for where nothing is being drawn.
    func letGo() -> [Command]
}

extension SampleScene {
    /// Looks at the state again where it has changed.
    public func update(from state: AppState, in stage: Stage) {
        if revision != state.revision || isOutdated(in: stage) {
            revision = state.revision
            show(content(of: state, in: stage), in: stage)
        } else {
            arrange(in: stage)
        }
    }

    /// Never, unless said otherwise.
    func isOutdated(in stage: Stage) -> Bool { false }

    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] {
        switch input {
        case .pointerMoved(let place):
            move(to: place)
            return pointing
        case .pointerLeft:
            point(at: nil)
            return pointing
        case .pressed(let button, let place, let modifiers):
            point(at: place)
            return press(button, at: place, modifiers)
        case .released(_, let place, _):
            move(to: place)
            let commands = release()
            refresh()
            return commands
        case .scrolled(let notches, let place, _):
            scroll(notches, at: place)
            return pointing
        case .key(let key, let modifiers): return press(key, modifiers)
        }
    }

    /// What other views are to ring, where that has changed.
    var pointing: [Command] {
        content.isOpen && hoveredSample != content.pointed ? [.samples(.point(hoveredSample))] : []
    }

    /// The one that is selected alone.
    var chosenSample: Int? { content.selected.count == 1 ? content.selected.first : nil }

    /// The selection, unless the scene has something before it.
    func letGo() -> [Command] { deselect() }

    /// What a click beside everything asks for.
    func deselect(_ mode: SelectionMode = .replace) -> [Command] {
        mode == .replace && !content.selected.isEmpty ? [.samples(.select([]))] : []
    }

    private func press(_ key: Key, _ modifiers: Modifiers) -> [Command] {
        guard content.isOpen, !modifiers.contains(.alt) else { return [] }
        if modifiers.contains(.control) {
            return key == .character("a") ? [.samples(.select(Set(content.samples)))] : []
        }
        switch key {
        case .enter: return (content.pointed ?? chosenSample).map { [.samples(.openSample($0))] } ?? []
        case .escape:
            guard dropGrip() else { return letGo() }
            refresh()
            return []
        default: return press(key)
        }
    }
}

extension SampleSettings {
    /// What asks for other settings; nothing where they are the same.
    func changed(_ edit: (inout SampleSettings) -> Void) -> [Command] {
        var settings = self
        edit(&settings)
        return settings == self ? [] : [.samples(.set(settings))]
    }
}
