import Rendering
import Workbench

/// The switch at the top right of the scenes that show a data set: which of them is on stage.
struct SampleTabs {
    /// All of it, in stage points.
    let place: Rectangle
    /// The scene that is on stage.
    let shown: SceneName

    static let size = Point(340, 32)
    static let top: Float = 18

    /// The switch in a stage of `stageSize` points.
    init(_ shown: SceneName, stageSize: Point) {
        self.shown = shown
        place = Rectangle(
            origin: Point(stageSize.x - SampleHeader.margin - Self.size.x, Self.top), size: Self.size)
    }

    /// The scene whose word lies at a place.
    func scene(at place: Point) -> SceneName? {
        zip(SceneName.ofSwitch, cells).first { $0.1.contains(place) }?.0
    }

    /// What a click at a place asks for: another scene, or nothing; nil where the switch is not.
    func click(at place: Point) -> [Command]? {
        scene(at: place).map { $0 == shown ? [] : [.showScene($0)] }
    }

    /// What it looks like.
    func items(theme: Theme, fonts: TextMeasure, hovered: SceneName?) -> [OverlayItem] {
        var items: [OverlayItem] = [.box(Box(place, fill: theme.raised, radius: 6))]
        for (index, (scene, cell)) in zip(SceneName.ofSwitch, cells).enumerated() {
            let isOn = scene == shown
            if isOn {
                items += [.beginClip(cell), .box(Box(place, fill: theme.ink, radius: 6)), .endClip]
            } else if index > 0, SceneName.ofSwitch[index - 1] != shown {
                let line = Rectangle(x: cell.minX, y: cell.minY, width: 1, height: cell.height)
                items.append(.box(Box(line, fill: theme.line)))
            }
            let color = isOn ? theme.paper : scene == hovered ? theme.ink : theme.ink2
            items.append(
                .text(
                    TextRun(
                        scene.tabTitle, at: cell.center + Point(0, 4.5), size: TypeSize.label,
                        weight: isOn ? .semibold : .regular, color: color, alignment: .center)))
        }
        return items + [.box(Box(place, border: theme.line2, radius: 6))]
    }

    /// The places of the words, in order.
    var cells: [Rectangle] {
        let width = place.width / Float(SceneName.ofSwitch.count)
        return SceneName.ofSwitch.indices.map {
            Rectangle(x: place.minX + Float($0) * width, y: place.minY, width: width, height: place.height)
        }
    }
}

extension SceneName {
    /// What the switch says.
    fileprivate var tabTitle: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
