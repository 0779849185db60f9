import Foundation

/// What is known about a file without decoding it.
struct FileFacts {
    /// Bytes.
    let size: Int
    /// When its content was last changed, nanoseconds since 1970.
    let modified: Int
    let isFolder: Bool
    /// Whether it is a file, no folder, pipe or device.
    let isFile: Bool
    /// Its first bytes, as many as a picture's signature needs.
    let firstBytes: [UInt8]

    /// Looks at a file or folder, links followed; nil with `errno` set where it may not be read.
    init?(_ path: String) {
        // Opening a pipe must not wait for somebody who writes.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        size = Int(status.st_size)
        modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        isFile = status.st_mode & S_IFMT == S_IFREG
        guard isFile else {
            firstBytes = []
            return
        }
        var bytes = [UInt8](repeating: 0, count: PictureFormat.signatureLength)
        let count = read(descriptor, &bytes, bytes.count)
        firstBytes = Array(bytes.prefix(max(0, count)))
    }

    /// Whether it begins like a picture that can be read.
    var isPicture: Bool { PictureFormat(firstBytes: firstBytes) != nil }
}
