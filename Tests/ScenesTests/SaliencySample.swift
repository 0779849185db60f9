import Datasets
import Occlusion
import Rendering
import Tensors
import Workbench

@testable import Scenes

/// What the Saliency scene shows of the made-up pool of `OcclusionSample`, with made-up curves and Grad-CAM.
struct SaliencySample {
    let pool: Pool
    let picture: Picture
    let labels: Labels

    init() throws {
        let sample = try OcclusionSample()
        (pool, picture, labels) = (sample.pool, sample.picture, sample.labels)
    }

    /// All of it, in the colours of a theme.
    func content(_ theme: Theme = .light) -> SaliencyContent {
        var content = SaliencyContent()
        let image = DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
        let hidden = pool.settings.fill.content(of: picture)
        let classIndex = pool.original.predicted
        content.phase = .ready
        (content.picture, content.image, content.thumbnail) = (picture, image, image)
        content.hiddenThumbnail = DisplayImage(
            rgb: hidden.pixels, width: picture.width, height: picture.height)
        (content.pool, content.classIndex, content.labels) = (pool, classIndex, labels)
        content.label = labels.name(of: classIndex)
        content.probability = pool.original.probabilities[classIndex]
        let map = pool.occlusionMap(of: classIndex)
        let drawn = OcclusionMapImage.make(of: map, over: picture, theme: theme)
        content.map = .init(values: map, image: drawn.image, range: drawn.range)
        let spot = Self.spot(picture)
        let seen = GradCAMImage.make(of: spot, over: picture)
        content.gradCAM = .init(values: spot, image: seen.image, range: seen.range)
        content.gradCAMRemark = "conv 3, 8 × 8 px"
        (content.shares, content.curves) = (Self.shares, Self.curves([.map]))
        return content
    }

    static let shares = (0...20).map { Float($0) / 20 }

    /// Curves that fall and rise, steeper for the map than for the others.
    static func curves(_ orders: [CurveOrder]) -> [SaliencyContent.Curve] {
        orders.flatMap { order -> [SaliencyContent.Curve] in
            let steepness: Float = order == .map ? 9 : order == .marks ? 4 : 1.6
            let falling = shares.map { 0.85 * max(0, 1 - steepness * $0 / 2) + 0.02 }
            let rising = shares.map { min(0.87, 0.02 + 0.3 * steepness * $0) }
            return [
                .init(order: order, kind: .deletion, values: falling, area: 0.3 / steepness),
                .init(order: order, kind: .insertion, values: rising, area: 1 - 0.8 / steepness),
            ]
        }
    }

    /// Marks on the animal's body.
    var marked: MarkedPixels {
        let body = PixelRectangle(x: 16, y: 26, width: 18, height: 16)
        return MarkedPixels([PictureMark(.ellipse(body))], width: picture.width, height: picture.height)
    }

    /// A round spot, `[height, width]`.
    private static func spot(_ picture: Picture) -> Tensor {
        let values = (0..<picture.width * picture.height).map { pixel -> Float in
            let x = Float(pixel % picture.width) - 28
            let y = Float(pixel / picture.width) - 30
            return max(0, 1.4 - (x * x + y * y) / 300)
        }
        return Tensor(shape: [picture.height, picture.width], values: values)
    }
}
