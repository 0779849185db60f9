import Scenes
import Workbench

/// All keys of the program in one table: what they do and how the help says it.
///
/// Whoever adds a shortcut adds a line here. Keys with the action `.scene` are passed on to the scene on stage,
/// which obeys them; their lines are here so that the help knows them.
struct InputMap {
    /// A key and what it does.
    struct Shortcut: Sendable {
        let key: Key
        let modifiers: Modifiers
        /// Where it works; nil: everywhere.
        let scene: SceneName?
        let action: Action
        /// The help's heading.
        let group: Group
        /// What it does, in words; nil: another line says it already.
        let words: String?
    }

    /// The headings of the help.
    enum Group: String, CaseIterable, Sendable {
        case files = "Files"
        case mask = "Masks"
        case variants = "Variants"
        case network = "Network"
        case occlusion = "Occlusion"
        case compare = "Compare"
        case models = "Models"
        case saliency = "Saliency"
        case samples = "Data set"
        case window = "Window"
    }

    /// Every shortcut.
    let shortcuts: [Shortcut]

    /// The program's table.
    static let standard = InputMap(
        shortcuts: files + lessons + masks + variants + network + occlusion + compare + models + saliency
            + samples + window)

    /// What a key does in a scene, if anything; the narrower scope wins.
    func action(for key: Key, _ modifiers: Modifiers, in scene: SceneName) -> Action? {
        // Where + is Shift with =, that is what arrives.
        if key == .character("="), modifiers.contains(.shift) {
            return action(for: .character("+"), modifiers.subtracting(.shift), in: scene)
        }
        let fitting = shortcuts.filter { $0.key == key && $0.modifiers == modifiers }
        return (fitting.first { $0.scene == scene } ?? fitting.first { $0.scene == nil })?.action
    }

    /// The name of the key of an action, for tooltips.
    func keyName(of action: Action) -> String? {
        shortcuts.first { $0.action == action }.map { $0.keyName }
    }

    private static func key(
        _ key: Key, with modifiers: Modifiers = [], in scene: SceneName? = nil, _ action: Action,
        _ group: Group, _ words: String?
    ) -> Shortcut {
        Shortcut(
            key: key, modifiers: modifiers, scene: scene, action: action, group: group, words: words)
    }

    private static let files: [Shortcut] = [
        key(.character("o"), with: .control, .openModel, .files, "Open a model"),
        key(.character("o"), with: [.control, .shift], .openPicture, .files, "Open a picture"),
        key(.character("l"), with: .control, .typePath, .files, "Type the path of a model or picture"),
        key(.character("i"), .showFedInput, .files, "Show what the network is fed"),
        key(.character("s"), with: .control, .save, .files, "Save the lesson, or the stage"),
        key(.character("w"), .switchPad, .files, "Draw a picture by hand"),
        key(
            .character("e"), with: [.control, .shift], .openExport, .files,
            "Take away: SVG, tables, frames"),
        key(.character("e"), with: .control, .openLesson, .files, "Open a lesson"),
        key(.character("q"), with: .control, .quit, .files, "Quit"),
    ]

    /// Taken in every scene while a lesson is gone through; said once.
    private static let lessons: [Shortcut] = [
        key(.pageDown, in: .network, .command(.lesson(.next)), .files, "Next step of lesson or tour"),
        key(.pageUp, in: .network, .command(.lesson(.previous)), .files, "The step before"),
    ]

    private static let masks: [Shortcut] = [
        key(.character("z"), with: .control, .command(.undo), .mask, "Undo"),
        key(.character("z"), with: [.control, .shift], .command(.redo), .mask, "Redo"),
        key(.character("y"), with: .control, .command(.redo), .mask, nil),
        tool("v", .select, "Select and move masks"),
        tool("r", .rectangle, "Hide rectangles"),
        tool("c", .ellipse, "Hide ellipses"),
        tool("b", .brush, "Hide with the brush"),
        tool("e", .eraser, "Show again with the eraser"),
        tool("l", .lasso, "Hide with the lasso"),
        tool("s", .superpixels, "Hide regions of like color"),
        key(.character("["), in: .network, .scene, .mask, nil),
        key(.character("]"), in: .network, .scene, .mask, "Smaller or larger brush, regions"),
        key(.backspace, in: .network, .scene, .mask, "Last corner, explained value back"),
        key(.character("i"), with: .control, in: .network, .command(.invertMask), .mask, "Invert"),
        key(.character("c"), with: .control, in: .network, .command(.copyMask), .mask, "Copy the mask"),
        key(.character("v"), with: .control, in: .network, .command(.pasteMask), .mask, "Paste it"),
    ]

    private static func tool(_ letter: Character, _ tool: MaskTool, _ words: String) -> Shortcut {
        key(.character(letter), in: .network, .command(.setTool(tool)), .mask, words)
    }

