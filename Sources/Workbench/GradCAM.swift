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

    /// The map at another size, bilinearly: pixel centres at halves, beyond the outermost ones as there.
    public func scaled(toWidth width: Int, height: Int) -> Tensor {
        let rows = BilinearAxis.taps(from: map.shape[0], to: height)
        let columns = BilinearAxis.taps(from: map.shape[1], to: width)
        let stride = map.shape[1]
        return map.withValues { map in
            let values = rows.flatMap { row in
                columns.map { column in
                    let upper = column.mix(
                        map[row.low * stride + column.low], map[row.low * stride + column.high])
                    let lower = column.mix(
                        map[row.high * stride + column.low], map[row.high * stride + column.high])
                    return row.mix(upper, lower)
                }
            }
            return Tensor(shape: [height, width], values: values)
        }
    }
}

/// Between which two pixels of an axis a pixel of another size lies.
private struct BilinearAxis {
    let low: Int, high: Int
    /// The second one's share.
    let share: Float

    static func taps(from extent: Int, to count: Int) -> [BilinearAxis] {
        (0..<count).map { index in
            let place = (Float(index) + 0.5) * Float(extent) / Float(count) - 0.5
            let clamped = min(max(place, 0), Float(extent - 1))
            let low = Int(clamped)
            return BilinearAxis(low: low, high: min(low + 1, extent - 1), share: clamped - Float(low))
        }
    }

    func mix(_ first: Float, _ second: Float) -> Float { first + (second - first) * share }
}

extension LoadedNetwork {
    /// The layer that Grad-CAM looks at where nobody says which: the last one with maps; nil where there is none.
    public var gradCAMLayer: Layer? { plan.lastMaps.flatMap { last in layers.first { $0.id == last.id } } }

    /// Where the maps of a layer speak for a class.
    ///
    /// - Parameters:
    ///   - classIndex: one of the network's classes.
    ///   - layer: one of the network's; nil: `gradCAMLayer`.
    ///   - activations: a run of this network.
    ///   - isStale: asked between nodes; true gives the work up.
    /// - Throws: `InferenceError.noGradient` where the way back is not known, `.stale`; `AnalysisError.notFinite`.
    public func gradCAM(
        of classIndex: Int, layer: Layer? = nil, in activations: Activations,
        isStale: @Sendable () -> Bool = { false }
    ) throws -> GradCAM {
        guard let layer = layer ?? gradCAMLayer else { throw InferenceError.leadsNowhere(layer: "of maps") }
        precondition((0..<plan.classCount).contains(classIndex), "no class \(classIndex)")
        var seeds = Tensor(shape: [plan.classCount])
        seeds[classIndex] = 1
        let gradient = try activations.gradient(of: seeds, at: layer, on: runner.workers, isStale: isStale)
        guard gradient.withValues({ $0.allSatisfy(\.isFinite) }) else { throw AnalysisError.notFinite }
        return GradCAM(
            layer: layer, classIndex: classIndex, maps: activations.maps(of: layer), gradient: gradient)
    }
}
