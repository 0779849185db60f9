import Rendering
import Workbench

/// What the Models scene says.
enum ModelsWords {
    /// "Both say 3.", "Digits says 3, epoch 1 says 8."
    static func verdict(_ content: ModelsContent) -> String {
        guard let first = content.open.answers.first, let second = content.other.answers.first else {
            return [content.open.failure, content.other.failure].compactMap(\.self).first ?? ""
        }
        let (a, b) = (percent(first), percent(second))
        let after = content.hasMask ? " under the mask" : ""
        if first.name == second.name {
            return "Both say \(first.name)\(after): \(a) and \(b)."
        }
        return "\(content.open.name) says \(first.name) (\(a)), \(lowered(content.other.name, content)) says "
            + "\(second.name) (\(b))\(after)."
    }

    private static func percent(_ answer: ModelsContent.Answer) -> String {
        NumberFormat.probability(answer.probability)
    }

    /// The name of a checkpoint is no name of its own.
    private static func lowered(_ name: String, _ content: ModelsContent) -> String {
        content.series == nil ? name : name.prefix(1).lowercased() + name.dropFirst()
    }

    /// "Digits beside epoch 60".
    static func title(_ content: ModelsContent) -> String {
        "\(content.open.name) beside \(lowered(content.other.name, content))"
    }

    /// "conv 2: 16 maps of 10 × 10 px".
    static func column(_ column: ModelsContent.Column, of network: ModelsContent.Network) -> String {
        let moved = column.movement.map { "; the mask moved it by \(NumberFormat.distance($0))" } ?? ""
        return "\(network.name), \(column.names[0]): \(column.size)\(moved)"
    }

    /// What a map in a checkpoint is.
    static func cell(row: Int, checkpoint: Int, _ content: ModelsContent) -> String {
        guard let series = content.series, series.rows.indices.contains(row),
            series.rows[row].cells.indices.contains(checkpoint),
            let cell = series.rows[row].cells[checkpoint],
            let column = content.otherFocus
        else { return "" }
        let range = NumberFormat.range(cell.range.lowerBound, cell.range.upperBound)
        return "\(column.names[0]), \(series.rows[row].title) at \(series.names[checkpoint]): \(range)"
    }

    /// How probable the classes are at a checkpoint.
    static func checkpoint(_ index: Int, _ content: ModelsContent) -> String {
        guard let series = content.series, series.names.indices.contains(index) else { return "" }
        let parts = series.curves.compactMap { curve in
            curve.values[index].map { "\(curve.name) \(NumberFormat.probability($0))" }
        }
        return "\(series.names[index]): \(parts.isEmpty ? "not computed yet" : parts.joined(separator: ", "))"
    }

    /// What develops below the curves.
    ///
    /// - Parameter count: the number of maps that have room.
    static func rowsTitle(count: Int, _ content: ModelsContent) -> String {
        guard let column = content.otherFocus else { return "" }
        let what = column.isDense ? column.size : "\(count) of \(column.size), of highest entropy at the end"
        let range =
            content.colorRange == .row ? "one color range in each row" : "a color range for each picture"
        return "\(column.names[0]): \(what); \(range)"
    }

    /// What stands on the stage where there is nothing beside the open network.
    static func notice(for content: ModelsContent) -> Notice? {
        switch content.phase {
        case .ready: return nil
        case .noNetwork:
            return Notice(
                heading: "No network yet", text: "Open an ONNX file, or drop one here.", offers: [shipped])
        case .noPicture: return Notice(heading: "No picture yet", text: "Open one, or drop one here.")
        case .opening(let name, let done, let total):
            let count = total > 1 ? "\(done) of \(total) networks read" : ""
            return Notice(
                heading: "Opening \(name)\u{2026}", text: count,
                offers: [Notice.Offer(title: "Cancel", command: .models(.cancelOpening))])
        case .alone(let failure?):
            return Notice(
                heading: "Nothing to put beside it", text: failure, isError: true, offers: [shipped])
        case .alone(nil):
            return Notice(
                heading: "One network so far",
                text:
                    "Open another one in the panel, and both see the same picture and masks. Or open a folder "
                    + "of checkpoints, saved while a network learned: their maps develop from left to right.",
                offers: [shipped])
        }
    }

    private static let shipped = Notice.Offer(
        title: "Watch digits being learned", command: .models(.openShipped))
}
