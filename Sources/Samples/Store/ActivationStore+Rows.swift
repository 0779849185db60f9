import Analysis
import Datasets
import Foundation
import Tensors

/// Whole activations in a file, read some samples at a time.
public final class ActivationRows: RowSource {
    /// The number of samples.
    public let rowCount: Int
    /// The values a sample, as `[channels, height, width]` in a row.
    public let columnCount: Int
    private let file: FileHandle

    init(_ url: URL, rowCount: Int, columnCount: Int) throws {
        (self.rowCount, self.columnCount) = (rowCount, columnCount)
        file = try FileHandle(forReadingFrom: url)
    }

    /// Reads some of some samples' values.
    public func read(_ rows: Range<Int>, columns: Range<Int>, into target: UnsafeMutablePointer<Float>) throws
    {
        if columns.count == columnCount {
            return try read(rows.lowerBound * columnCount, count: rows.count * columnCount, into: target)
        }
        for (place, row) in rows.enumerated() {
            try read(
                row * columnCount + columns.lowerBound, count: columns.count,
                into: target + place * columns.count)
        }
    }

    /// Reads `count` numbers from the `first` of the file.
    private func read(_ first: Int, count: Int, into target: UnsafeMutablePointer<Float>) throws {
        let size = MemoryLayout<Float>.size
        var (offset, left) = (first * size, count * size)
        var place = UnsafeMutableRawPointer(target)
        while left > 0 {
            let count = pread(file.fileDescriptor, place, left, off_t(offset))
            guard count > 0 else {
                throw SampleAnalysisError("The activations that were kept in a file can no longer be read.")
            }
            (offset, left, place) = (offset + count, left - count, place + count)
        }
    }
}

extension ActivationStore {
    /// Whole activations are kept on the disk up to this many bytes together.
    static let largestKept = 4 << 30
    /// Several operations share a pass through the network up to this many bytes.
    static let largestGroup = 2 << 30

    /// Whole activations of an operation, as rows in the order of `samples`.
    ///
    /// Where they are not kept from before, one pass through the network writes them, and those of the operations that
    /// follow, as far as there is room: whoever goes through all operations needs few passes.
    ///
    /// - Parameters:
    ///   - samples: indices in the data set.
    ///   - isAlone: whether nobody is about to ask for the operations that follow.
    /// - Throws: `SampleAnalysisError` where they take too much room; `CancellationError`.
    public func rows(
        of operation: SampleOperation, samples: [Int], isAlone: Bool = false,
        isStale: @Sendable () -> Bool = { false }, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> ActivationRows {
        // Two lanes may ask for the same; the second then finds it kept.
        try activationLock.withLock { _ in
            if let kept = keptRows(of: operation, samples) { return kept }
            let group = try group(from: operation, samples, isAlone: isAlone)
            try write(group, samples, isStale: isStale, progress: progress)
            guard let kept = keptRows(of: operation, samples) else {
                throw SampleAnalysisError("The activations of \(operation.name) could not be kept in a file.")
            }
            return kept
        }
    }

    private func size(of operation: SampleOperation, _ count: Int) -> Int {
        count * operation.valueCount * MemoryLayout<Float>.size
    }

    private func file(of operation: SampleOperation, _ samples: [Int]) -> URL {
        var hash = ContentHash()
        samples.forEach { hash.add($0) }
        return files.folder.appending(path: "activations-\(operation.id)-\(hash.text.prefix(16))")
    }

    private func keptRows(of operation: SampleOperation, _ samples: [Int]) -> ActivationRows? {
        let url = file(of: operation, samples)
        guard let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize,
            size == self.size(of: operation, samples.count)
        else { return nil }
        // The one used longest ago goes first.
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: url.path)
        return try? ActivationRows(url, rowCount: samples.count, columnCount: operation.valueCount)
    }

    /// An operation and those after it that are not kept, as many as fit.
    private func group(
        from first: SampleOperation, _ samples: [Int], isAlone: Bool
    ) throws -> [SampleOperation] {
        let needed = size(of: first, samples.count)
        guard needed <= Self.largestKept else {
            throw SampleAnalysisError(
                "Whole activations of \(samples.count) samples in \(first.name) take "
                    + "\(Self.words(needed)) GB, more than \(Self.words(Self.largestKept)) GB: use a later layer, "
                    + "or fewer samples.")
        }
        var (group, total) = ([first], needed)
        for operation in operations where !isAlone && operation.id > first.id {
            let size = size(of: operation, samples.count)
            guard total + size <= Self.largestGroup, keptRows(of: operation, samples) == nil else { continue }
            group.append(operation)
            total += size
        }
        return group
    }

    private static func words(_ bytes: Int) -> String { String(format: "%.1f", Double(bytes) / 1e9) }

    private func write(
        _ group: [SampleOperation], _ samples: [Int], isStale: @Sendable () -> Bool,
        progress: (Int, Int) -> Void
    ) throws {
        makeRoom(for: group.reduce(0) { $0 + size(of: $1, samples.count) })
        var writers: [Int: (writer: RowWriter, partial: URL)] = [:]
        do {
            for operation in group {
                let partial = file(of: operation, samples).appendingPathExtension("part")
                try? FileManager.default.removeItem(at: partial)
                let rowLength = operation.valueCount * MemoryLayout<Float>.size
                writers[operation.id] = (try RowWriter(partial, rowLength: rowLength), partial)
            }
            try visitActivations(of: group, samples: samples, isStale: isStale, progress: progress) {
                operation, values, first in
                try values.withValues {
                    try writers[operation.id]?.writer.write(UnsafeRawBufferPointer($0), firstRow: first)
                }
            }
            for operation in group {
                guard let (writer, partial) = writers.removeValue(forKey: operation.id) else { continue }
                try writer.close()
                let url = file(of: operation, samples)
                try? FileManager.default.removeItem(at: url)
                try FileManager.default.moveItem(at: partial, to: url)
            }
        } catch {
            for (writer, partial) in writers.values {
                try? writer.close()
                try? FileManager.default.removeItem(at: partial)
            }
            throw error
        }
    }

    /// Removes kept activations, those used longest ago first, until there is room for as many bytes.
    private func makeRoom(for bytes: Int) {
        let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
        let kept =
            ((try? FileManager.default.contentsOfDirectory(
                at: files.folder, includingPropertiesForKeys: Array(keys))) ?? [])
            .filter { $0.lastPathComponent.hasPrefix("activations-") }
            .compactMap { url in
                (try? url.resourceValues(forKeys: keys)).map {
                    (url: url, size: $0.fileSize ?? 0, date: $0.contentModificationDate ?? .distantPast)
                }
            }.sorted { $0.date < $1.date }
        var total = kept.reduce(bytes) { $0 + $1.size }
        for file in kept where total > Self.largestKept {
            if (try? FileManager.default.removeItem(at: file.url)) != nil { total -= file.size }
        }
    }
}
