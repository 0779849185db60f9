import Rendering
import Scenes
import Workbench

/// What the frame does with keys and clicks before anybody else gets them.
extension InterfaceFrame {
    /// Whether the frame takes a key for itself: while something is typed, or a list or dialog is open, or the
    /// keyboard's focus is in the panel.
    func takes(_ key: Key, _ modifiers: Modifiers, _ state: AppState, perform: (Action) -> Void) -> Bool {
        if memory.pathDialog != nil { return takesForPath(key) || isTyping || !isGlobal(key, modifiers) }
        if memory.exportCard != nil {
            return takesForExport(key, modifiers, perform: perform) || isTyping || !isGlobal(key, modifiers)
        }
        if memory.labelDialog != nil, key == .escape {
            memory.labelDialog = nil
            return true
        }
        if takesForLeaving(key, state, perform: perform) { return true }
        if isTyping {
            saveLesson(key, modifiers, state, perform: perform)
            return true
        }
        if memory.labelDialog != nil { return !isGlobal(key, modifiers) }
        if state.settings.isHelpShown {
            if key == .escape || key == .function(1) { perform(.command(.toggleHelp)) }
            if let step = HelpPage.step(key) {
                memory.scrolls[HelpPage.scroll] = (memory.scrolls[HelpPage.scroll] ?? 0) + step
            }
            return !isGlobal(key, modifiers)
        }
        if takesForLesson(key, modifiers, state, perform: perform) { return true }
        if takesForTour(key, modifiers, state, perform: perform) { return true }
        if memory.popup != nil { return takesForPopup(key) || !isGlobal(key, modifiers) }
        if canvas.focus.isActive, takesForFocus(key, modifiers) { return true }
        if takesForPresentation(key, modifiers, state, perform: perform) { return true }
        if key == .escape, state.message?.isError == true || memory.failure != nil {
            memory.failure = nil
            perform(.command(.dismissMessage))
            return true
        }
        if key == .escape, memory.pad.isOpen {
            memory.pad.close()
            return true
        }
        return false
    }

    /// Closes an open list where the pointer was pressed beside it. Returns whether that was all.
    func closePopup(clickedAt place: Point) -> Bool {
        guard memory.popup != nil, !isFloating(place) else { return false }
        // The chips and the rail change the list by themselves.
        if layout.selectionBar.contains(place) || layout.rail.contains(place) { return false }
        memory.popup = nil
        return true
    }

    /// Saving works while the lesson's words are typed.
    private func saveLesson(
        _ key: Key, _ modifiers: Modifiers, _ state: AppState, perform: (Action) -> Void
    ) {
        let isSaving = modifiers == .control && key == .character("s")
        if isSaving, state.lesson?.isEdited == true { perform(.saveLesson) }
    }

    /// Quitting and the theme work everywhere.
    private func isGlobal(_ key: Key, _ modifiers: Modifiers) -> Bool {
        modifiers.contains(.control) && key == .character("q") || key == .function(11)
    }

    private func takesForPath(_ key: Key) -> Bool {
        guard var dialog = memory.pathDialog else { return false }
        switch key {
        case .escape:
            memory.pathDialog = nil
            return true
        case .tab:
            if let common = PathCompletion.common(dialog.completions()), common.count > dialog.text.count {
                type(common, into: &dialog)
                memory.pathDialog = dialog
            }
            return true
        default: return false
        }
    }

    private func takesForPopup(_ key: Key) -> Bool {
        switch key {
        case .escape: memory.popup = nil
        case .character("i") where memory.popup == .input: memory.popup = nil
        case .down, .tab: canvas.focus.ask(.next, among: popupPrefix)
        case .up: canvas.focus.ask(.previous, among: popupPrefix)
        case .left: canvas.focus.ask(.lower)
        case .right: canvas.focus.ask(.raise)
        case .enter, .space: canvas.focus.ask(.choose)
        default: return false
        }
        return true
    }

    private var popupPrefix: String { memory.popup == .settings ? "settings." : "popup." }

    private func takesForFocus(_ key: Key, _ modifiers: Modifiers) -> Bool {
        switch key {
        case .tab: canvas.focus.ask(modifiers.contains(.shift) ? .previous : .next)
        case .enter, .space: canvas.focus.ask(.choose)
        case .left, .down: canvas.focus.ask(.lower)
        case .right, .up: canvas.focus.ask(.raise)
        case .escape: canvas.focus.leave()
        default: return false
        }
        return true
    }
}
