import Foundation
import Rendering
import Workbench

/// Everything that the Saliency scene says.
enum SaliencyWords {
    /// The question above it all.
    static let title = "What does the network look at?"

    /// What is shown, in a line of its own.
    static func summary(of content: SaliencyContent) -> String {
        guard content.picture != nil, !content.label.isEmpty else { return "" }
        let share = NumberFormat.probability(content.probability)
        guard content.prediction != .marking else {
            return "Predict it first: the maps are hidden until you reveal them."
        }
        var sentences = ["Everything here speaks of \(content.label), \(share)"]
        if let other = content.otherAnswer {
            sentences[0] += "; the answer is \(other.label), \(NumberFormat.probability(other.probability))"
        }
        if content.isMaskedElsewhere { sentences.append("It leaves your masks out") }
        return sentences.joined(separator: ". ") + "."
    }

    /// What stands above a picture.
    static func heading(of pane: SaliencyContent.Pane) -> String {
        switch pane {
        case .plain: "The picture"
        case .map: "Occlusion map"
        case .gradCAM: "Grad-CAM"
        }
    }

    /// What stands beside that, the longest first.
    static func remarks(on pane: SaliencyContent.Pane, _ content: SaliencyContent) -> [String] {
        switch pane {
        case .plain: return []
        case .map:
            guard content.map != nil else { return [] }
            let windows = NumberFormat.count(content.poolCount, "window")
            return ["mean over \(windows)", windows]
        case .gradCAM: return content.gradCAM == nil ? [] : [content.gradCAMRemark]
        }
    }

    /// A value of Grad-CAM, which has no unit: at least two digits that count.
    static func amount(_ value: Float) -> String {
        guard value.isFinite, value > 0, value < 0.1 else { return NumberFormat.value(value) }
        let places = Int((-log10(value)).rounded(.up)) + 1
        return places > 7 ? "<\(NumberFormat.thinSpace)0.000001" : NumberFormat.decimal(value, places: places)
    }

    /// What the strongest colours stand for, in points: whole ones from 10 on, else two digits that count.
    static func bound(_ range: Float) -> String {
        let points = range * 100
        return points >= 9.95
            ? NumberFormat.decimal(points, places: 0)
            : points >= 0.1 ? NumberFormat.decimal(points, places: 1) : amount(points)
    }

    /// A change of probability in points with its sign: "−23.1 points".
    static func points(ofDrop drop: Float) -> String {
        let points = -drop * 100
        let text = NumberFormat.decimal(points, places: 1)
        guard abs(points) >= 0.05 else { return "0.0 points" }
        return (points > 0 ? "+" : "") + text + " points"
    }

    /// The same, short, for a small picture.
    static func caption(ofDrop drop: Float) -> String { NumberFormat.change(-drop) }

    /// What a pixel's values are.
    static func status(x: Int, y: Int, _ content: SaliencyContent) -> String {
        var parts: [String] = []
        if content.panes.contains(.map), let map = content.map {
            parts.append("hidden, \(content.label) changes by \(points(ofDrop: map.values[y, x]))")
        }
        if content.panes.contains(.gradCAM), let map = content.gradCAM {
            parts.append("Grad-CAM \(amount(map.values[y, x]))")
        }
        let place = NumberFormat.position(x, y)
        return parts.isEmpty ? place : "\(place): " + parts.joined(separator: ", ")
    }

    /// What a variant does.
    static func status(of witness: SaliencyContent.Witness, _ content: SaliencyContent) -> String {
        let window = witness.window
        let place =
            "\(NumberFormat.pixels(window.width, window.height)) at "
            + NumberFormat.position(window.x, window.y)
        let answer = "\(witness.answer) \(NumberFormat.probability(witness.answerProbability))"
        return "\(place): \(content.label) \(points(ofDrop: witness.drop)), label \(answer)"
    }

    /// What the column says of the variants behind a value.
    static func witnesses(_ count: Int, shown: Int) -> String {
        let all = count == 1 ? "1 window covers it" : "\(NumberFormat.count(count)) windows cover it"
        return shown < count ? "\(all), \(NumberFormat.count(shown)) shown" : all
    }

    // MARK: Curves

    /// What a curve is called.
    static func name(of curve: SaliencyContent.Curve, isAlone: Bool) -> String {
        let kind = curve.kind == .deletion ? "hidden first" : "shown first"
        return isAlone ? kind : "\(name(of: curve.order)), \(kind)"
    }