    private static let variants: [Shortcut] =
        (1...9).map { number in
            key(
                .character(Character("\(number)")), .chooseVariant(number: number), .variants,
                number == 1 ? "Show the first to ninth variant" : nil)
        } + [
            key(.character("n"), .command(.newVariant), .variants, "Start a new variant"),
            key(.function(2), .renameVariant, .variants, "Rename the variant"),
            key(.character("d"), with: .control, .duplicateVariant, .variants, "Duplicate the variant"),
            key(.delete, .removeVariant, .variants, "Remove the mask, or the variant"),
        ]

    private static let network: [Shortcut] = [
        key(.home, in: .network, .scene, .network, "Plate or Orbit"),
        key(.character("f"), in: .network, .scene, .network, "Show everything"),
        key(.character("g"), in: .network, .scene, .network, "Where a map or class takes from"),
        key(.character("y"), in: .network, .scene, .network, "Blocks, or planes of the data set"),
        key(.space, in: .network, .scene, .network, "Pin the pixel under the pointer"),
        key(.left, in: .network, .scene, .network, nil),
        key(.right, in: .network, .scene, .network, nil),
        key(.up, in: .network, .scene, .network, nil),
        key(.down, in: .network, .scene, .network, "Next layer or map"),
        key(.enter, in: .network, .scene, .network, "Open the layer's block; explain a value"),
        key(.escape, in: .network, .scene, .network, "Fold one step"),
    ]

    private static let occlusion: [Shortcut] = [
        key(.character("r"), in: .occlusion, .scene, .occlusion, "Run the pool"),
        key(.tab, in: .occlusion, .scene, .occlusion, "Next support vector"),
        key(.enter, in: .occlusion, .scene, .occlusion, "Open the variant in Network"),
        key(.left, in: .occlusion, .scene, .occlusion, nil),
        key(.right, in: .occlusion, .scene, .occlusion, nil),
        key(.up, in: .occlusion, .scene, .occlusion, nil),
        key(.down, in: .occlusion, .scene, .occlusion, "Turn"),
        key(.character("f"), in: .occlusion, .scene, .occlusion, "Show everything"),
        key(.escape, in: .occlusion, .scene, .occlusion, "Cancel the pool"),
    ]

    private static let compare: [Shortcut] = [
        key(.character("x"), in: .compare, .scene, .compare, "Swap the two"),
        key(.left, in: .compare, .scene, .compare, "Layer before"),
        key(.right, in: .compare, .scene, .compare, "Next layer"),
        key(.up, in: .compare, .scene, .compare, "Map before, where one is open"),
        key(.down, in: .compare, .scene, .compare, "Next map"),
        key(.character("m"), in: .compare, .scene, .compare, "All maps"),
        key(.escape, in: .compare, .scene, .compare, "Close the open map"),
    ]

    private static let models: [Shortcut] = [
        key(.left, in: .models, .scene, .models, "Checkpoint or layer before"),
        key(.right, in: .models, .scene, .models, "Next checkpoint or layer"),
        key(.up, in: .models, .scene, .models, "Layer before"),
        key(.down, in: .models, .scene, .models, "Next layer"),
        key(.home, in: .models, .scene, .models, "The first of them"),
        key(.end, in: .models, .scene, .models, "The last of them"),
        key(.character("r"), in: .models, .scene, .models, "Colors of a row, or of each map"),
        key(.escape, in: .models, .scene, .models, "Give the mask up that is drawn"),
    ]

    private static let saliency: [Shortcut] = [
        key(.character("m"), in: .saliency, .scene, .saliency, "Predict, then reveal"),
        key(.enter, in: .saliency, .scene, .saliency, "Reveal, try again"),
        key(.up, in: .saliency, .scene, .saliency, nil),
        key(.down, in: .saliency, .scene, .saliency, "Another class"),
        key(.space, in: .saliency, .scene, .saliency, "Keep the pixel under the pointer"),
        key(.character("v"), in: .saliency, .scene, .saliency, "Point"),
        key(.character("b"), in: .saliency, .scene, .saliency, "Mark with the brush"),
        key(.character("e"), in: .saliency, .scene, .saliency, "Take marks away"),
        key(.character("l"), in: .saliency, .scene, .saliency, "Mark with the lasso"),
        key(.character("c"), in: .saliency, .scene, .saliency, "Take all marks away"),
        key(.character("r"), in: .saliency, .scene, .saliency, "Run the pool or the curves"),
        key(.escape, in: .saliency, .scene, .saliency, "Cancel, then let go"),
    ]

