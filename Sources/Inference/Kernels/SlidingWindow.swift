import CKernels
import Tensors

/// What a kernel needs to compute some rows of a pool's output.
struct PoolingPiece {
    let input: UnsafePointer<Float>
    let maps: ck_maps
    let geometry: WindowGeometry
    /// Output rows, counted through the batch.
    let rows: Range<Int>
    let output: UnsafeMutablePointer<Float>
}

/// Slides a window over `[batch, height, width, channels]`, output rows shared among the workers.
///
/// - Throws: `InferenceError` where the window does not fit.
func slide(
    _ window: Window, over input: Tensor, on workers: Workers, _ body: @Sendable (PoolingPiece) -> Void
) throws -> Tensor {
    let maps = ck_maps(channelsLast: input.shape)
    let geometry = try WindowGeometry(
        window, kernel: window.kernel, height: maps.height, width: maps.width)
    var output = Tensor(
        uninitialized: [maps.count, geometry.outputHeight, geometry.outputWidth, maps.channels])
    input.withPointer { input in
        output.withMutablePointer { output in
            let (source, target) = (SharedReadPointer(input), SharedPointer(output))
            workers.forEachRange(of: maps.count * geometry.outputHeight) { rows in
                body(
                    PoolingPiece(
                        input: source.address, maps: maps, geometry: geometry, rows: rows,
                        output: target.address))
            }
        }
    }
    return output
}

extension ck_maps {
    /// The maps of a tensor of shape `[batch, height, width, channels]`.
    init(channelsLast shape: [Int]) {
        self.init(count: shape[0], height: shape[1], width: shape[2], channels: shape[3])
    }

    /// All pixels of the batch.
    var pixelCount: Int { count * height * width }
}
