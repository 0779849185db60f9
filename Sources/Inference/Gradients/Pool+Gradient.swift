import CKernels
import Tensors

extension MaxPool: DifferentiableOperator {
    /// To the largest element under each window; of equal ones to the first, row by row.
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let input = try step.input(0)
        return [
            try PooledMaps(window, of: input.shape).scatter(step.gradient(), on: step.workers) {
                map, window in
                input.withPointer { input in
                    let map = input + map
                    var largest: Int?
                    window.forEachPlace { place in
                        // What is no number wins, as it does in the run.
                        if let best = largest, !(map[place] > map[best] || map[place].isNaN) { return }
                        largest = place
                    }
                    if let largest { window.add(1, to: largest) }
                }
            }
        ]
    }
}

extension AveragePool: DifferentiableOperator {
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let maps = try PooledMaps(window, of: step.shape())
        return [
            try maps.scatter(step.gradient(), on: step.workers) { _, window in
                let count = countsPadding ? window.paddedCount : window.count
                window.forEachPlace { window.add(1 / Float(count), to: $0) }
            }
        ]
    }
}

/// Maps `[batch, channels, height, width]` under a sliding window, on the way back.
struct PooledMaps: Sendable {
    private let shape: [Int]
    private let geometry: WindowGeometry

    init(_ window: Window, of shape: [Int]) throws {
        self.shape = shape
        geometry = try WindowGeometry(window, kernel: window.kernel, height: shape[2], width: shape[3])
    }

    /// One window over one map.
    struct Place {
        fileprivate let geometry: WindowGeometry
        fileprivate let height: Int, width: Int, row: Int, column: Int
        fileprivate let gradient: Float
        fileprivate let target: UnsafeMutablePointer<Float>

        private var rows: [Int] { geometry.vertical.places(at: row, inside: height) }
        private var columns: [Int] { geometry.horizontal.places(at: column, inside: width) }

        /// Pixels under the window.
        var count: Int { rows.count * columns.count }

        /// The same with the padding.
        var paddedCount: Int {
            geometry.vertical.taps(at: row, before: height + geometry.bottom)
                * geometry.horizontal.taps(at: column, before: width + geometry.right)
        }

        /// Calls `body` with every pixel under the window, row by row.
        func forEachPlace(_ body: (Int) -> Void) {
            let columns = columns
            for row in rows { for column in columns { body(row * width + column) } }
        }

        /// Hands a share of the window's gradient to a pixel.
        func add(_ share: Float, to place: Int) { target[place] += share * gradient }
    }

    /// The gradient of the maps.
    ///
    /// - Parameter share: deals out the gradient of one window; its first argument is where the map starts.
    func scatter(
        _ gradient: Tensor, on workers: Workers, _ share: @Sendable (Int, Place) -> Void
    ) throws -> Tensor {
        var result = Tensor(shape: shape)
        let (size, outputs) = (shape[2] * shape[3], geometry.outputHeight * geometry.outputWidth)
        gradient.withPointer { gradient in
            result.withMutablePointer { result in
                let (gradient, result) = (SharedReadPointer(gradient), SharedPointer(result))
                workers.forEachRange(of: shape[0] * shape[1]) { maps in
                    for map in maps {
                        for output in 0..<outputs where gradient.address[map * outputs + output] != 0 {
                            share(
                                map * size,
                                Place(
                                    geometry: geometry, height: shape[2], width: shape[3],
                                    row: output / geometry.outputWidth, column: output % geometry.outputWidth,
                                    gradient: gradient.address[map * outputs + output],
                                    target: result.address + map * size))
                        }
                    }
                }
            }
        }
        return result
    }
}

extension ck_axis {
    /// The pixels inside the map that the taps of a window fall on.
    fileprivate func places(at output: Int, inside extent: Int) -> [Int] {
        (0..<kernel).map { output * stride - padding + $0 * dilation }.filter { (0..<extent).contains($0) }
    }

    /// How many taps of a window lie before the end of the padding.
    fileprivate func taps(at output: Int, before end: Int) -> Int {
        (0..<kernel).count { output * stride - padding + $0 * dilation < end }
    }
}
