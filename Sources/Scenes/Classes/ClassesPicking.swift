import Rendering
import Workbench

/// What of the Classes scene lies under the pointer.
extension ClassesScene {
    /// What can be pointed at.
    enum Hover: Equatable {
        /// A word of the switch.
        case tab(SceneName)
        /// The head of a column of the list, which orders it.
        case head(ClassOrder)
        /// A row of the list, by its position.
        case row(Int)
        /// The similarity of a row.
        case similarity(Int)
        /// A picture of a row: the row and its position there.
        case exemplar(Int, Int)
        /// The share of the cluster that a picture stands for.
        case cluster(Int, Int)
        /// A cell of the matrix.
        case cell(row: Int, column: Int)
        /// A row's name beside the matrix.
        case matrixRow(Int)
        /// One of the wrong pictures.
        case wrong(Int)
        /// The head of the wrong pictures.
        case wrongHead
    }

    /// What lies at a place.
    func picked(at place: Point) -> Hover? {
        if let tab = SampleTabs(name, stageSize: layout.size).scene(at: place) { return .tab(tab) }
        guard content.isReady else { return nil }
        return pickedInHeads(place) ?? pickedInList(place) ?? pickedInMatrix(place) ?? pickedAmongWrong(place)
    }

    private func pickedInHeads(_ place: Point) -> Hover? {
        guard place.y >= SampleHeader.height, place.y < layout.listArea.minY else { return nil }
        let orders: [(ClassOrder, ClosedRange<Float>)] = [
            (.name, layout.nameHead), (.count, layout.countHead), (.accuracy, layout.accuracy),
            (.similarity, layout.similarity),
        ]
        let shown = orders.filter { $0.0 != .accuracy || content.facts.hasAnswers }
        return shown.first { $0.1.contains(place.x) }.map { .head($0.0) }
    }

    private func pickedInList(_ place: Point) -> Hover? {
        guard layout.listArea.contains(place),
            let row = layout.rows.first(where: { $0.place.contains(place) })
        else { return nil }
        let exemplars = content.rows[row.index].exemplars
        for position in exemplars.indices {
            guard let picture = layout.picture(position, in: row) else { break }
            if picture.contains(place) { return .exemplar(row.index, position) }
            if layout.share(of: picture).contains(place), !exemplars[position].cluster.isEmpty {
                return .cluster(row.index, position)
            }
        }
        let isClass = content.rows[row.index].classIndex >= 0
        return isClass && layout.similarity.contains(place.x) ? .similarity(row.index) : .row(row.index)
    }

    private func pickedInMatrix(_ place: Point) -> Hover? {
        guard let table, let matrix = layout.matrix, place.y >= matrix.minY, place.y < matrix.maxY else {
            return nil
        }
        let row = min(Int((place.y - matrix.minY) / layout.cell), table.rows.count - 1)
        if matrix.contains(place) {
            let column = min(Int((place.x - matrix.minX) / layout.cell), table.columnCount - 1)
            return .cell(row: row, column: column)
        }
        return place.x >= layout.side.minX && place.x < matrix.minX ? .matrixRow(row) : nil
    }

    private func pickedAmongWrong(_ place: Point) -> Hover? {
        guard let wrong = content.figures?.wrong, !wrong.isEmpty else { return nil }
        let head = Rectangle(
            x: layout.wrong.minX, y: layout.wrong.minY - 32, width: layout.wrong.width, height: 24)
        if head.contains(place) { return .wrongHead }
        return (0..<min(wrong.count, layout.wrongCapacity)).first { layout.wrongPicture($0).contains(place) }
            .map { .wrong($0) }
    }

    /// The sample under the pointer.
    var hoveredSample: Int? {
        switch hover {
        case .exemplar(let row, let position): content.rows[row].exemplars[position].sample
        case .wrong(let position): content.figures?.wrong[position]
        default: nil
        }
    }

    /// The samples that a click on what is under the pointer selects; nil: it selects nothing.
    var hoveredSamples: [Int]? {
        switch hover {
        case .exemplar, .wrong: hoveredSample.map { [$0] }
        case .cluster(let row, let position): content.rows[row].exemplars[position].cluster
        case .row(let row): content.rows[row].samples
        case .matrixRow(let row): table.flatMap { content.figures?.members[$0.rows[row]] }
        case .wrongHead: content.figures?.wrong
        case .cell(let row, let column):
            table.flatMap { table in
                let predicted = table.columnClass(column)
                return content.figures?.members[table.rows[row]].filter { sample in
                    guard let found = content.facts.predictedClass(of: sample) else { return false }
                    return predicted < 0 ? !table.columns.contains(found) : found == predicted
                }
            }
        default: nil
        }
    }
}
