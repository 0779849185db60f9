import Analysis
import Datasets
import Foundation
import Inference
import Samples
import Synchronization
import Tensors
import TestSupport
import Testing

@Suite("Whole activations in files")
struct ActivationRowsTests {
    private let place = DigitsFeed.Place()
    private let store: ActivationStore

    init() throws {
        store = try ActivationPass.run(
            DigitsFeed.digits(every: 18), through: DigitsFeed.make(), at: place.location)
    }

    /// The files of kept activations, finished or not.
    private func files() throws -> [URL] {
        let root = place.location.root
        let folders = try FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)
        return try folders.flatMap {
            try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
        }.filter { $0.lastPathComponent.hasPrefix("activations-") }
    }

    private func values(_ rows: ActivationRows) throws -> Tensor {
        var result = Tensor(uninitialized: [rows.rowCount, rows.columnCount])
        try result.withMutablePointer { try rows.read(0..<rows.rowCount, into: $0) }
        return result
    }

    /// What a run of the pictures hands out, without any file.
    private func visited(_ operation: SampleOperation, _ samples: [Int]) throws -> Tensor {
        var all: [Float] = []
        try store.visitActivations(of: [operation], samples: samples) { _, values, first in
            #expect(first * operation.valueCount == all.count)
            all += values.values
        }
        return Tensor(shape: [samples.count, operation.valueCount], values: all)
    }

    @Test("one pass writes all operations that follow, each with the numbers of a pass of its own")
    func groups() throws {
        let samples = store.samples
        _ = try store.rows(of: store.operations[0], samples: samples)
        #expect(try files().count == store.operations.count)
        for operation in store.operations {
            let runs = Mutex(0)
            let rows = try store.rows(
                of: operation, samples: samples, progress: { _, _ in runs.withLock { $0 += 1 } })
            #expect(runs.withLock { $0 } == 0, "\(operation.name) is run again")
            #expect(Tolerance.close.mismatch(try values(rows), try visited(operation, samples)) == nil)
        }
    }

    @Test("whoever asks for one operation alone gets one file")
    func alone() throws {
        let rows = try store.rows(of: store.operations[6], samples: store.samples, isAlone: true)
        #expect(try files().count == 1)
        #expect(rows.columnCount == store.operations[6].valueCount && rows.rowCount == store.samples.count)
    }

    @Test("rows are in the order of the samples, wherever reading starts")
    func order() throws {
        let samples = Array(store.samples.reversed())
        let rows = try store.rows(of: store.operations[3], samples: samples, isAlone: true)
        let whole = try values(rows)
        var some = [Float](repeating: 0, count: 2 * rows.columnCount)
        try some.withUnsafeMutableBufferPointer {
            try rows.read(5..<7, into: try #require($0.baseAddress))
        }
        #expect(some == Array(whole.values[5 * rows.columnCount..<7 * rows.columnCount]))
        let single = try store.activations(of: store.operations[3], samples: [samples[5]])
        #expect(Tolerance.close.mismatch(Array(some.prefix(rows.columnCount)), single.values) == nil)
    }

    @Test("a pass that is given up leaves no file, and the next one writes all")
    func cancelling() throws {
        let questions = Mutex(0)
        #expect(throws: CancellationError.self) {
            _ = try store.rows(
                of: store.operations[0], samples: store.samples,
                isStale: {
                    questions.withLock { count in
                        count += 1
                        return count > 12
                    }
                })
        }
        #expect(questions.withLock { $0 } > 12)
        #expect(try files().isEmpty)
        let rows = try store.rows(of: store.operations[0], samples: store.samples)
        #expect(rows.rowCount == store.samples.count)
    }

    @Test("a file that was cut short is written again")
    func cutShort() throws {
        _ = try store.rows(of: store.operations[11], samples: store.samples, isAlone: true)
        let file = try #require(try files().first)
        let before = try Data(contentsOf: file)
        try before.prefix(before.count / 2).write(to: file)
        let rows = try store.rows(of: store.operations[11], samples: store.samples, isAlone: true)
        #expect(try values(rows).count == rows.rowCount * 10)
        #expect(try Data(contentsOf: file) == before)
    }

    @Test("other samples have another file")
    func otherSamples() throws {
        let some = Array(store.samples.prefix(70))
        _ = try store.rows(of: store.operations[11], samples: store.samples, isAlone: true)
        let rows = try store.rows(of: store.operations[11], samples: some, isAlone: true)
        #expect(rows.rowCount == 70)
        #expect(try files().count == 2)
    }
}
