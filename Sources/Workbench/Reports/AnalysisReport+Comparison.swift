extension AnalysisReport {
    /// The masked picture against the original; nil where nothing is hidden.
    var comparison: ComparisonReport? {
        original.map { ComparisonReport(original: $0, masked: analysis, network: network) }
    }
}
