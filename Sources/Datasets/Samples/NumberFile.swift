import CZlib
import Foundation

/// The bytes of a file of numbers, read from the disk when they are asked for; a gzipped one is kept unpacked.
///
/// Reading, and no mapping into memory: a file that becomes shorter while it is open is an error, not a crash.
final class NumberFile: Sendable {
    /// For sentences.
    let name: String
    /// How many bytes there are, unpacked. Of a gzipped file as many as were asked for, or fewer.
    let count: Int
    /// When it was last changed, nanoseconds since 1970.
    private let modified: Int
    private let descriptor: Int32
    private let unpacked: [UInt8]

    /// The most bytes that are unpacked into memory.
    static let mostUnpacked = 2 << 30

    /// The most bytes of a file that are hashed.
    static let mostHashed = 128 << 20

    /// Opens a file.
    ///
    /// - Parameter extent: how many bytes the whole has, by its first bytes: 256, or fewer of a shorter file. Asked
    ///   of gzipped files, of which only so many are unpacked.
    /// - Throws: `SampleError.unreadable`, `.broken`.
    init(_ url: URL, extent: (_ start: [UInt8]) throws -> Int) throws {
        name = url.lastPathComponent
        guard let facts = FileFacts(url.path) else {
            throw SampleError.unreadable(name: name, reason: PictureFile.systemReason())
        }
        guard facts.isFile else { throw SampleError.unreadable(name: name, reason: "it is not a file") }
        modified = facts.modified
        if facts.firstBytes.starts(with: [0x1F, 0x8B]) {
            descriptor = -1
            unpacked = try Self.unpack(url, extent: extent)
            count = unpacked.count
        } else {
            unpacked = []
            count = facts.size
            descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw SampleError.unreadable(name: name, reason: PictureFile.systemReason())
            }
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Calls `body` with some of the bytes.
    ///
    /// - Throws: `SampleError.broken` where the file ends before.
    func withBytes<Result>(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        guard range.upperBound <= count else { throw brokenOff }
        if descriptor < 0 {
            return try unpacked.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
        }
        return try withUnsafeTemporaryAllocation(byteCount: range.count, alignment: 16) { buffer in
            var filled = 0
            while filled < range.count {
                let read = pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, range.count - filled,
                    range.lowerBound + filled)
                guard read > 0 else { throw brokenOff }
                filled += read
            }
            return try body(UnsafeRawBufferPointer(buffer))
        }
    }

    /// The first bytes, at most `most`.
    func start(_ most: Int) throws -> [UInt8] { try withBytes(0..<min(most, count)) { Array($0) } }

    /// Takes the content into a hash; of very large files the size, the time and the beginning.
    func add(to hash: inout ContentHash, opening: OpeningProgress) throws {
        let portion = 4 << 20
        let isLarge = descriptor >= 0 && count > Self.mostHashed
        if isLarge { [count, modified].forEach { hash.add($0) } }
        for start in stride(from: 0, to: isLarge ? portion : count, by: portion) {
            try opening.check()
            try withBytes(start..<min(count, start + portion)) { hash.add($0) }
        }
    }

    private var brokenOff: SampleError { .broken(name: name, reason: "it breaks off in the middle") }

    private static func unpack(_ url: URL, extent: (_ start: [UInt8]) throws -> Int) throws -> [UInt8] {
        let name = url.lastPathComponent
        guard let file = gzopen(url.path, "rb") else {
            throw SampleError.unreadable(name: name, reason: PictureFile.systemReason())
        }
        defer { gzclose(file) }
        gzbuffer(file, 1 << 17)
        let start = try read(file, 256, name: name)
        let whole = try extent(start)
        guard whole <= mostUnpacked else {
            throw SampleError.unreadable(
                name: name, reason: "it has more than \(mostUnpacked >> 30) GB; unpack it with gunzip")
        }
        guard whole > start.count else { return start }
        var bytes = start
        // The header may lie: no more is taken at once than most files have.
        bytes.reserveCapacity(min(whole, 256 << 20))
        while bytes.count < whole {
            let portion = try read(file, min(whole - bytes.count, 1 << 24), name: name)
            if portion.isEmpty { break }
            bytes += portion
        }
        // The check sum at the end is compared when the end is reached.
        _ = try read(file, 1, name: name)
        return bytes
    }

    private static func read(_ file: gzFile, _ count: Int, name: String) throws -> [UInt8] {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, Int(gzread(file, buffer.baseAddress, UInt32(count))))
        }
        var code: Int32 = 0
        _ = gzerror(file, &code)
        guard code == Z_OK || code == Z_STREAM_END else {
            throw SampleError.broken(name: name, reason: "it cannot be unpacked; copy or load it again")
        }
        return bytes
    }
}
