import Foundation

extension DataTable {
    /// What networks say of the picture: a row for each class of each network, its most probable first.
    static func models(
        _ models: ModelsState, beside analysis: NetworkAnalysis?, original: NetworkAnalysis?,
        _ network: LoadedNetwork
    ) -> DataTable {
        var rows: [[String]] = []
        func add(_ network: LoadedNetwork, _ probabilities: [Float], unmasked: [Float]?) {
            let order = probabilities.indices.sorted {
                (probabilities[$0], $1) > (probabilities[$1], $0)
            }
            for (rank, index) in order.enumerated() {
                rows.append([
                    network.url.lastPathComponent, "\(rank + 1)", "\(index)", network.labels.name(of: index),
                    "\(probabilities[index])", unmasked.map { "\($0[index])" } ?? "",
                ])
            }
        }
        if let analysis {
            let isMasked = analysis.fed != original?.fed
            add(network, analysis.probabilities, unmasked: isMasked ? original?.probabilities : nil)
        }
        for other in models.others {
            if let run = other.run { add(other.network, run.probabilities, unmasked: run.unmasked) }
        }
        return DataTable(
            "models", columns: ["model", "rank", "index", "label", "probability", "withoutMask"], rows: rows)
    }
}
