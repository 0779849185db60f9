import Inference

extension AnalysisReport {
    /// Writes what the pictures show as tables: `top.csv`, `layers.csv`, `maps.csv`, and `pool.csv` where one was run.
    func writeTables(to output: OutputFolder) throws {
        if !analysis.probabilities.isEmpty {
            try output.write(
                .top(analysis, original: reference?.probabilities, labels: network.labels))
        }
        try output.write(.layers(analysis, movement: reference.map { analysis.relativeDistances(from: $0) }))
        try output.write(.maps(analysis))
        if let pool { try output.write(.pool(pool, labels: network.labels)) }
    }
}
