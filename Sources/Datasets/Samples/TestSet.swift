import Foundation

/// Tells the test set from the training set by the usual names.
enum TestSet {
    private static let folders = [
        "test", "testing", "val", "valid", "validation", "eval", "train", "training",
    ]

    /// The folder that a network should be looked at with, where all names are those of such sets; else nil.
    static func best(of names: Set<String>) -> String? {
        let ranks = names.map { folders.firstIndex(of: $0.lowercased()) }
        guard names.count > 1, !ranks.contains(nil) else { return nil }
        return names.min { rank($0) < rank($1) }
    }

    private static func rank(_ name: String) -> Int {
        folders.firstIndex(of: name.lowercased()) ?? folders.count
    }

    /// The file that belongs to a test set, else the first.
    static func best(ofFiles names: [String]) -> String? {
        names.first { isTest($0) } ?? names.first
    }

    static func isTest(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.contains("t10k") || name.contains("test")
    }
}
