import Foundation

/// The rows of a CSV file: cells between commas, semicolons or tabs, whichever the first line has most of.
///
/// A cell in quotes may have separators, line breaks and doubled quotes in it (RFC 4180).
struct DelimitedText {
    struct Row {
        /// Where it begins, from 1.
        let line: Int
        let cells: [String]
    }

    /// All rows but empty ones.
    private(set) var rows: [Row] = []

    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")

    private var cells: [String] = []
    private var cell: [UInt8] = []
    private var wasQuoted = false

    /// - Throws: `SampleError.labels` where a quote is never closed.
    init(_ content: Data, file: String) throws {
        let bytes = Self.utf8(content)
        let separator = Self.separator(of: bytes)
        var (line, rowLine, quoteLine) = (1, 1, 0)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == Self.newline { line += 1 }
            if quoteLine > 0 {
                if byte != Self.quote {
                    cell.append(byte)
                } else if index < bytes.count, bytes[index] == Self.quote {
                    cell.append(byte)
                    index += 1
                } else {
                    quoteLine = 0
                }
            } else if byte == Self.quote, cell.allSatisfy({ $0 == UInt8(ascii: " ") }) {
                (quoteLine, wasQuoted) = (line, true)
                cell = []
            } else if byte == separator {
                endCell()
            } else if byte == Self.newline {
                endRow(rowLine)
                rowLine = line
            } else {
                cell.append(byte)
            }
        }
        guard quoteLine == 0 else {
            throw SampleError.labels(name: file, reason: "the quote in line \(quoteLine) is never closed")
        }
        endRow(rowLine)
    }

    private mutating func endCell() {
        let text = String(decoding: cell, as: UTF8.self)
        cells.append(wasQuoted ? text : text.trimmingCharacters(in: .whitespacesAndNewlines))
        cell.removeAll(keepingCapacity: true)
        wasQuoted = false
    }

    private mutating func endRow(_ line: Int) {
        endCell()
        if cells.contains(where: { !$0.isEmpty }) { rows.append(Row(line: line, cells: cells)) }
        cells = []
    }

    private static func separator(of bytes: [UInt8]) -> UInt8 {
        let first = bytes.prefix { $0 != newline }
        let candidates = [",", ";", "\t"].map { (separator: UInt8(ascii: $0), count: 0) }.map { candidate in
            (candidate.separator, first.count { $0 == candidate.separator })
        }
        return candidates.max { $0.1 < $1.1 }.flatMap { $0.1 > 0 ? $0.0 : nil } ?? UInt8(ascii: ",")
    }

    /// Spreadsheets also write UTF-16, and Windows' older ones Latin letters.
    private static func utf8(_ content: Data) -> [UInt8] {
        if content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF]),
            let text = String(data: content, encoding: .utf16)
        {
            return Array(text.utf8)
        }
        let bytes = content.starts(with: [0xEF, 0xBB, 0xBF]) ? content.dropFirst(3) : content
        if String(validating: bytes, as: UTF8.self) != nil { return Array(bytes) }
        return String(data: bytes, encoding: .windowsCP1252).map { Array($0.utf8) } ?? Array(bytes)
    }
}
