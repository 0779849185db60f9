import Foundation

/// A file beside a stack that says what its numbered classes are called.
enum ClassNameFile {
    private static let stems = ["classes", "class_names", "class-names", "label_names", "categories"]

    /// The names by number; nil where no such file is there, or none that can be read.
    static func names(in folder: URL) -> [String]? {
        for stem in stems {
            for ending in ["txt", "json", "csv"] {
                let url = folder.appendingPathComponent("\(stem).\(ending)")
                guard FileFacts(url.path)?.isFile == true else { continue }
                // A file that cannot be read leaves the classes their numbers, which are right too.
                if let names = try? LabelFile.read(url, file: url.lastPathComponent) { return names.names }
            }
        }
        return nil
    }
}
