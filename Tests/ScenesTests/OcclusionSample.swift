import Datasets
import Foundation
import Occlusion
import Tensors

@testable import Scenes

/// A made-up picture and a made-up network that looks for bright spots in it: a pool without any model file,
/// the same every time.
struct OcclusionSample {
    let picture: Picture
    let pool: Pool
    let labels: Labels

    /// Where a class looks, how wide, how sure it is, and what it starts from.
    private struct Expert {
        let x, y, radius, gain, bias: Double
    }

    /// A pool of a network of `classCount` labels; `gain` 0 makes every mask keep the label.
    init(classCount: Int = 8, variantsPerLabel: Int = 12, gain: Double = 1) throws {
        let side = 64
        picture = Self.picture(side)
        var sidecar = Sidecar(file: "sample.json")
        sidecar.labels = Array(Self.names.prefix(classCount))
        labels = try Labels(sidecar, classCount: classCount)
        let settings = PoolSettings(variantsPerLabel: variantsPerLabel)
        let windows = SlidingWindow.rectangles(width: side, height: side, settings: settings)
        let experts = Array(Self.experts.prefix(classCount))
        let weights = experts.map { Self.weights($0, side) }
        let rows = windows.map { Self.logits(experts, weights, side, hidden: $0, gain) }
        pool = try Pool(
            originalLogits: Self.logits(experts, weights, side, hidden: nil, gain), rectangles: windows,
            logits: Tensor(shape: [windows.count, classCount], values: rows.flatMap(\.self)), width: side,
            height: side, settings: settings)
    }

    /// What the scene shows of it.
    var content: OcclusionContent {
        var content = OcclusionContent()
        content.fill(from: pool, labels)
        content.tiles = OcclusionSource.tiles(of: pool, picture, labels)
        return content
    }

    private static let names = [
        "dog", "soccer ball", "rabbit", "pig", "panda", "car", "umbrella", "guitar",
    ]

    private static let experts = [
        Expert(x: 26, y: 34, radius: 13, gain: 3.6, bias: 0.4),
        Expert(x: 50, y: 50, radius: 8, gain: 1.9, bias: 0.4),
        Expert(x: 24, y: 17, radius: 6, gain: -5.4, bias: 6.0),
        Expert(x: 30, y: 40, radius: 9, gain: -4.6, bias: 5.2),
        Expert(x: 41, y: 26, radius: 7, gain: -4.2, bias: 4.4),
        Expert(x: 20, y: 50, radius: 8, gain: -1.8, bias: 1.9),
        Expert(x: 40, y: 12, radius: 8, gain: 0.5, bias: -0.6),
        Expert(x: 10, y: 30, radius: 8, gain: 0.3, bias: -0.8),
    ]

    /// How much every pixel counts for an expert, `[side, side]`; the sum is 1.
    private static func weights(_ expert: Expert, _ side: Int) -> [Double] {
        let values = (0..<side * side).map { pixel -> Double in
            let dx = Double(pixel % side) + 0.5 - expert.x
            let dy = Double(pixel / side) + 0.5 - expert.y
            return exp(-(dx * dx + dy * dy) / (expert.radius * expert.radius))
        }
        let sum = values.reduce(0, +)
        return values.map { $0 / sum }
    }

    /// Every class adds its gain times the share of its spot that can be seen.
    private static func logits(
        _ experts: [Expert], _ weights: [[Double]], _ side: Int, hidden: PixelRectangle?, _ gain: Double
    ) -> [Float] {
        zip(experts, weights).map { expert, weights in
            let pixels = hidden.map { hidden in
                hidden.rows.flatMap { y in hidden.columns.map { x in y * side + x } }
            }
            let lost = (pixels ?? []).reduce(0) { $0 + weights[$1] }
            return Float(expert.bias + expert.gain * (1 - lost * gain))
        }
    }

    /// Sky, meadow, a grey animal and a ball.
    private static func picture(_ side: Int) -> Picture {
        var pixels: [UInt8] = []
        for y in 0..<side {
            for x in 0..<side {
                func isInside(_ cx: Double, _ cy: Double, _ rx: Double, _ ry: Double) -> Bool {
                    let (dx, dy) = ((Double(x) + 0.5 - cx) / rx, (Double(y) + 0.5 - cy) / ry)
                    return dx * dx + dy * dy < 1
                }
                var color: [Double] =
                    y < 40
                    ? [150 + Double(y), 185 + Double(y) / 2, 225]
                    : [100 - Double(y - 40), 150 - Double(y - 40), 90]
                if isInside(28, 36, 13, 9) || isInside(24, 18, 8, 7) || isInside(42, 24, 4, 5) {
                    color = [205, 205, 210]
                }
                if isInside(20, 50, 3, 8) || isInside(36, 50, 3, 8) { color = [190, 190, 196] }
                if isInside(21, 16, 1.4, 1.4) || isInside(15, 19, 2, 1.5) { color = [40, 40, 44] }
                if isInside(50, 50, 8, 8) {
                    color = (x / 3 + y / 3) % 2 == 0 ? [245, 245, 245] : [50, 50, 55]
                }
                pixels += color.map { UInt8(min(255, max(0, $0))) }
            }
        }
        return Picture(width: side, height: side, pixels: pixels)
    }
}
