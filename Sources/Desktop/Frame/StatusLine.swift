import Rendering
import Scenes
import Workbench

extension InterfaceFrame {
    /// Left what is under the pointer, in the middle what hand and keys do here, right how far the program is.
    func statusLine(_ state: AppState, _ scene: any Scene) {
        let place = layout.statusLine
        canvas.region("status line", place) {
            canvas.fill(place, canvas.theme.surface)
            canvas.fill(Rectangle(x: 0, y: place.minY, width: place.width, height: 1), canvas.theme.line)
            let workWidth = stateOfWork(state, place)
            let rightWidth = workWidth + studyMark(state, place, right: workWidth)
            let left = notice(state) ?? scene.statusText
            let leftWidth = min(canvas.width(left, .body), place.width - rightWidth - 48)
            canvas.text(
                left, in: Rectangle(x: 16, y: place.minY, width: leftWidth + 1, height: place.height), .body,
                canvas.theme.ink)
            hints(scene.hints, from: 16 + leftWidth + 32, to: place.maxX - rightWidth - 48, place)
        }
    }

    /// What went well: for some seconds, or until the next click.
    private func notice(_ state: AppState) -> String? {
        if let message = state.message, !message.isError {
            (memory.notice, memory.noticeEnd) = (message.text, nil)
            ask(.dismissMessage)
        }
        if let notice = memory.notice {
            let until = memory.noticeEnd ?? canvas.time + 8
            memory.noticeEnd = until
            if canvas.time < until {
                canvas.wake(at: until)
                return notice
            }
            memory.notice = nil
        }
        memory.noticeEnd = nil
        return nil
    }

    /// What the right of the status line says; returns its width.
    private func stateOfWork(_ state: AppState, _ place: Rectangle) -> Float {
        let text = workText(state)
        let isIdle = text == "up to date"
        if isIdle, layout.panel == nil {
            let key = inputMap.keyName(of: .switchPanel) ?? ""
            let keyWidth = canvas.keyCapWidth(key)
            let width = canvas.width("panel folded", .body) + 10 + keyWidth
            let area = Rectangle(
                x: place.maxX - 16 - width, y: place.minY, width: width, height: place.height)
            let touch = canvas.area("status.panel", area, isFocusable: false)
            if touch.contains(.clicked) { ask(.switchPanel) }
            let color = touch.contains(.hovered) ? canvas.theme.ink : canvas.theme.ink2
            canvas.text("panel folded", in: area, .body, color)
            canvas.keyCap(key, at: Point(area.maxX - keyWidth, place.center.y))
            return width
        }
        let inner = Rectangle(x: 16, y: place.minY, width: place.width - 32, height: place.height)
        canvas.text(text, in: inner, .body, isIdle ? canvas.theme.ink2 : canvas.theme.ink, alignment: .right)
        return canvas.width(text, .body)
    }

    private func workText(_ state: AppState) -> String {
        if let opening = state.activity.opening { return "opening \(opening)…" }
        if let opening = state.models.opening { return "opening \(opening.name)…" }
        if let progress = state.pool.progress {
            return "pool \(NumberFormat.count(progress.done)) of \(NumberFormat.count(progress.total))"
        }
        if let progress = state.saliency.progress {
            return "curves \(NumberFormat.count(progress.done)) of \(NumberFormat.count(progress.total))"
        }
        if let work = sampleWork(state) { return work }
        let isComparing =
            state.scene == .compare && state.comparison.isComputing
            || state.scene == .models && state.models.isComputing
        guard state.activity.isAnalyzing || isComparing else {
            memory.busySince = nil
            return state.network == nil ? "no network" : "up to date"
        }
        // While the hand draws, the maps lag by a few hundredths of a second: nothing to speak of.
        let since = memory.busySince ?? canvas.time
        memory.busySince = since
        if canvas.time < since + 0.3 {
            canvas.wake(at: since + 0.3)
            return "up to date"
        }
        return "computing…"
    }

    /// The hints around the window's middle, as many as there is room for.
    private func hints(_ hints: [Hint], from left: Float, to right: Float, _ place: Rectangle) {
        var shown = hints
        while !shown.isEmpty, width(of: shown) > right - left { shown.removeLast() }
        let total = width(of: shown)
        var x = min(max(place.center.x - total / 2, left), right - total)
        let baseline = place.center.y + TextStyle.body.capHeight / 2
        for (index, hint) in shown.enumerated() {
            if index > 0 {
                canvas.text("·", at: Point(x + 8, baseline), .body, canvas.theme.ink3)
                x += 20
            }
            if let key = hint.key { x += canvas.keyCap(key, at: Point(x, place.center.y)) + 6 }
            canvas.text(hint.text, at: Point(x, baseline), .body, canvas.theme.ink2)
            x += canvas.width(hint.text, .body)
        }
    }

    private func width(of hints: [Hint]) -> Float {
        hints.reduce(Float(max(hints.count - 1, 0)) * 20) { sum, hint in
            sum + canvas.width(hint.text, .body) + (hint.key.map { canvas.keyCapWidth($0) + 6 } ?? 0)
        }
    }
}
