import Foundation

/// What `convoscope conformance` prints: how the engine does on a folder of ONNX's backend cases.
public struct ConformanceReport: Sendable {
    /// A line for each case that failed or was skipped, in the order of the names: verdict, name, reason.
    public private(set) var lines: [String] = []
    /// Cases whose outputs are all as expected.
    public private(set) var passedCount = 0
    /// Cases in which something differs or cannot be computed.
    public private(set) var failedCount = 0
    /// Cases that are in the list of skipped ones, or need what the engine does not offer.
    public private(set) var skippedCount = 0

    /// Runs the case in `folder`, or all cases in the folders below it.
    ///
    /// - Throws: `ConformanceError` where there are none.
    public init(of folder: URL, skipping list: ConformanceSkipList = ConformanceSkipList()) throws {
        for (name, folder) in try Self.cases(in: folder) {
            if let reason = list.reason(for: name) {
                add(.skipped(reason: reason), name)
            } else {
                add(ConformanceCase(folder: folder).verdict(), name)
            }
        }
    }

    /// The last line: the three counts.
    public var summary: String { "\(passedCount) passed, \(failedCount) failed, \(skippedCount) skipped" }

    private mutating func add(_ verdict: ConformanceCase.Verdict, _ name: String) {
        switch verdict {
        case .passed: passedCount += 1
        case .failed(let reason):
            failedCount += 1
            lines.append("failed   \(name): \(reason)")
        case .skipped(let reason):
            skippedCount += 1
            lines.append("skipped  \(name): \(reason)")
        }
    }

    /// The folders that have a `model.onnx`, by name.
    private static func cases(in folder: URL) throws -> [(name: String, folder: URL)] {
        guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            throw ConformanceError.unreadable(folder.path)
        }
        let folders = walk.compactMap { $0 as? URL }.filter { $0.lastPathComponent == "model.onnx" }
            .map { $0.deletingLastPathComponent() }
        guard !folders.isEmpty else { throw ConformanceError.noCases(folder.path) }
        return folders.map { ($0.lastPathComponent, $0) }.sorted { $0.name < $1.name }
    }
}
