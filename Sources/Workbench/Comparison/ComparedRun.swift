import Analysis
import Datasets
import Inference

/// What is kept of a variant that was compared, so that looking at another layer does not run it again.
struct ComparedRun: Sendable {
    let picture: Picture
    /// The network's own, `[classes]`.
    let logits: [Float]
    /// The maps of all layers; nil where there is no room for them.
    var activations: Activations?
    /// How far each layer lies from that of another picture.
    var movements: (reference: Picture, values: [TensorMovement])?
}

extension [ComparedRun] {
    /// More bytes of maps than this are not kept, beside those of the original and the current variant.
    static let budget = 128 << 20

    /// What is known of a picture.
    subscript(picture: Picture) -> ComparedRun? { first { $0.picture == picture } }

    /// The same without the maps that there is no room for; the first ones stay.
    func trimmed(bytesPerRun: Int) -> [ComparedRun] {
        let room = Swift.max(Self.budget / Swift.max(bytesPerRun, 1), 1)
        return enumerated().map { index, run in
            var run = run
            if index >= room { run.activations = nil }
            return run
        }
    }
}
