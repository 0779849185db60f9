import Foundation

/// The pictures below a folder, however deep, by their names and first bytes; nothing is decoded.
///
/// Hidden files are passed over, and so is what has no picture's ending.
struct PictureFolder {
    /// A picture's path below the folder, and what it was like when it was seen.
    struct Entry {
        let path: String
        let size: Int
        let modified: Int
    }

    /// By path.
    private(set) var pictures: [Entry] = []
    private(set) var skipped: [SkippedFile] = []

    /// Endings of pictures that can be read.
    static let endings: Set<String> = ["png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "webp"]
    /// Endings of pictures that cannot, which is worth a word.
    private static let otherEndings: Set<String> = [
        "tif", "tiff", "ppm", "pgm", "pnm", "heic", "heif", "avif", "svg", "ico", "tga", "jp2", "dcm",
    ]
    private static let deepest = 12

    private let root: String
    private let opening: OpeningProgress
    private var candidates: [String] = []
    private var visited: Set<String> = []

    /// - Throws: `SampleError.unreadable`, `CancellationError`.
    init(_ folder: URL, opening: OpeningProgress) throws {
        root = folder.path
        self.opening = opening
        try list("", depth: 0)
        candidates.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for (index, path) in candidates.enumerated() {
            try opening.step(index, of: candidates.count)
            inspect(path)
        }
        opening.progress(candidates.count, candidates.count)
        candidates = []
    }

    /// The names in a folder but for hidden ones and what macOS packs into archives, sorted.
    ///
    /// - Throws: `SampleError.unreadable`.
    static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix(".") && $0 != "__MACOSX" }.sorted()
        } catch {
            let name = URL(fileURLWithPath: folder).lastPathComponent
            throw SampleError.unreadable(name: name, reason: "it is no folder that may be listed")
        }
    }

    /// What follows the last dot of a path, in small letters; empty where there is none.
    static func ending(of path: String) -> String {
        guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        let ending = path[path.utf8.index(after: dot)...]
        return ending.utf8.count <= 8 ? ending.lowercased() : ""
    }

    private mutating func list(_ folder: String, depth: Int) throws {
        let place = folder.isEmpty ? root : root + "/" + folder
        try opening.check()
        // A link may lead back to a folder above it.
        guard depth <= Self.deepest,
            visited.insert(URL(fileURLWithPath: place).resolvingSymlinksInPath().path).inserted
        else { return }
        let names: [String]
        do {
            names = try Self.names(in: place)
        } catch {
            guard depth > 0 else { throw error }
            skipped.append(SkippedFile(name: folder, reason: "The folder may not be listed."))
            return
        }
        for (index, name) in names.enumerated() {
            if index % 256 == 0 { try opening.check() }
            let path = folder.isEmpty ? name : folder + "/" + name
            let ending = Self.ending(of: name)
            if Self.endings.contains(ending) {
                candidates.append(path)
            } else if Self.otherEndings.contains(ending) {
                skipped.append(
                    SkippedFile(
                        name: path, reason: PictureError.notAPicture(file: name).description))
            } else if Self.isFolder(root + "/" + path) {
                try list(path, depth: depth + 1)
            }
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private mutating func inspect(_ path: String) {
        switch Self.inspected(root + "/" + path, name: (path as NSString).lastPathComponent) {
        case .success(let facts):
            pictures.append(Entry(path: path, size: facts.size, modified: facts.modified))
        case .failure(let error): skipped.append(SkippedFile(name: path, reason: error.description))
        }
    }

    /// What is known of a picture's file, or why it is none.
    static func inspected(_ path: String, name: String) -> Result<FileFacts, PictureError> {
        guard let facts = FileFacts(path) else {
            return .failure(.unreadable(file: name, reason: PictureFile.systemReason()))
        }
        guard facts.isFile else { return .failure(.unreadable(file: name, reason: "it is not a file")) }
        if facts.size == 0 { return .failure(.broken(file: name, reason: "it is empty")) }
        return facts.isPicture ? .success(facts) : .failure(.notAPicture(file: name))
    }
}
