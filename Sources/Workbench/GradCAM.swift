import Datasets
import Inference
import Tensors

/// Where the maps of a layer speak for a class: Grad-CAM.
///
/// A map's weight is the mean over its pixels of the derivative of the class's logit; the weighted maps are added up,
/// and what speaks against the class is set to 0. Source: Selvaraju et al. 2017, "Grad-CAM: Visual explanations from
/// deep networks via gradient-based localization", equations 1 and 2.
public struct GradCAM: Sendable {
    /// Whose maps are weighted.
    public let layer: Layer
    /// The class that they speak for.
    public let classIndex: Int
    /// One number a map, `[maps]`: the spatial mean of the derivative of the class's logit.
    public let weights: [Float]
    /// The sum of the weighted maps where it is above 0, else 0, `[height, width]` of the layer.
    public let map: Tensor

    /// - Parameters:
    ///   - maps: what the layer shows, `[maps, height, width]`.
    ///   - gradient: of the same shape.
    init(layer: Layer, classIndex: Int, maps: Tensor, gradient: Tensor) {
        self.layer = layer
        self.classIndex = classIndex
        let pixels = layer.height * layer.width
        weights = gradient.withValues { gradient in
            (0..<layer.mapCount).map { map in
                let sum = gradient[map * pixels..<(map + 1) * pixels].reduce(0.0) { $0 + Double($1) }
                return Float(sum / Double(max(1, pixels)))
            }
        }
        let row = Tensor(shape: [1, layer.mapCount], values: weights)
        let sums = MatrixProduct.multiply(row, maps.reshaped([layer.mapCount, pixels]))
        map = Tensor(shape: [layer.height, layer.width], values: sums.values.map { max($0, 0) })
    }

    /// The map at another size; see `Tensor.resizedBilinearly`.
    public func scaled(toWidth width: Int, height: Int) -> Tensor {
        map.resizedBilinearly(toWidth: width, height: height)
    }
}

extension LoadedNetwork {
    /// The layer that Grad-CAM looks at where nobody says which: the last one with maps; nil where there is none.
    public var gradCAMLayer: Layer? { plan.lastMaps.flatMap { last in layers.first { $0.id == last.id } } }

    /// Where the maps of a layer speak for a class.
    ///
    /// - Parameters:
    ///   - classIndex: one of the shown classes: a group's logit is the logarithm of the sum of its exponentials.
    ///   - layer: one of the network's; nil: `gradCAMLayer`.
    ///   - activations: a run of this network.
    ///   - isStale: asked between nodes; true gives the work up.
    /// - Throws: `InferenceError.noGradient` where the way back is not known, `.stale`; `AnalysisError.notFinite`,
    ///   `.noClasses`.
    public func gradCAM(
        of classIndex: Int, layer: Layer? = nil, in activations: Activations,
        isStale: @Sendable () -> Bool = { false }
    ) throws -> GradCAM {
        try requireClasses()
        guard let layer = layer ?? gradCAMLayer else { throw InferenceError.leadsNowhere(layer: "of maps") }
        precondition(merging.members.indices.contains(classIndex), "no class \(classIndex)")
        let seeds = merging.seeds(of: classIndex, logits: activations.logits.values)
        let gradient = try activations.gradient(of: seeds, at: layer, on: runner.workers, isStale: isStale)
        guard gradient.withValues({ $0.allSatisfy(\.isFinite) }) else { throw AnalysisError.notFinite }
        return GradCAM(
            layer: layer, classIndex: classIndex, maps: activations.maps(of: layer), gradient: gradient)
    }
}
