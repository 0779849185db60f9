import Foundation
import Inference
import Synchronization
import Tensors

/// An open file of which parts are read wherever they are wanted, by several threads at once.
///
/// Reading it is, and not mapping: a mapped file that somebody shortens takes the program down.
final class RandomAccessFile: Sendable {
    /// How many bytes it had when it was opened.
    let byteCount: Int
    private let descriptor: Int32

    /// The file at `url`; nil where it may not be opened.
    init?(_ url: URL) {
        descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let end = lseek(descriptor, 0, SEEK_END)
        guard end >= 0 else {
            close(descriptor)
            return nil
        }
        byteCount = end
    }

    deinit { close(descriptor) }

    /// Fills `target` with the bytes from `offset` on; false where the file ends before, or cannot be read.
    func read(from offset: Int, into target: UnsafeMutableRawBufferPointer) -> Bool {
        guard var address = target.baseAddress else { return true }
        var (place, rest) = (offset, target.count)
        while rest > 0 {
            let count = pread(descriptor, address, rest, place)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            address += count
            place += count
            rest -= count
        }
        return true
    }

    /// The bytes in `range`; nil where the file ends before.
    func bytes(in range: Range<Int>) -> Data? {
        var result = Data(count: range.count)
        return result.withUnsafeMutableBytes { read(from: range.lowerBound, into: $0) } ? result : nil
    }
}

/// Bytes of a file that have not been read yet.
struct FilePart: Sendable {
    let file: RandomAccessFile
    let range: Range<Int>

    /// Fills `target`, which is as long as the part; false where the file has become shorter.
    func read(into target: UnsafeMutableRawBufferPointer, on workers: Workers) -> Bool {
        precondition(target.count == range.count, "\(range.count) bytes do not fill \(target.count)")
        // Every worker writes to a range of its own, and all have returned before the memory is used.
        nonisolated(unsafe) let target = target
        let isWhole = Atomic(true)
        workers.forEachRange(of: range.count, smallest: 1 << 20) { piece in
            let memory = UnsafeMutableRawBufferPointer(rebasing: target[piece])
            if !file.read(from: range.lowerBound + piece.lowerBound, into: memory) {
                isWhole.store(false, ordering: .relaxed)
            }
        }
        return isWhole.load(ordering: .relaxed)
    }
}
