import CKernels
import Tensors

/// ONNX "GlobalMaxPool": the largest element of every map.
public struct GlobalMaxPool: Operator {
    /// A global pool.
    public init() {}

    /// The ONNX name.
    public var name: String { "GlobalMaxPool" }
    /// Channels last.
    public var memoryOrder: MemoryOrder { .channelsLast }

    /// The largest element of every map, of shape `[batch, 1, 1, channels]`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let given = try inputs.floats(at: 0, of: name)
        let input = try given.asMaps()
        let maps = ck_maps(channelsLast: input.shape)
        let pixels = maps.height * maps.width
        guard pixels > 0 else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "maps with at least one pixel", actual: input.shape)
        }
        var output = Tensor(uninitialized: [maps.count, 1, 1, maps.channels])
        input.withPointer { input in
            output.withMutablePointer { output in
                let (source, target) = (SharedReadPointer(input), SharedPointer(output))
                workers.forEach(maps.count) { picture in
                    ck_global_maximum(
                        source.address + picture * pixels * maps.channels, pixels, maps.channels,
                        target.address + picture * maps.channels)
                }
            }
        }
        guard given.shape.count != 4 else { return [.float(output)] }
        return [.float(output.reshaped(Array(given.shape[..<2]) + given.shape[2...].map { _ in 1 }))]
    }
}
