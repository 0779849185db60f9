import Rendering
import Workbench

/// A button on the Saliency stage.
struct StageButton: Sendable, Equatable {
    /// What a click asks for.
    enum Action: Sendable, Equatable {
        /// Runs the pool.
        case runPool
        /// Computes the curves.
        case runCurves
        /// Chooses what the pointer does.
        case tool(SaliencyTool)
        /// Shows the maps.
        case reveal
        /// Hides the maps and predicts anew.
        case tryAgain
        /// Takes all marks away.
        case clear
        /// Ends the prediction.
        case stop
    }

    /// What a click asks for.
    var action: Action
    /// Its words.
    var title: String
    /// The key that does the same.
    var key: String
    /// Where it stands.
    var place: Rectangle
    /// Whether it is the one that leads on.
    var isStrong = false
    /// Whether it is switched on.
    var isOn = false
    /// Whether it does anything now.
    var isEnabled = true

    /// What it looks like.
    func items(_ theme: Theme, _ fonts: TextMeasure, isHovered: Bool) -> [OverlayItem] {
        let isFilled = (isStrong || isOn) && isEnabled
        let ink = !isEnabled ? theme.ink3.opacity(0.7) : isFilled ? theme.paper : theme.ink
        let border = isHovered && isEnabled ? theme.signal : isFilled ? theme.ink : theme.line2
        let weight: FontWeight = isFilled ? .semibold : .regular
        let keyWidth = max(fonts.width(of: key, size: 12) + 10, 20)
        let room = place.width - keyWidth - 26
        let words = fonts.truncated(title, to: max(room, 20), size: 13, weight: weight)
        let width = fonts.width(of: words, size: 13, weight: weight) + 8 + keyWidth
        let start = place.center.x - width / 2
        let cap = Rectangle(x: start + width - keyWidth, y: place.center.y - 9, width: keyWidth, height: 18)
        return [
            .box(
                Box(
                    place, fill: isFilled ? theme.ink : theme.raised, border: border,
                    borderWidth: isHovered ? 1.5 : 1, radius: 6)),
            .text(
                TextRun(words, at: Point(start, place.center.y + 4.5), size: 13, weight: weight, color: ink)),
            .box(Box(cap, border: ink.opacity(0.45), radius: 4)),
            .text(
                TextRun(
                    key, at: Point(cap.center.x, cap.center.y + 4.5), size: 12, color: ink, alignment: .center
                )),
        ]
    }
}
