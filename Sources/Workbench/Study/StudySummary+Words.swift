import Foundation

extension StudySummary {
    /// The sums as a text with small bars.
    public var text: String {
        var lines = ["\(name), begun \(start.formatted(.iso8601))"]
        var remark = "\(Self.words(activeTime)) of \(Self.words(duration))"
        if breakCount > 0 {
            remark +=
                "; \(breakCount) \(breakCount == 1 ? "break" : "breaks") of more than "
                + "\(Self.words(longestGap)) not counted"
        }
        lines.append(remark)
        if isCutOff {
            lines.append("The last line is cut off and not counted: the program was ended while it wrote.")
        } else if !isEnded {
            lines.append("The log has no end: the program was killed, or still runs.")
        }
        lines.append("")
        let longest = scenes.map(\.time).max() ?? 0
        for (scene, time) in scenes {
            lines.append(Self.row(scene, Self.words(time), longest > 0 ? time / longest : 0))
        }
        lines.append("")
        let most = Double(Self.shown.map { count(of: $0.actions) }.max() ?? 0)
        for (words, actions) in Self.shown {
            let count = count(of: actions)
            lines.append(Self.row(words, "\(count)", most > 0 ? Double(count) / most : 0))
        }
        lines.append(Self.row("different lesson steps", "\(lessonSteps)", nil))
        return lines.joined(separator: "\n")
    }

    /// The sums for other programs.
    public var json: String {
        let content = Content(
            file: name, start: start, seconds: Self.rounded(duration),
            activeSeconds: Self.rounded(activeTime),
            breaks: breakCount, longestGap: longestGap,
            scenes: Dictionary(scenes.map { ($0.scene, Self.rounded($0.time)) }) { first, _ in first },
            actions: counts, lessonSteps: lessonSteps, isEnded: isEnded, isCutOff: isCutOff)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return (try? encoder.encode(content)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private struct Content: Encodable {
        let file: String, start: Date, seconds: Double, activeSeconds: Double, breaks: Int
        let longestGap: Double, scenes: [String: Double], actions: [String: Int], lessonSteps: Int
        let isEnded: Bool, isCutOff: Bool
    }

    /// What the text counts, in words.
    private static let shown: [(words: String, actions: [StudyAction])] = [
        ("masks drawn", [.maskDrawn]), ("masks changed", [.maskChanged]),
        ("variants opened", [.variantOpened]), ("variants made", [.variantMade]),
        ("blocks opened", [.blockOpened]), ("maps opened", [.mapOpened]),
        ("values explained", [.explained]), ("pixels pinned", [.pinned]), ("pool runs", [.poolRun]),
        ("comparisons changed", [.compared]), ("predictions revealed", [.predicted]),
        ("drawings changed", [.drawn]), ("samples selected", [.selected]),
        ("data views changed", [.dataView]),
        ("models and pictures opened", [.modelOpened, .pictureOpened, .fileOpened, .dataOpened]),
        ("scenes shown", [.scene]), ("lesson steps shown", [.lessonStep]),
        ("undone or done again", [.undone, .redone]),
    ]

    private func count(of actions: [StudyAction]) -> Int { actions.reduce(0) { $0 + count($1) } }

    private static func row(_ title: String, _ value: String, _ share: Double?) -> String {
        let padding = { (text: String, width: Int) in
            String(repeating: " ", count: max(width - text.count, 0))
        }
        let bar = String(repeating: "\u{2588}", count: Int(((share ?? 0) * 24).rounded()))
        let row = "  " + title + padding(title, 28) + padding(value, 10) + value
        return bar.isEmpty ? row : row + "  " + bar
    }

    /// Minutes and seconds, hours where there are any.
    static func words(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        if hours > 0 { return "\(hours) h \(minutes) min" }
        return minutes > 0 ? "\(minutes) min \(rest) s" : "\(rest) s"
    }

    private static func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}
