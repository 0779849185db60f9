/// Why rows of numbers cannot be analysed.
public enum AnalysisError: Error, Equatable, CustomStringConvertible {
    /// A row, counted from 0, holds an infinity or what is not a number.
    case notFinite(row: Int)

    /// One sentence that says what is wrong.
    public var description: String {
        switch self {
        case .notFinite(let row):
            "Sample \(row) has values that are not finite, so that it is at no distance from the others."
        }
    }
}
