import Foundation

/// The classes of a stack's pictures, by number or by name, as a file beside it has them.
struct StackLabels {
    enum Values {
        case numbers([Int])
        case words([String])
    }

    let values: Values
    /// For sentences.
    let name: String
    let file: NumberFile

    var count: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .words(let words): words.count
        }
    }

    /// Reads an IDX file, an .npy file, a text with a label a line, or the column of labels of a CSV.
    ///
    /// - Throws: `SampleError`.
    static func read(_ url: URL) throws -> StackLabels {
        if IDXFile.isOne(url) { return try readIDX(url) }
        return NPYFile.isOne(url) ? try ArrayLabels(url).read() : try readText(url)
    }

    private static func readIDX(_ url: URL) throws -> StackLabels {
        let numbers = try IDXFile(url)
        guard numbers.shape.count == 1, let count = numbers.shape.first else {
            throw SampleError.labels(name: numbers.file.name, reason: "it is no list but \(numbers.shape)")
        }
        let labels = try numbers.file.withBytes(numbers.start..<numbers.start + count) { $0.map { Int($0) } }
        return StackLabels(values: .numbers(labels), name: numbers.file.name, file: numbers.file)
    }

    private static func readText(_ url: URL) throws -> StackLabels {
        let file = try NumberFile(url) { _ in NumberFile.mostUnpacked }
        let rows = try SampleTable.text(url).rows.map(\.cells)
        let heads = rows.first?.map(SampleTable.head) ?? []
        let column = SampleTable.labelHeads.lazy.compactMap { heads.firstIndex(of: $0) }.first
        guard column != nil || heads.count == 1 else {
            throw SampleError.labels(name: file.name, reason: "it is neither IDX nor .npy nor a label a line")
        }
        let words = rows.dropFirst(column == nil ? 0 : 1).map { row in
            (column ?? 0) < row.count ? row[column ?? 0] : ""
        }
        let numbers = words.compactMap { Int($0) }
        return StackLabels(
            values: numbers.count == words.count ? .numbers(numbers) : .words(words), name: file.name,
            file: file)
    }
}
