import Foundation

/// Small text files, read with a limit.
enum TextFile {
    /// The most bytes a sidecar or a list of labels may have.
    static let mostBytes = 16 << 20

    static func content(of url: URL, file: String) throws(SidecarError) -> Data {
        var status = stat()
        guard stat(url.path, &status) == 0 else {
            throw .unreadable(file: file, reason: PictureFile.systemReason())
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(file: file, reason: "it is not a file")
        }
        guard status.st_size <= mostBytes else {
            throw .unreadable(file: file, reason: "it has more than \(mostBytes >> 20) MB")
        }
        do {
            return try Data(contentsOf: url)
        } catch {
            throw .unreadable(file: file, reason: "it may not be opened")
        }
    }

    /// The lines of a UTF-8 text without their ends and outer blanks; blank lines at the end do not count.
    static func lines(of url: URL, file: String) throws(SidecarError) -> [String] {
        guard let text = String(data: try content(of: url, file: file), encoding: .utf8) else {
            throw .unreadable(file: file, reason: "it is not UTF-8 text")
        }
        var blanks = CharacterSet.whitespaces
        blanks.insert(charactersIn: "\u{FEFF}")
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: blanks) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
