import Foundation
import Inference
import Rendering
import Workbench

/// The kernels that make the open map, as pictures and in numbers.
struct MapWeights: Sendable {
    /// The kernels by input map, row by row, as the file has them.
    let kernels: [[Float]]
    /// Rows and columns of a kernel.
    let rows: Int, columns: Int
    /// The least, largest and mean weight, and the root of the sum of their squares.
    let least: Float, largest: Float, mean: Float, norm: Float
    /// The kernels in a few long rows, and in more and shorter ones, the strongest colours at the weight of largest
    /// magnitude.
    let images: [DisplayImage]

    private var map: MapPlace?
    private var isDark = false
    /// What runs the network that they are of.
    private var runner: Runner?

    /// More kernels than can be told apart; of the others only the numbers count.
    static let mostKernels = 96

    /// The weights of some kernels of one size; nil where there are none.
    init?(kernels: [[Float]], rows: Int, columns: Int, colors: ColorMap) {
        let all = kernels.flatMap(\.self)
        guard let least = all.min(), let largest = all.max(), rows > 0, columns > 0 else { return nil }
        (self.kernels, self.rows, self.columns) = (kernels, rows, columns)
        (self.least, self.largest) = (least, largest)
        mean = Float(all.reduce(0.0) { $0 + Double($1) } / Double(all.count))
        norm = Float(all.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
        let scale = max(abs(least), abs(largest), .leastNormalMagnitude)
        let shown = kernels.prefix(Self.mostKernels).map { kernel in
            kernel.map { colors.color(at: 0.5 + 0.5 * $0 / scale).bytes }
        }
        images = [16, 8, 5].map {
            Self.image(shown, columns: columns, rows: rows, across: min(shown.count, $0))
        }
    }

    /// Kernels side by side; a pixel between two shows the paper.
    private static func image(
        _ kernels: [[SIMD4<UInt8>]], columns: Int, rows: Int, across: Int
    ) -> DisplayImage {
        let down = (kernels.count + across - 1) / across
        let width = across * (columns + 1) - 1, height = down * (rows + 1) - 1
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        for (index, kernel) in kernels.enumerated() {
            let (left, top) = (index % across * (columns + 1), index / across * (rows + 1))
            for (cell, color) in kernel.enumerated() {
                let start = ((top + cell / columns) * width + left + cell % columns) * 4
                for channel in 0..<4 { pixels[start + channel] = color[channel] }
            }
        }
        return DisplayImage(width: width, height: height, pixels: pixels)
    }

    /// The weights of the map that the state has open; nil where none is, or it is made otherwise. What is known
    /// already serves again.
    @MainActor init?(_ state: AppState, previous: MapWeights?) {
        guard let id = state.selection.layer, state.selection.cluster != nil,
            let number = state.selection.map,
            let network = state.network, let activations = state.analysis?.activations
        else { return nil }
        let map = MapPlace(value: network.layers[id].value, channel: number)
        let isDark = state.settings.theme == .dark
        // Under another mask, or of another picture, the kernels are the same.
        if let previous, previous.map == map, previous.isDark == isDark, previous.runner === network.runner {
            self = previous
            return
        }
        guard case .weighted(let sum)? = activations.explanation(of: map.pixel(x: 0, y: 0))?.origin else {
            return nil
        }
        self.init(
            kernels: sum.parts.map(\.kernel), rows: sum.rows.count, columns: sum.columns.count,
            colors: (isDark ? Theme.dark : .light).signedColors)
        self.map = map
        self.isDark = isDark
        runner = network.runner
    }
}

/// How often values of a map lie in each of equal steps of its range.
struct MapHistogram: Equatable {
    /// One entry a step, from the lowest.
    let counts: [Int]
    /// The range.
    let low: Float, high: Float

    /// Nil where the map has one value only, or some are no numbers.
    init?(_ values: [Float], steps: Int) {
        guard let low = values.min(), let high = values.max(), high > low, (high - low).isFinite else {
            return nil
        }
        var counts = [Int](repeating: 0, count: steps)
        for value in values {
            guard value.isFinite else { return nil }
            counts[min(steps - 1, Int((value - low) / (high - low) * Float(steps)))] += 1
        }
        (self.counts, self.low, self.high) = (counts, low, high)
    }
}
