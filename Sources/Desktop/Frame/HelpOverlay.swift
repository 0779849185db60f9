import Rendering
import Scenes
import Workbench

extension InterfaceFrame {
    /// All keys in groups, from the table that the keys are obeyed by.
    func helpOverlay(_ window: Point) {
        float("help veil", Rectangle(origin: .zero, size: window)) {
            let whole = Rectangle(origin: .zero, size: window)
            let isClickedBeside = canvas.area("help.beside", whole, isFocusable: false).contains(.clicked)
            canvas.fill(whole, canvas.theme.paper.opacity(0.6))
            if isClickedBeside { ask(.toggleHelp) }
        }
        let groups = HelpPage(inputMap).groups
        let columns = HelpPage.columns(groups, count: HelpPage.columnCount(in: window.x))
        let columnWidth = HelpPage.columnWidth(columns.count, in: window.x)
        let size = Point(
            Float(columns.count) * columnWidth + 32,
            (columns.map { $0.reduce(0) { $0 + HelpPage.height(of: $1) } }.max() ?? 0) + 84)
        let place = Rectangle(
            origin: pointwiseMax((window - pointwiseMin(size, window - 24)) / 2, Point(12, 12)),
            size: pointwiseMin(size, window - 24))
        float("help", place) {
            card(place)
            canvas.text(
                "Keys and mouse", at: place.origin + Point(24, 42), .heading, canvas.theme.ink)
            let close = Rectangle(x: place.maxX - 46, y: place.minY + 16, width: 32, height: 32)
            if canvas.iconButton("help.close", .close, close, words: "Close", key: "F1") { ask(.toggleHelp) }
            let tour = Rectangle(x: close.minX - 138, y: close.minY, width: 126, height: 32)
            if canvas.button("help.tour", "Start the tour", tour) {
                ask(.toggleHelp)
                ask(.tour(.start))
            }
            let inner = Rectangle(
                x: place.minX, y: place.minY + 60, width: place.width, height: place.height - 68)
            scrolled(HelpPage.scroll, inner) { top in
                for (index, column) in columns.enumerated() {
                    var y = top
                    let x = place.minX + 24 + Float(index) * columnWidth
                    for group in column { y = draw(group, x: x, y: y, width: columnWidth - HelpPage.gap) }
                }
                return (columns.map { $0.reduce(0) { $0 + HelpPage.height(of: $1) } }.max() ?? 0) + 8
            }
        }
    }

    private func draw(_ group: HelpPage.Group, x: Float, y: Float, width: Float) -> Float {
        canvas.text(group.title, at: Point(x, y + 18), .bodyStrong, canvas.theme.ink)
        var y = y + 28
        for line in group.lines {
            let row = Rectangle(x: x, y: y, width: width, height: 28)
            var right = row.maxX
            for key in line.keys.reversed() {
                right -= canvas.keyCapWidth(key)
                canvas.keyCap(key, at: Point(right, row.center.y))
                right -= 6
            }
            canvas.text(line.words, in: row.leading(right - x), .body, canvas.theme.ink2)
            y += 28
        }
        return y + 14
    }
}

/// What the help says: the input map in groups, and what the mouse does.
struct HelpPage {
    /// Keys and what they do.
    struct Line: Equatable {
        let keys: [String]
        let words: String
    }

    /// Lines under a heading.
    struct Group: Equatable {
        let title: String
        let lines: [Line]
    }

    let groups: [Group]

    init(_ map: InputMap) {
        groups = InputMap.Group.allCases.map { group in
            Group(title: group.rawValue, lines: Self.mouse(group) + Self.lines(of: group, map))
        }
    }

    /// Lines without words belong to the next line that has some, or to the one before with the same action.
    private static func lines(of group: InputMap.Group, _ map: InputMap) -> [Line] {
        let shortcuts = map.shortcuts.filter { $0.group == group }
        return shortcuts.filter { $0.words != nil }.map { shortcut in
            let others = shortcuts.filter { $0.words == nil && $0.belongs(to: shortcut) }
            let names =
                others.filter { $0.action == .scene }.map(\.keyName) + [shortcut.keyName]
                + others.filter { $0.action != .scene }.map(\.keyName)
            let isRow = names.count > 4
            let keys = isRow ? [names.first ?? "", "…", names.last ?? ""] : names
            return Line(keys: keys, words: shortcut.words ?? "")
        }
    }

