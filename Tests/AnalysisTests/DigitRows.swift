import Tensors
import TestSupport

/// Four hundred handwritten digits, 64 numbers each, which several analyses are recorded on.
struct DigitRows {
    /// `[400, 64]`, whole numbers from 0 to 16.
    let rows: Tensor
    /// The digit that each row is.
    let labels: [Int]

    private struct Recorded: Decodable {
        let shape: [Int]
        let values: RecordedBytes
        let labels: RecordedBytes
    }

    init() throws {
        let recorded = try JSONRecording.read("analysis/digits400.json", as: Recorded.self)
        rows = Tensor(shape: recorded.shape, values: recorded.values.values.map(Float.init))
        labels = recorded.labels.values.map(Int.init)
    }
}
