import Foundation
import Samples
import Tensors
import TestSupport
import Testing

@testable import Workbench

@Suite struct RowsEmbeddingTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "rows-\(UUID().uuidString)")

    @Test(arguments: EmbeddingMethod.allCases) func `rows of a file become points of a file`(
        method: EmbeddingMethod
    ) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "rows.npy")
        try NPY.encoded(.random([30, 5])).write(to: file)
        var settings = RowsEmbedding.Settings()
        (settings.method, settings.perplexity, settings.neighborCount) = (method, 5, 6)
        let embedding = try RowsEmbedding(file: file, settings: settings)
        let out = folder.appending(path: "deeper/points.npy")
        try embedding.write(to: out)
        #expect(try NPY.decoded(Data(contentsOf: out)) == .float(embedding.points))
        #expect(embedding.points.shape == [30, 2])
        let summary = embedding.summary
        #expect((summary.method, summary.rows, summary.columns) == (method.rawValue, 30, 5))
        #expect((summary.divergence != nil) == (method == .tsne))
        #expect((summary.stress != nil) == (method == .mds))
        #expect(summary.perplexity == (method == .tsne ? 5 : nil))
    }

    @Test func `a file of something else is refused in a sentence`() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "flat.npy")
        try NPY.encoded(.random([30])).write(to: file)
        let error = #expect(throws: TensorFileError.self) {
            try RowsEmbedding(file: file, settings: RowsEmbedding.Settings())
        }
        #expect(error?.description.hasPrefix("flat.npy cannot be fed: rows of floating-point") == true)
    }
}