    /// What works in all scenes that show a data set; said once.
    private static let samples: [Shortcut] =
        SceneName.ofSamples.flatMap { scene in
            let isFirst = scene == SceneName.ofSamples.first
            return [
                key(
                    .character("a"), with: .control, in: scene, .scene, .samples,
                    isFirst ? "Select all pictures" : nil),
                key(.escape, in: scene, .scene, .samples, isFirst ? "Let go, then select nothing" : nil),
                key(.enter, in: scene, .scene, .samples, isFirst ? "Open the picture in Network" : nil),
            ]
        } + [
            key(.left, in: .map, .scene, .samples, nil),
            key(.right, in: .map, .scene, .samples, "Map: next layer"),
            key(.character("f"), in: .map, .scene, .samples, "Map: show everything"),
            key(.character("r"), in: .map, .scene, .samples, "Map: from another seed"),
            key(.character("v"), in: .map, .scene, .samples, "Map: points or pictures"),
            key(.character("c"), in: .map, .scene, .samples, "Map: pictures or classes compared"),
            key(.left, in: .curves, .scene, .samples, nil),
            key(.right, in: .curves, .scene, .samples, "Curves: next operation"),
            key(.character("f"), in: .curves, .scene, .samples, "Curves: all of the network"),
            key(.character("c"), in: .curves, .scene, .samples, "Curves: by class or by agreement"),
            key(.character("d"), in: .curves, .scene, .samples, "Curves: all operations or fewer"),
            key(.left, in: .neighbors, .scene, .samples, nil),
            key(.up, in: .neighbors, .scene, .samples, nil),
            key(.right, in: .neighbors, .scene, .samples, nil),
            key(.down, in: .neighbors, .scene, .samples, "Neighbors: another layer"),
            key(.space, in: .neighbors, .scene, .samples, "Neighbors: play the change"),
            key(.character("m"), in: .neighbors, .scene, .samples, "Neighbors: plots or maps"),
        ] + units

    private static let units: [Shortcut] = [
        key(.left, in: .units, .scene, .samples, nil),
        key(.right, in: .units, .scene, .samples, nil),
        key(.up, in: .units, .scene, .samples, nil),
        key(.down, in: .units, .scene, .samples, "Units: other plots"),
        key(.pageUp, in: .units, .scene, .samples, "Units: layer before"),
        key(.pageDown, in: .units, .scene, .samples, "Units: next layer"),
        key(.home, in: .units, .scene, .samples, nil),
        key(.character("f"), in: .units, .scene, .samples, "Units: the first plots"),
    ]

    private static let window: [Shortcut] = [
        key(.character("1"), with: .alt, .command(.showScene(.network)), .window, "Network"),
        key(.character("2"), with: .alt, .command(.showScene(.occlusion)), .window, "Occlusion"),
        key(.character("3"), with: .alt, .command(.showScene(.compare)), .window, "Compare"),
        key(.character("4"), with: .alt, .command(.showScene(.saliency)), .window, "Saliency"),
        key(.character("5"), with: .alt, .command(.showScene(.classes)), .window, "Data set: classes"),
        key(.character("6"), with: .alt, .command(.showScene(.map)), .window, "Data set: map"),
        key(.character("7"), with: .alt, .command(.showScene(.channels)), .window, "Data set: channels"),
        key(.character("8"), with: .alt, .command(.showScene(.curves)), .window, "Data set: curves"),
        key(.character("9"), with: .alt, .command(.showScene(.units)), .window, "Units"),
        key(.character("0"), with: .alt, .command(.showScene(.neighbors)), .window, "Neighbors"),
        key(.character("m"), with: .alt, .command(.showScene(.models)), .window, "Models"),
        key(.character("p"), .switchPanel, .window, "Fold or unfold the panel"),
        key(.character("t"), .switchTheme, .window, "Light or dark"),
        key(.character("+"), with: .control, .enlarge, .window, "Larger text"),
        key(.character("="), with: .control, .enlarge, .window, nil),
        key(.character("-"), with: .control, .shrink, .window, "Smaller text"),
        key(.function(5), .present, .window, "Present: large, nothing around"),
        key(.function(6), .moveFocus, .window, "Keyboard to the panel and back"),
        key(.function(11), .switchFullScreen, .window, "Full screen"),
        key(.function(1), .command(.toggleHelp), .window, "These keys"),
    ]
}

extension InputMap.Shortcut {
    /// The key as it is written on a keyboard, with its modifiers.
    var keyName: String { InputMap.name(of: key, modifiers) }
}

extension InputMap {
    /// A key as it is written on a keyboard, with its modifiers.
    static func name(of key: Key, _ modifiers: Modifiers) -> String {
        var parts: [String] = []
        if modifiers.contains(.control) { parts.append("Ctrl") }
        if modifiers.contains(.shift) { parts.append("Shift") }
        if modifiers.contains(.alt) { parts.append("Alt") }
        return (parts + [key.name]).joined(separator: "+")
    }
}

extension Key {
    /// What stands on the key.
    var name: String {
        switch self {
        case .character(let character): String(character).uppercased()
        case .left: "←"
        case .right: "→"
        case .up: "↑"
        case .down: "↓"
        case .escape: "Esc"
        case .enter: "Enter"
        case .space: "Space"
        case .tab: "Tab"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "Page Up"
        case .pageDown: "Page Down"
        case .backspace: "Backspace"
        case .delete: "Delete"
        case .function(let number): "F\(number)"
        }
    }
}
