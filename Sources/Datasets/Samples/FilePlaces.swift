import Foundation

/// Finds the files that a table names: as it writes them, in a folder beside it, or with a picture's ending.
struct FilePlaces {
    /// What found paths are relative to.
    let folder: URL
    /// "" and the folders inside, each with a slash at its end.
    private let prefixes: [String]
    /// What found the file before, tried first.
    private var latest: (prefix: String, suffix: String) = ("", "")

    private static let suffixes = ["", ".png", ".jpg", ".jpeg", ".JPEG", ".bmp", ".gif", ".webp"]
    private static let mostFolders = 64

    init(_ folder: URL) {
        self.folder = folder
        let names = (try? PictureFolder.names(in: folder.path)) ?? []
        prefixes =
            [""]
            + names.filter { FileFacts(folder.path + "/" + $0)?.isFolder == true }.prefix(Self.mostFolders)
            .map { $0 + "/" }
    }

    /// The path of a file that is there, relative to `folder` unless it begins with a slash.
    mutating func find(_ name: String) -> String? {
        let name = name.contains("\\") ? name.replacing("\\", with: "/") : name
        if exists(latest.prefix + name + latest.suffix), !name.hasPrefix("/") || latest.prefix.isEmpty {
            return latest.prefix + name + latest.suffix
        }
        let suffixes = PictureFolder.endings.contains(PictureFolder.ending(of: name)) ? [""] : Self.suffixes
        for prefix in name.hasPrefix("/") ? [""] : prefixes {
            for suffix in suffixes where exists(prefix + name + suffix) {
                latest = (prefix, suffix)
                return prefix + name + suffix
            }
        }
        return nil
    }

    /// A found path as the system wants it.
    func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : folder.path + "/" + path }

    private func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(absolute(path), &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }
}
