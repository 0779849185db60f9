import Scenes
import Workbench

/// What the tour says, in short and plain words; a word in braces is one of the glossary.
struct TourWords: Equatable {
    /// A few words.
    let title: String
    /// What to do, and why.
    let task: String
    /// What was seen, when the step is done.
    var done: String?
    /// What is still missing.
    var hint: String?

    /// The words of the step that is shown.
    init(_ tour: TourState, progress: String? = nil) {
        let words = Self.words(of: tour.step)
        (title, task) = words
        let found = tour.findings
        done = tour.isStepDone ? Self.done(tour.step, found) : nil
        hint = tour.isStepDone ? nil : progress ?? Self.hint(tour.step, found)
    }

    /// What a step is called.
    static func title(of step: TourStep) -> String { words(of: step).title }

    // MARK: What to do

    private static func words(of step: TourStep) -> (title: String, task: String) {
        switch step.chapter {
        case .picture: pictureWords(step)
        case .data: dataWords(step)
        }
    }

    private static func pictureWords(_ step: TourStep) -> (String, String) {
        switch step {
        case .answer:
            (
                "Read the answer",
                "At the left is a picture, at the right what a {network} takes it for, each name with a "
                    + "{probability}. Point at the first name."
            )
        case .field:
            (
                "See what a map sees",
                "In between, the network makes {maps|map} of the picture, {layer} after layer. Move the pointer "
                    + "over any of the small colored pictures."
            )
        case .block:
            (
                "Open a block",
                "Maps that are alike stand together in a {block}. Click the ringed one, or any other."
            )
        case .map: ("Open a map", "Each card is a {map}: bright where it finds what it looks for. Click one.")
        case .value:
            (
                "Ask where a value comes from",
                "Every pixel of a {map} is a number. Click a pixel of the large map to see how it was worked out."
            )
        case .hide:
            (
                "Hide the dog's head",
                "Does the answer depend on the head? Try it: drag across the head in the picture. What you hide is "
                    + "a {mask}."
            )
        case .undo:
            ("Take it back", "Click the arrow at the top right, or press Ctrl+Z: the whole picture is back.")
        case .control:
            (
                "Make the counter-test",
                "Perhaps any black patch confuses the network. So hide only the ball, and leave the dog."
            )
        case .windows:
            (
                "Try every place",
                "That was two places. Click Occlusion, at the left: {windows|window} hide one place after the "
                    + "other, all over the picture."
            )
        case .vector:
            (
                "Find the borderline",
                "Each small picture is one try. The nearer it lies to a corner of the {tetrahedron}, the surer the "
                    + "network is of that name. A heavy dark frame marks a {support vector}: click one."
            )
        case .saliency:
            (
                "See all tries in one picture",
                "Click Saliency, at the left. In the {occlusion map}, orange is where hiding costs the answer most. "
                    + "Point at the darkest orange."
            )
        default: ("Why did it say dog?", "")
        }
    }

    private static func dataWords(_ step: TourStep) -> (String, String) {
        switch step {
        case .data:
            (
                "Open many pictures",
                "One picture is one case. Click Data set, at the left, and then Pictograms: 2,000 pictures go "
                    + "through the {network}."
            )
        case .classes: ("Pick a class", "Each row is a {class}. Click a row to pick all its pictures.")
        case .lasso:
            (
                "See who stands together",
                "Click Map, at the top right. It is an {embedding}: each dot is a picture. Draw a loop around some "
                    + "dots."
            )
        case .channels:
            (
                "Compare layers",
                "Click Channels, at the top right. Each tile is a {layer}; two are open below. Click another tile."
            )
        case .curves:
            (
                "Follow pictures through",
                "Click Curves, at the top right. Each square is an {operation} and holds all pictures, alike ones "
                    + "side by side. Click another square."
            )
        case .units:
            (
                "Set units against each other",
                "Click Units, at the left. Each dot is a place of a picture: how far right and up it lies says how "
                    + "two {units|unit} answer to it. Draw a loop around some dots."
            )
        case .neighbors:
            (
                "See who stays near",
                "Click Neighbors, at the left. In the middle of the disc is one picture, around it those that the "
                    + "network finds like it. Click one of the others."
            )
        default: ("That was the tour", "")
        }
    }

    // MARK: What was seen

    private static func done(_ step: TourStep, _ found: TourFindings) -> String {
        switch step.chapter {
        case .picture: pictureDone(step, found)
        case .data: dataDone(step, found)
        }
    }

    private static func pictureDone(_ step: TourStep, _ found: TourFindings) -> String {
        switch step {
        case .answer:
            let first = found.pointedAnswer.map { "\(chance($0))." } ?? ""
            return first + (found.answers.first.map { " But why \($0.label)?" } ?? "")
        case .field:
            return found.field.map {
                "This pixel, in {\($0.layer)|layer name}, sees \(NumberFormat.pixels($0.width, $0.height)) of the "
                    + "picture: its {receptive field}. The further right, the larger."
            } ?? ""
        case .block:
            return found.block.map {
                "\(NumberFormat.count($0.mapCount, "map")) of {\($0.layer)|layer name}. The number below each is its "
                    + "{entropy}."
            } ?? ""
        case .map:
            return found.map.map {
                "Map \($0.number), large. Where it is bright, it has found something in the picture beside it."
            } ?? ""
        case .value:
            return found.value.map {
                "\(NumberFormat.value($0)): pixels of the maps before, each times a {weight}, added up. What comes out "
                    + "below 0 becomes 0. There is nothing else inside."
            } ?? ""
        case .hide: return effect(found.hidden, found) { "Yes: \($0) Now it says \(chance($1))." }
        case .undo: return found.answers.first.map { "\(chance($0)) again." } ?? ""
        case .control:
            return effect(found.control, found) { change, _ in "\(change) So it was the head, not the patch."
            }
        case .windows: return windows(found)
        case .vector:
            return effect(found.vector, found) {
                "You see it in Network now: \($0) It says \(chance($1)). So little can decide."
            }
        case .saliency:
            return found.cost.map {
                "Hiding this place costs \(answer(found)) \(NumberFormat.decimal($0 * 100, places: 0)) {points} on "
                    + "average."
            } ?? ""
        default: return summary(found)
        }
    }

