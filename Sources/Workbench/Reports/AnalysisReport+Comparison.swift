import Datasets
import Occlusion

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
    /// What the masked picture is compared with: the unmasked one, or that under the other masks, which come too.
    func reference(
        of unmasked: Picture, for network: LoadedNetwork
    ) throws -> (picture: Picture, parts: [MaskPart]) {
        guard let against else { return (unmasked, []) }
        let whole = try PictureFile.read(picture)
        let frame = network.preprocessing.frame(ofWidth: whole.width, height: whole.height)
        let parts = try against.parts(in: frame)
        return (Variant(id: 2, name: "Against", parts: parts).applied(to: unmasked), parts)
    }
}
