import Rendering
import Workbench

extension InterfaceFrame {
    /// What is recorded and where, in lines of the settings' card.
    func studyWords(_ state: AppState) -> [String] {
        let file = state.studyFile.map { UserFolder.shortened($0) }
        let place = file ?? "a file in \(UserFolder.shortened(state.studyFolder))"
        let words =
            (file == nil ? "Writes" : "Is writing") + " times, scenes and actions to \(place). "
            + "No pictures, no names of files; nothing leaves this computer. Off again at the next start."
        // A path has no spaces to be broken at.
        return words.split(separator: " ").flatMap { pieces(of: String($0)) }.reduce(into: [""]) {
            lines, word in
            let longer = lines[lines.count - 1].isEmpty ? word : lines[lines.count - 1] + " " + word
            if canvas.width(longer, .remark) <= 268 {
                lines[lines.count - 1] = longer
            } else {
                lines.append(word)
            }
        }
    }

    private func pieces(of word: String) -> [String] {
        guard canvas.width(word, .remark) > 268 else { return [word] }
        var pieces = [""]
        for character in word {
            let longer = pieces[pieces.count - 1] + String(character)
            if canvas.width(longer, .remark) <= 268 {
                pieces[pieces.count - 1] = longer
            } else {
                pieces.append(String(character))
            }
        }
        return pieces
    }

    /// The switch of the study log, and what it does.
    func studySetting(_ state: AppState, _ words: [String], _ column: PanelColumn) {
        canvas.text("Study log", in: column.take(20, gap: 2), .label, canvas.theme.ink2)
        let isOn = state.studyFile != nil
        if let index = canvas.segments(
            "settings.study", ["Off", "On"], selected: isOn ? 1 : 0, column.take(32, gap: 6))
        {
            if index == 1, !isOn { ask(.study(.record(to: nil))) }
            if index == 0, isOn { ask(.study(.stop)) }
        }
        for line in words { canvas.text(line, in: column.take(17), .remark, canvas.theme.ink2) }
    }

    /// Says in the status line that a log is written, left of what stands at its right; returns its width.
    func studyMark(_ state: AppState, _ place: Rectangle, right: Float) -> Float {
        guard let file = state.studyFile else { return 0 }
        let words = "study log"
        let width = canvas.width(words, .body) + 16
        let area = Rectangle(
            x: place.maxX - 16 - right - 24 - width, y: place.minY, width: width, height: place.height)
        canvas.disc(Point(area.minX + 5, area.center.y), radius: 5, Color(0xD55E00))
        canvas.text(
            words, in: Rectangle(x: area.minX + 16, y: area.minY, width: width - 16 + 1, height: area.height),
            .body, canvas.theme.ink2)
        _ = canvas.area("status.study", area, isFocusable: false)
        canvas.tooltip("status.study", "Actions are written to \(UserFolder.shortened(file))", beside: area)
        return width + 24
    }
}
