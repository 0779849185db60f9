import Analysis
import Foundation
import Inference
import Synchronization

/// The files of a store: rows of one length each, a row a sample, read by mapping them into memory, so that a store may
/// be larger than the memory is.
final class StoreFiles: Sendable {
    /// A stage on one side of its non-linearity.
    struct Side: Sendable, Hashable {
        let layer: Int
        let side: LayerSide
    }

    let folder: URL
    /// Every stage with the sides that it has.
    let sides: [Side]
    private let mapped = Mutex<[String: Data]>([:])

    init(_ folder: URL, layers: [SampleLayer]) {
        self.folder = folder
        sides = layers.flatMap { layer in
            (layer.hasActivation ? LayerSide.allCases : [.after]).map { Side(layer: layer.id, side: $0) }
        }
    }

    /// The side that holds a layer's values; layers without a non-linearity have one only.
    func index(layer: Int, side: LayerSide) -> Int {
        sides.firstIndex(of: Side(layer: layer, side: side))
            ?? sides.firstIndex(of: Side(layer: layer, side: .after)) ?? 0
    }

    func summaryName(_ index: Int) -> String { "summaries-\(index)" }
    static let logitsName = "logits"
    static let thumbnailName = "thumbnails"

    /// The bytes of a file, mapped.
    func data(_ name: String) throws -> Data {
        if let data = mapped.withLock({ $0[name] }) { return data }
        let data = try Data(contentsOf: folder.appending(path: name), options: .alwaysMapped)
        mapped.withLock { $0[name] = data }
        return data
    }

    /// Whether all files have that many rows: one that was cut short is not to be trusted.
    func holds(_ count: Int, layers: [SampleLayer], feed: SampleFeed) -> Bool {
        let float = MemoryLayout<Float>.size
        let thumbnail = ActivationStore.thumbnailSize(feed.preprocessing)
        var lengths = [
            Self.thumbnailName: thumbnail.x * thumbnail.y * 3,
            Self.logitsName: feed.plan.classCount * float,
        ]
        for (index, side) in sides.enumerated() {
            lengths[summaryName(index)] = SummaryKind.allCases.count * layers[side.layer].channelCount * float
        }
        return lengths.allSatisfy { name, length in
            let path = folder.appending(path: name).path
            let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
            return length == 0 || (size ?? 0) >= count * length
        }
    }
}

/// Writes rows at their places.
final class RowWriter {
    private let handle: FileHandle
    private let rowLength: Int

    /// - Parameter rowLength: in bytes.
    init(_ url: URL, rowLength: Int) throws {
        if !FileManager.default.fileExists(atPath: url.path) {
            try Data().write(to: url)
        }
        handle = try FileHandle(forUpdating: url)
        self.rowLength = rowLength
    }

    func write(_ bytes: UnsafeRawBufferPointer, firstRow: Int) throws {
        try handle.seek(toOffset: UInt64(firstRow) * UInt64(rowLength))
        try handle.write(contentsOf: Data(bytes))
    }

    func close() throws { try handle.close() }
}
