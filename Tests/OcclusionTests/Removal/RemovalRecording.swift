import Datasets
import Occlusion
import Tensors
import TestSupport

/// What numpy computed: `Tools/record_removal.py`.
struct RemovalRecording: Decodable {
    struct Maps: Decodable {
        let width: Int
        let height: Int
        let rectangles: [[Int]]
        let original: RecordedFloats
        let logits: RecordedFloats
        let maps: [RecordedFloats]

        func pool() throws -> Pool {
            try Pool(
                originalLogits: original.values,
                rectangles: rectangles.map {
                    PixelRectangle(x: $0[0], y: $0[1], width: $0[2], height: $0[3])
                },
                logits: Tensor(
                    shape: [rectangles.count, original.values.count], values: logits.values),
                width: width, height: height, settings: PoolSettings())
        }
    }
    struct Curves: Decodable {
        struct Case: Decodable {
            let label: Int
            let steps: Int
            let shares: RecordedFloats
            let deletion: RecordedFloats
            let insertion: RecordedFloats
            let deletionArea: Float
            let insertionArea: Float
        }
        let width: Int
        let height: Int
        let picture: RecordedBytes
        let fill: [UInt8]
        let weights: RecordedFloats
        let importance: RecordedFloats
        let order: [Int32]
        let cases: [Case]

        var fed: Picture { Picture(width: width, height: height, pixels: picture.values) }
        var fillColor: Fill { .color(red: fill[0], green: fill[1], blue: fill[2]) }
        var map: Tensor { Tensor(shape: [height, width], values: importance.values) }
        var preprocessing: Preprocessing { Preprocessing(width: width, height: height, values: .unit) }

        /// A network of one dense layer.
        func logits(_ batch: Tensor) -> Tensor {
            let length = width * height * 3
            let (values, weights) = (batch.values, weights.values)
            let classCount = weights.count / length
            let rows = (0..<batch.shape[0]).flatMap { row in
                (0..<classCount).map { label in
                    (0..<length).reduce(Float(0)) {
                        $0 + weights[label * length + $1] * values[row * length + $1]
                    }
                }
            }
            return Tensor(shape: [batch.shape[0], classCount], values: rows)
        }
    }

    let maps: Maps
    let curves: Curves

    static func read() throws -> RemovalRecording {
        try JSONRecording.read("analysis/removal.json", as: RemovalRecording.self)
    }
}
