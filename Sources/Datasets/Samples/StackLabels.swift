import Foundation
import Tensors

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

    /// Reads an IDX file, an .npy file, or a text with a label a line.
    ///
    /// - Throws: `SampleError`.
    static func read(_ url: URL) throws -> StackLabels {
        if IDXFile.isOne(url) { return try readIDX(url) }
        return try readLines(url)
    }

    private static func readIDX(_ url: URL) throws -> StackLabels {
        let numbers = try IDXFile(url)
        guard numbers.shape.count == 1, let count = numbers.shape.first else {
            throw SampleError.labels(name: numbers.file.name, reason: "it is no list but \(numbers.shape)")
        }
        let labels = try numbers.file.withBytes(numbers.start..<numbers.start + count) { $0.map { Int($0) } }
        return StackLabels(values: .numbers(labels), name: numbers.file.name, file: numbers.file)
    }

    private static func readLines(_ url: URL) throws -> StackLabels {
        let file = try NumberFile(url) { _ in NumberFile.mostUnpacked }
        do {
            let lines = try TextFile.lines(of: url, file: file.name)
            return StackLabels(values: .words(lines), name: file.name, file: file)
        } catch {
            throw SampleError.labels(name: file.name, reason: "it is neither IDX nor .npy nor a label a line")
        }
    }
}