    private static func dataDone(_ step: TourStep, _ found: TourFindings) -> String {
        let selected = found.selectedCount.map { NumberFormat.count($0, "picture") } ?? "They"
        switch step {
        case .data: return found.pictureCount.map { "\(NumberFormat.count($0, "picture")) are open." } ?? ""
        case .classes:
            guard let picked = found.pickedClass else { return "" }
            let known = picked.recognized.map {
                ", and the network names \(NumberFormat.count($0)) of them rightly"
            }
            return "\(picked.name): \(NumberFormat.count(picked.count, "picture"))\(known ?? "")."
        case .lasso: return "\(selected) picked. They stay picked in every view."
        case .channels:
            let what = "a row is a {channel}, a column a picture; bright is a strong answer."
            return "\(found.opened ?? "") is open" + (found.isNoHeatmap ? ". In its {heatmap} " : ": ") + what
        case .curves:
            return "\(found.opened ?? "") is open. Point at a cell: its picture is boxed in every square."
        case .units:
            return "\(selected) picked. The card shows the part of the picture that a dot stands for."
        case .neighbors: return "Another picture is in the middle: \(found.opened ?? "")."
        default:
            return
                "You have used the views of a {data set}. Compare and Models, at the left, put pictures and networks "
                + "side by side; Lessons goes deeper. The tour is in Settings, and under F1 with all keys."
        }
    }

    /// The answer to the tour's question, with the numbers that the user has seen.
    private static func summary(_ found: TourFindings) -> String {
        var lines: [String] = []
        if let hidden = found.hidden {
            lines.append(
                "Because of the head. Hide it: \(change(hidden, found)) and it says \(hidden.answer.label).")
        }
        if let control = found.control { lines.append("Hide the ball instead: \(change(control, found)).") }
        if let windows = found.windows {
            let all =
                windows.changingOnHead == windows.changing
                ? "all" : NumberFormat.count(windows.changingOnHead)
            lines.append(
                "Of \(NumberFormat.count(windows.count)) {windows|window}, \(NumberFormat.count(windows.changing)) "
                    + "change the answer; \(all) of these touch the head.")
        }
        if let cost = found.highestCost {
            lines.append(
                "Hiding the face costs \(answer(found)) up to \(NumberFormat.decimal(cost * 100, places: 0)) {points}."
            )
        }
        guard !lines.isEmpty else {
            return "You skipped the steps that answer this. Go back, or let Show me do them."
        }
        return lines.joined(separator: " ")
            + " This holds for one picture; many come next. Settings starts the tour again, Lessons goes deeper."
    }

    private static func windows(_ found: TourFindings) -> String {
        guard let windows = found.windows else { return "" }
        let all =
            windows.changingOnHead == windows.changing ? "All" : NumberFormat.count(windows.changingOnHead)
        return
            "\(NumberFormat.count(windows.count)) windows, \(NumberFormat.count(windows.changing)) change the answer. "
            + "\(all) of these touch the dog's head."
    }

    // MARK: What is missing

    private static func hint(_ step: TourStep, _ found: TourFindings) -> String? {
        switch step {
        case .hide: found.current.map { "Still \(chance($0.answer)). Hide more of the head." }
        case .control:
            found.current.map {
                $0.keepsLabel
                    ? "\(chance($0.answer)). Hide all of the ball, and nothing of the head."
                    : "That hid the dog too: \(chance($0.answer)). Undo, then hide only the ball."
            }
        case .vector:
            found.current.map {
                "\(chance($0.answer)), but this try is not on the borderline. Return to Occlusion and click a heavy dark frame."
            }
        case .saliency:
            found.cost.map {
                "Here: \(NumberFormat.decimal($0 * 100, places: 0)) {points}. Go on to the darkest orange."
            }
        default: nil
        }
    }

    // MARK: Pieces

    private static func chance(_ chance: TourFindings.Chance) -> String {
        "\(chance.label) \(NumberFormat.probability(chance.probability))"
    }

    private static func answer(_ found: TourFindings) -> String { found.answers.first?.label ?? "the answer" }

    /// "dog 90 % → 1.2 %".
    private static func change(_ effect: TourFindings.Effect, _ found: TourFindings) -> String {
        let before = found.answers.first.map { NumberFormat.probability($0.probability) + " \u{2192} " } ?? ""
        return "\(effect.now.label) \(before)\(NumberFormat.probability(effect.now.probability))"
    }

    private static func effect(
        _ effect: TourFindings.Effect?, _ found: TourFindings,
        _ words: (String, TourFindings.Chance) -> String
    ) -> String {
        effect.map { words(change($0, found) + ".", $0.answer) } ?? ""
    }
}
