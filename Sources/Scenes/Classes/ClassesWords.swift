import Workbench

/// What the Classes scene says.
enum ClassesWords {
    static let title = "Classes"

    /// What follows the title.
    static func summary(_ content: ClassesContent) -> String {
        guard content.isReady else { return "" }
        let classes = content.rows.filter { $0.classIndex >= 0 }.count
        let what =
            NumberFormat.count(content.sampleCount, "picture") + " in "
            + (classes == 1 ? "one class" : "\(NumberFormat.word(classes)) classes")
        return what + (content.isNarrowed ? ", a part of the data" : "")
            + ". Pictures stand for clusters of their class."
    }

    /// The head of a column of the list.
    static func head(_ order: ClassOrder, _ content: ClassesContent) -> [String] {
        switch order {
        case .name: ["class"]
        case .count: ["pictures"]
        case .accuracy: ["recognized"]
        case .similarity: content.reference.map { ["shared with", content.name(of: $0)] } ?? ["shared"]
        }
    }

    /// What the matrix is about.
    static func accuracy(_ content: ClassesContent) -> String {
        guard let figures = content.figures, let accuracy = figures.accuracy else { return "" }
        return "\(share(accuracy)) of \(NumberFormat.count(figures.judgedCount)) recognized"
    }

    /// A share that is near 1 keeps a decimal, for there it matters.
    static func share(_ value: Float) -> String {
        let percent = value * 100
        let places = percent > 90 && percent < 99.95 ? 1 : 0
        return NumberFormat.decimal(percent, places: places) + NumberFormat.thinSpace + "%"
    }

    /// As in "7 taken for 9: 3 pictures".
    static func cell(_ table: ConfusionTable, row: Int, column: Int, _ content: ClassesContent) -> String {
        let own = content.name(of: table.rows[row])
        let count = NumberFormat.count(table.counts[row][column], "picture")
        let share = "\(share(table.share(row: row, column: column))) of its class"
        if table.isRight(row: row, column: column) { return "\(own) recognized: \(count), \(share)" }
        let predicted = table.columnClass(column)
        let other = predicted < 0 ? "another class" : content.name(of: predicted)
        return "\(own) taken for \(other): \(count)" + (table.counts[row][column] > 0 ? ", \(share)" : "")
    }

    /// Precision, recall and F1 of a class.
    static func figures(of index: Int, _ content: ClassesContent) -> String {
        guard let figures = content.figures else { return "" }
        guard let quality = figures.qualities[index], let recall = quality.recall else {
            return "\(content.name(of: index)): not a class of the network"
        }
        let precision = quality.precision.map(share) ?? "–"
        let f1 = quality.f1.map { NumberFormat.decimal($0, places: 3) } ?? "–"
        return "\(content.name(of: index)): precision \(precision), recall \(share(recall)), F1 \(f1)"
    }

    /// Of a row of the list.
    static func row(_ row: ClassesContent.Row, _ content: ClassesContent) -> String {
        let count = NumberFormat.count(row.samples.count, "picture")
        guard row.classIndex >= 0 else { return "\(count) of no class" }
        let wrongCount = row.samples.count { content.facts.isRight($0) == false }
        let wrong = wrongCount == 0 ? "none" : NumberFormat.word(wrongCount)
        guard row.accuracy != nil else { return "\(row.name): \(count)" }
        return
            "\(figures(of: row.classIndex, content)), \(count), \(wrong) taken for another class"
    }

    /// Of a row's similarity.
    static func similarity(of row: ClassesContent.Row, _ content: ClassesContent) -> String {
        guard let reference = content.reference, let similarity = row.similarity else {
            return "Still to come: how many strong channels \(row.name) shares."
        }
        let low = row.similarities.filter(\.isFinite).min() ?? 0
        let high = row.similarities.filter(\.isFinite).max() ?? 0
        let with =
            row.classIndex == reference
            ? "its own pictures share" : "shares with \(content.name(of: reference))"
        return "\(row.name): \(with) \(NumberFormat.decimal(similarity, places: 2)) of the strong channels, "
            + "\(NumberFormat.range(low, high)) by layer"
    }

    /// Of a picture that stands for a cluster.
    static func cluster(_ exemplar: ClassesContent.Exemplar) -> String? {
        guard let share = exemplar.share else { return nil }
        return
            "stands for \(NumberFormat.count(exemplar.cluster.count, "picture")), \(NumberFormat.share(share))"
    }

    /// The head of the wrong pictures.
    static func wrong(_ content: ClassesContent) -> (String, String) {
        let count = content.figures?.wrong.count ?? 0
        return count == 0
            ? ("No picture is taken for another class", "")
            : ("Taken for another class", "\(NumberFormat.count(count, "picture")), the surest first")
    }

    /// Why there is no matrix.
    static func noMatrix(_ content: ClassesContent) -> (String, String) {
        guard content.facts.hasAnswers else {
            return (
                "No classes of the network",
                "It is no classifier: what it takes for what, accuracy and confusions are absent. What its layers share "
                    + "between classes is at the left."
            )
        }
        return (
            "No classes yet",
            "Nothing says what is on the pictures. Select some, here or with the lasso of the Map, and press Make a "
                + "class in the panel."
        )
    }
}
