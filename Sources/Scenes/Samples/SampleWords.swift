import Workbench

/// Sentences on single samples, the same in every view.
public enum SampleWords {
    /// As in "tiger, no. 320: taken for cat, 62 %".
    public static func sentence(on sample: Int, _ facts: SampleFacts) -> String {
        let name = facts.name(of: sample)
        let own = facts.ownClass(of: sample).map { facts.classNames[$0] + ", " } ?? ""
        guard let answer = facts.answer(of: sample) else { return own + name }
        let probability = NumberFormat.probability(answer.probability)
        return switch answer.isRight {
        case true?: "\(own)\(name): recognized, \(probability)"
        case false?: "\(own)\(name): taken for \(answer.label.name), \(probability)"
        case nil: "\(own)\(name): the network says \(answer.label.name), \(probability)"
        }
    }

    /// As in "49 pictures selected, of 5 classes"; empty where nothing is.
    public static func selection(_ selected: Set<Int>, _ facts: SampleFacts) -> String {
        guard !selected.isEmpty else { return "" }
        let classes = Set(selected.compactMap { facts.ownClass(of: $0) }).count
        let count = NumberFormat.count(selected.count, "picture")
        return "\(count) selected"
            + (classes > 0 ? ", of \(NumberFormat.count(classes)) class\(classes == 1 ? "" : "es")" : "")
    }
}
