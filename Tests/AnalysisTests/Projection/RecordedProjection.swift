import TestSupport

/// What scikit-learn, scipy, numpy and umap-learn made of `DigitRows`: see `Tools/record_projection.py`.
struct RecordedProjection: Decodable {
    struct Principal: Decodable {
        let scores: RecordedFloats
        let components: RecordedFloats
        let shares: [Double]
    }
    struct Classical: Decodable {
        let samples: Int
        let points: RecordedFloats
    }
    struct Scaling: Decodable { let stress: Double }
    struct Trust: Decodable {
        let neighbors: Int
        let value: Double
    }
    struct Superposition: Decodable {
        let turn: [Double]
        let disparity: Double
    }
    struct Manifold: Decodable {
        struct Curve: Decodable {
            let minimumDistance: Double
            let spread: Double
            let ab: [Double]
        }
        let starts: [Int32]
        let others: [Int32]
        let weights: RecordedFloats
        let curves: [Curve]
        /// The first of several maps.
        let points: RecordedFloats
        /// One a map.
        let crossEntropies: [Double]
        let trustworthiness: [Double]
    }

    let principal: Principal
    let classical: Classical
    let smacof: Scaling
    let trustworthiness: [Trust]
    let procrustes: Superposition
    let umap: Manifold

    static func read() throws -> RecordedProjection {
        try JSONRecording.read("analysis/projection.json", as: RecordedProjection.self)
    }
}