    private static func mouse(_ group: InputMap.Group) -> [Line] {
        switch group {
        case .files: [Line(keys: ["drop"], words: "Open a file dropped on the window")]
        case .mask:
            [
                Line(keys: ["drag"], words: "Hide a part of the picture"),
                Line(keys: ["drag"], words: "Move or resize a mask"),
                Line(keys: ["Ctrl+drag"], words: "Draw over a mask"),
                Line(keys: ["arrow", "Shift+arrow"], words: "Move it by 1 or 10 px"),
                Line(keys: ["right click"], words: "Remove a mask"),
                Line(keys: ["Ctrl+wheel"], words: "Size of the brush"),
            ]
        case .variants: [Line(keys: ["double click"], words: "Rename in the list")]
        case .network:
            [
                Line(keys: ["click"], words: "Open a block, then a map"),
                Line(keys: ["drag"], words: "Turn or move the stage"),
                Line(keys: ["wheel"], words: "Zoom at the pointer"),
                Line(keys: ["Shift+click"], words: "Pick labels of the top 10"),
            ]
        case .occlusion:
            [
                Line(keys: ["drag"], words: "Turn the tetrahedron"),
                Line(keys: ["click"], words: "Open a variant in Network"),
            ]
        case .compare:
            [
                Line(keys: ["click"], words: "Open a row large, choose a layer"),
                Line(keys: ["wheel"], words: "Scroll rows and maps"),
            ]
        case .models:
            [
                Line(keys: ["drag"], words: "Hide a part from both networks"),
                Line(keys: ["click", "drag"], words: "Choose a layer, a checkpoint"),
            ]
        case .saliency:
            [
                Line(keys: ["click"], words: "Keep a pixel, open a variant"),
                Line(keys: ["drag"], words: "Mark with brush, eraser or lasso"),
                Line(keys: ["wheel"], words: "Size of the brush"),
            ]
        case .samples:
            [
                Line(keys: ["click", "Shift+click"], words: "Select, add"),
                Line(keys: ["double click"], words: "Open a picture in Network"),
            ]
        case .window: []
        }
    }

    /// The scrolled part's name.
    static let scroll = "help"
    /// Between two columns.
    static let gap: Float = 32

    /// How many columns have room in a window of a width in points.
    static func columnCount(in width: Float) -> Int { min(max(Int((width - 56) / 330), 1), 4) }

    /// How wide each of them is, with the gap behind it.
    static func columnWidth(_ count: Int, in width: Float) -> Float { min(360, (width - 56) / Float(count)) }

    /// How far a key scrolls the page, in points; nil: it does not.
    static func step(_ key: Key) -> Float? {
        switch key {
        case .up: -56
        case .down: 56
        case .pageUp: -448
        case .pageDown, .space: 448
        case .home: -.greatestFiniteMagnitude
        case .end: .greatestFiniteMagnitude
        default: nil
        }
    }

    /// How high a group is, in points.
    static func height(of group: Group) -> Float { Float(group.lines.count) * 28 + 42 }

    /// Groups in at most `count` columns, in order, the highest as low as can be.
    static func columns(_ groups: [Group], count: Int) -> [[Group]] {
        let heights = groups.map(height(of:))
        let limits = heights.indices.flatMap { start in
            heights.indices[start...].map { heights[start...$0].reduce(0, +) }
        }
        return limits.sorted().lazy.map { packed(groups, under: $0) }.first { $0.count <= max(1, count) }
            ?? []
    }

    /// Groups in columns that are filled one after the other; a group that is higher has one of its own.
    private static func packed(_ groups: [Group], under limit: Float) -> [[Group]] {
        var columns: [[Group]] = []
        var filled: Float = 0
        for group in groups {
            if columns.isEmpty || filled + height(of: group) > limit {
                columns.append([])
                filled = 0
            }
            columns[columns.count - 1].append(group)
            filled += height(of: group)
        }
        return columns
    }
}

extension InputMap.Shortcut {
    /// Whether this line without words is explained by another.
    func belongs(to other: InputMap.Shortcut) -> Bool {
        guard words == nil else { return false }
        switch (action, other.action) {
        case (.chooseVariant, .chooseVariant): return true
        case (.scene, .scene):
            return scene == other.scene && modifiers == other.modifiers
                && (isArrow && other.isArrow || isBracket && other.isBracket)
        default: return action == other.action
        }
    }

    private var isBracket: Bool { key == .character("[") || key == .character("]") }
    private var isArrow: Bool { [.left, .right, .up, .down].contains(key) }
}
