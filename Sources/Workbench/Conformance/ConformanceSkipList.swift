import Foundation

/// Cases that are left out, each with the reason: a line a case, its name and then the reason; `#` begins a remark.
public struct ConformanceSkipList: Sendable {
    private let reasons: [String: String]

    /// A list that leaves nothing out.
    public init() { reasons = [:] }

    /// Reads the file at `url`.
    ///
    /// - Throws: `ConformanceError` where it cannot be read or a line has no reason.
    public init(at url: URL) throws {
        guard let text = try? String(contentsOf: url, encoding: .utf8) else {
            throw ConformanceError.unreadable(url.path)
        }
        var reasons: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard let name = parts.first else { continue }
            guard parts.count == 2 else { throw ConformanceError.noReason(case: String(name)) }
            reasons[String(name)] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        self.reasons = reasons
    }

    /// Why the case of that name is left out; nil where it is not.
    func reason(for name: String) -> String? { reasons[name] }
}

/// Why no case can be run.
public enum ConformanceError: Error, CustomStringConvertible, Equatable {
    /// A folder or list cannot be read.
    case unreadable(String)
    /// No folder has a `model.onnx`.
    case noCases(String)
    /// A line of the list of skipped cases does not say why.
    case noReason(case: String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be read."
        case .noCases(let path): "\(path) holds no test cases: no folder in it has a model.onnx."
        case .noReason(let name): "The list of skipped cases does not say why \(name) is skipped."
        }
    }
}
