import Rendering
import Workbench

/// The top of the scenes that show a data set: a title, a remark, and the switch.
struct SampleHeader {
    /// What stays free at the stage's sides, in points.
    static let margin: Float = 24
    /// Where the scene's own part begins, in points from the stage's top.
    static let height: Float = 66

    /// The title.
    let title: String
    /// What follows it, smaller.
    let remark: String
    /// The switch.
    let tabs: SampleTabs

    /// The top of a stage of `stageSize` points on which `shown` is.
    init(_ title: String, remark: String, shown: SceneName, stageSize: Point) {
        self.title = title
        self.remark = remark
        tabs = SampleTabs(shown, stageSize: stageSize)
    }

    /// What it looks like.
    func items(theme: Theme, fonts: TextMeasure, hovered: SceneName?) -> [OverlayItem] {
        let room = tabs.place.minX - 16 - Self.margin
        let shown = fonts.truncated(title, to: room, size: TypeSize.title, weight: .bold)
        let width = fonts.width(of: shown, size: TypeSize.title, weight: .bold) + 12
        let words = fonts.truncated(remark, to: room - width, size: TypeSize.body)
        let baseline: Float = 42
        return [
            .text(
                TextRun(
                    shown, at: Point(Self.margin, baseline), size: TypeSize.title, weight: .bold,
                    color: theme.ink)),
            .text(
                TextRun(
                    words, at: Point(Self.margin + width, baseline), size: TypeSize.body, color: theme.ink2)),
        ] + tabs.items(theme: theme, fonts: fonts, hovered: hovered)
    }
}