    /// What an order is called.
    static func name(of order: CurveOrder) -> String {
        switch order {
        case .map: "map"
        case .marks: "yours"
        case .chance: "chance"
        }
    }

    /// What a step of a curve is.
    static func status(
        of curve: SaliencyContent.Curve, step: Int, shares: [Float], _ content: SaliencyContent
    ) -> String {
        let share = NumberFormat.share(shares[step])
        let kind = curve.kind == .deletion ? "hidden" : "shown"
        return "\(share) \(kind), \(whose(curve.order)): \(content.label) "
            + NumberFormat.probability(curve.values[step])
    }

    /// Whose order.
    static func whose(_ order: CurveOrder) -> String {
        switch order {
        case .map: "in the map's order"
        case .marks: "in your order"
        case .chance: "in any order"
        }
    }

    /// What the areas mean.
    static let areas = "Small when hidden first, large when shown first: the order knows what matters."

    // MARK: Predictions

    /// What is asked of the user.
    static func task(_ content: SaliencyContent) -> String {
        "Mark what you think matters for \(content.label)"
    }

    /// How that is done.
    static let taskHelp =
        "Paint over the parts that the network needs. About a tenth of the picture is enough. "
        + "Begin with the most important part."

    /// How much is marked.
    static func marked(_ content: SaliencyContent) -> String {
        guard let marked = content.marked, !marked.order.isEmpty else { return "Nothing is marked yet." }
        return "\(NumberFormat.probability(marked.share)) of the picture is marked."
    }

    /// How a prediction turned out, in a few words.
    static func judgement(_ verdict: SaliencyContent.Verdict) -> String {
        switch verdict.overlap {
        case 0.5...: "You see it as the network does."
        case 0.25..<0.5: "You share much of what matters."
        case 0.1..<0.25: "You share some of what matters."
        case 0..<0.1 where verdict.overlap > 0: "You share little of what matters."
        default: "You marked none of what matters most."
        }
    }

    /// What the overlap is.
    static func overlap(_ verdict: SaliencyContent.Verdict) -> String {
        "Of all pixels that you or the map's top tenth mark, \(NumberFormat.share(verdict.overlap)) are in both."
    }

    /// What the two outlines are.
    static let outlines = "Solid: your marks. Dashed: the map's top tenth."

    /// What the ranks are.
    static func ranks(_ content: SaliencyContent) -> String {
        "Pixels are hidden in each order. The sooner \(content.label) is gone, the smaller the area."
    }

    // MARK: Work

    /// How far a running pool is.
    static func pool(_ progress: SaliencyContent.Progress) -> String {
        "pool \(NumberFormat.count(progress.done)) of \(NumberFormat.count(progress.total))"
    }

    /// How far the curves are.
    static func curves(_ progress: SaliencyContent.Progress) -> String {
        "curves \(NumberFormat.count(progress.done)) of \(NumberFormat.count(progress.total))"
    }

    /// What is said where a map is missing: a heading and a sentence.
    static func notice(for pane: SaliencyContent.Pane, _ content: SaliencyContent) -> (String, String)? {
        switch pane {
        case .plain: nil
        case .gradCAM where content.gradCAM != nil: nil
        case .gradCAM:
            content.gradCAMFailure.map { ("There is no Grad-CAM.", $0) }
                ?? ("Grad-CAM is being computed.", "")
        case .map where content.map != nil: nil
        case .map where content.poolProgress != nil:
            ("The network looks at every hidden part.", "The map appears as soon as all are done.")
        case .map:
            switch content.phase {
            case .failed(let reason): ("There is no map.", reason)
            case .opening: ("The picture is being analyzed.", "")
            default:
                content.isPoolCancelled
                    ? ("The pool was cancelled.", "Run it to see which part matters.")
                    : ("There is no pool yet.", "Run it to see which part matters.")
            }
        }
    }

    /// What is said on an empty stage: a heading and a sentence.
    static func emptyStage(_ phase: SaliencyContent.Phase) -> (String, String)? {
        switch phase {
        case .noNetwork: ("No network is open.", "Open an ONNX file, or drop one on the window.")
        case .noPicture: ("No picture is open.", "Open a picture, or drop one on the window.")
        case .noClasses(let reason): ("There is no class that a part of the picture could speak for.", reason)
        default: nil
        }
    }
}
