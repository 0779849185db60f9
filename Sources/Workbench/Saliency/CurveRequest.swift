import Datasets
import Inference
import Occlusion
import Tensors

/// The curves of one order, with all that they need.
struct CurveRequest: Sendable {
    let network: LoadedNetwork
    /// The unmasked picture in the network's input pixels.
    let picture: Picture
    let key: CurveKey
    /// The occlusion map of the class, `[height, width]`; only the map's order needs it.
    let map: Tensor?

    func run(
        isStale: @Sendable () -> Bool = { false },
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> CurveRun {
        let order = order
        let curves = try network.makeRemovalCurves(
            of: picture, order: order, classIndex: key.classIndex, fill: key.fill, steps: key.steps,
            isStale: isStale, progress: progress)
        return CurveRun(curves: curves, order: order, key: key)
    }

    private var order: PixelOrder {
        switch key.source {
        case .map: map.map { PixelOrder(map: $0) } ?? chance
        case .marks(let marks):
            PixelOrder(marked: MarkedPixels(marks, width: picture.width, height: picture.height))
        case .chance: chance
        }
    }

    private var chance: PixelOrder {
        var generator = SplitMix64(seed: 1)
        return PixelOrder(width: picture.width, height: picture.height, using: &generator)
    }
}

extension CurveRun {
    /// The picture of a step as the network has seen it.
    ///
    /// - Parameters:
    ///   - picture: the unmasked picture.
    ///   - content: what removed pixels show, of its size.
    ///   - step: an index of the curves' shares.
    ///   - isInserting: whether the first pixels of the order are shown; else they are hidden.
    public func picture(of picture: Picture, content: Picture, step: Int, isInserting: Bool) -> Picture {
        let share = Double(curves.shares[step])
        let count = Int((share * Double(order.pixels.count)).rounded())
        let (ground, above) = isInserting ? (content, picture) : (picture, content)
        var pixels = ground.pixels
        for pixel in order.pixels.prefix(count) {
            let start = Int(pixel) * 3
            for index in start..<start + 3 { pixels[index] = above.pixels[index] }
        }
        return Picture(width: picture.width, height: picture.height, pixels: pixels)
    }
}
