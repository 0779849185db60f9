import Analysis
import Datasets
import Inference
import Tensors

/// The open files of a pass.
final class PassWriters {
    private let summaries: [RowWriter]
    private let logits: RowWriter?
    private let thumbnails: RowWriter
    private let thumbnailSize: SIMD2<Int>

    init(_ files: StoreFiles, layers: [SampleLayer], feed: SampleFeed) throws {
        summaries = try files.sides.enumerated().map { index, side in
            let length = SummaryKind.allCases.count * layers[side.layer].channelCount
            return try RowWriter(
                files.folder.appending(path: files.summaryName(index)),
                rowLength: length * MemoryLayout<Float>.size)
        }
        let classCount = feed.plan.classCount
        logits =
            classCount > 0
            ? try RowWriter(
                files.folder.appending(path: StoreFiles.logitsName),
                rowLength: classCount * MemoryLayout<Float>.size) : nil
        thumbnailSize = ActivationStore.thumbnailSize(feed.preprocessing)
        thumbnails = try RowWriter(
            files.folder.appending(path: StoreFiles.thumbnailName),
            rowLength: thumbnailSize.x * thumbnailSize.y * 3)
    }

    func writeSummaries(_ rows: Tensor, side: Int, firstRow: Int) throws {
        try rows.withValues { try summaries[side].write(UnsafeRawBufferPointer($0), firstRow: firstRow) }
    }

    func writeLogits(_ values: StageValues, firstRow: Int) throws {
        try values.tensor.withValues { try logits?.write(UnsafeRawBufferPointer($0), firstRow: firstRow) }
    }

    func writeThumbnails(_ pictures: [Picture], firstRow: Int) throws {
        let bytes = pictures.flatMap { picture in
            picture.width == thumbnailSize.x && picture.height == thumbnailSize.y
                ? picture.pixels
                : picture.resized(toWidth: thumbnailSize.x, height: thumbnailSize.y).pixels
        }
        try bytes.withUnsafeBytes { try thumbnails.write($0, firstRow: firstRow) }
    }

    func close() throws {
        for writer in summaries { try writer.close() }
        try logits?.close()
        try thumbnails.close()
    }
}
