import Datasets

extension AnalysisReport {
    /// The masked picture against the original, or against the other masks that were asked for; nil where the two are
    /// the same.
    public var comparison: ComparisonReport? {
        reference.map {
            ComparisonReport(
                reference: $0, compared: analysis, network: network, isOriginal: request.against == nil)
        }
    }
}

extension PictureRequest {
    /// What the masked picture is compared with: the unmasked one, or that under the other masks.
    func reference(of unmasked: Picture, for network: LoadedNetwork) throws -> Picture {
        guard let against else { return unmasked }
        let whole = try PictureFile.read(picture)
        let frame = network.preprocessing.frame(ofWidth: whole.width, height: whole.height)
        return Variant(id: 2, name: "Against", parts: try against.parts(in: frame)).applied(to: unmasked)
    }
}
