import Occlusion

/// Everything that the Occlusion scene says.
enum OcclusionWords {
    /// The question above it all.
    static let title = "Which part of the picture decides?"

    /// What happened, in one or two sentences of numbers, a line each.
    static func summary(of content: OcclusionContent) -> [String] {
        guard content.phase == .ready else { return [] }
        let windows =
            "\(NumberFormat.count(content.poolCount, "window")) "
            + (content.poolCount == 1 ? "hides one part." : "hide one part each.")
        let changes = " " + changed(content.changedCount, of: content.poolCount)
        guard content.isPlaced else { return [windows + changes] }
        let figure = Tetrahedron.words(cornerCount: content.corners.count)
        return [windows + changes, shown(content)] + [figure].compactMap(\.self)
    }

    /// How many change the label.
    private static func changed(_ count: Int, of total: Int) -> String {
        switch count {
        case 0: total == 1 ? "It keeps the label." : "All of them keep the label."
        case total: total == 1 ? "It changes the label." : "All of them change the label."
        case 1: "One of them changes the label."
        default: "\(NumberFormat.count(count)) of them change the label."
        }
    }

    /// How many are shown.
    private static func shown(_ content: OcclusionContent) -> String {
        let (tiles, corners) = (content.tiles.count, content.corners.count)
        let each = content.variantsPerCorner
        let count = NumberFormat.count(tiles)
        if tiles == content.poolCount { return "All \(count) are shown here." }
        return tiles == each * corners
            ? "\(count) are shown here: \(each) for each corner."
            : "\(count) are shown here: at most \(each) for each corner."
    }

    /// The line under a corner's name.
    static func remark(on corner: OcclusionContent.Corner) -> String {
        let mean = "mean \(NumberFormat.probability(corner.meanProbability))"
        return corner.carriesLabel ? mean : mean + ", never the answer"
    }

    /// The window's extent and place.
    static func place(of tile: OcclusionContent.Tile) -> String {
        let mask = tile.mask
        return "\(NumberFormat.pixels(mask.width, mask.height)) at \(NumberFormat.position(mask.x, mask.y))"
    }

    /// What the probability beyond the corners is called: "outside the four".
    static func outside(cornerCount: Int) -> String { "outside the \(NumberFormat.word(cornerCount))" }

    /// The answer of a variant, where it stands at no corner: "label: panda 16 %".
    static func otherAnswer(_ tile: OcclusionContent.Tile) -> String {
        "label: \(tile.answer.label) \(NumberFormat.probability(tile.answer.probability))"
    }

    /// What a variant does to the label.
    static func effect(of tile: OcclusionContent.Tile) -> String {
        let effect = tile.keepsLabel ? "keeps the label" : "changes the label"
        return tile.isSupportVector
            ? "Support vector, \(effect)" : effect.prefix(1).uppercased() + effect.dropFirst()
    }

    /// Where a variant lies from the boundary.
    static func decision(of tile: OcclusionContent.Tile, _ boundary: OcclusionContent.Boundary) -> String {
        switch boundary {
        case .none(let reason): return reason
        case .supportVectors:
            guard let value = tile.decisionValue else { return "" }
            return "decision value \(signed(value)) (boundary 0, margin \u{B1}1)"
        }
    }

    /// A number that always shows its sign, two decimals.
    static func signed(_ value: Float) -> String {
        let text = NumberFormat.decimal(value, places: 2)
        return value > 0 && text != "0.00" ? "+" + text : text
    }

    /// The status line of a tile.
    static func status(of tile: OcclusionContent.Tile, _ content: OcclusionContent) -> String {
        let answer = "\(tile.answer.label) \(NumberFormat.probability(tile.answer.probability))"
        let outside =
            "\(outside(cornerCount: content.corners.count)) \(NumberFormat.probability(tile.outside))"
        return "\(place(of: tile)): \(answer)" + (content.hasOutside ? ", \(outside)" : "")
    }

    /// The status line of a corner.
    static func status(
        of corner: OcclusionContent.Corner, in content: OcclusionContent
    ) -> String {
        let pool = NumberFormat.count(content.poolCount, "variant")
        return "\(corner.label): mean \(NumberFormat.probability(corner.meanProbability)) over \(pool)"
            + (corner.carriesLabel ? "" : ", never the most probable label")
    }

    /// How far a running pool is.
    static func progress(_ progress: OcclusionContent.Progress) -> String {
        "pool \(NumberFormat.count(progress.done)) of \(NumberFormat.count(progress.total))"
    }

    /// A heading and a sentence where nothing can be placed; nil where something is.
    static func notice(for content: OcclusionContent) -> Notice? {
        switch content.phase {
        case .noNetwork:
            Notice("No network is open.", "Open an ONNX file, or drop one on the window.")
        case .noPicture:
            Notice("No picture is open.", "Open a picture, or drop one on the window, to hide parts of it.")
        case .noClasses(let reason):
            Notice("There is no answer that a hidden part could change.", reason)
        case .failed(let reason):
            Notice("There is no pool yet.", reason, offersRun: true, isError: true)
        case .waiting where content.progress != nil:
            Notice("The network looks at every hidden part.", "Variants appear here as soon as all are done.")
        case .waiting where content.isCancelled:
            Notice(
                "The pool was cancelled.", "Run it to see which hidden part changes the answer.",
                offersRun: true)
        case .waiting:
            Notice(
                "What happens when a part is hidden?",
                "Windows of several sizes slide over the picture, and the network names what is left."
                    + " Its answers appear here.", offersRun: true)
        case .ready where content.corners.count < 2:
            Notice("One label only.", "With nothing to tell apart, no part of the picture can decide.")
        case .ready where content.tiles.isEmpty:
            Notice("No variants.", "Allow at least one variant for each label in the panel.", offersRun: true)
        case .ready: nil
        }
    }

    /// What is said in the middle of the stage.
    struct Notice: Sendable, Equatable {
        /// A short sentence.
        var heading: String
        /// What it means, or what to do.
        var text: String
        /// Whether there is a button that runs the pool.
        var offersRun: Bool
        /// Whether something went wrong.
        var isError: Bool

        /// A notice.
        init(_ heading: String, _ text: String, offersRun: Bool = false, isError: Bool = false) {
            self.heading = heading
            self.text = text
            self.offersRun = offersRun
            self.isError = isError
        }
    }
}
