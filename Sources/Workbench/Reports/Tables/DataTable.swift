import Foundation

/// A table as a file of comma-separated values holds it: what reports and the window write.
public struct DataTable: Sendable, Equatable {
    /// The file's name without ending.
    public let name: String
    /// What the columns are, in the words of a contract.
    public let columns: [String]
    /// The cells, a row a line; empty where there is no value.
    public let rows: [[String]]

    /// A table; see the properties for the meaning of the parameters.
    public init(_ name: String, columns: [String], rows: [[String]]) {
        (self.name, self.columns, self.rows) = (name, columns, rows)
    }

    /// The file's content: a line of names, then the rows.
    public var csv: Data {
        let lines = ([columns] + rows).map { $0.map(CSV.cell).joined(separator: ",") }
        return Data((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// A number as a cell; nothing where there is none.
    static func cell(_ number: Float?) -> String {
        number.flatMap { $0.isNaN ? nil : "\($0)" } ?? ""
    }

    /// A number as a cell; nothing where there is none.
    static func cell(_ number: Double?) -> String {
        number.flatMap { $0.isNaN ? nil : "\($0)" } ?? ""
    }

    /// Whether something is so.
    static func cell(_ isSo: Bool) -> String { isSo ? "1" : "0" }
}
