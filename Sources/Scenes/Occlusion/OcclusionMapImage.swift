import Datasets
import Foundation
import Rendering
import Tensors

/// The occlusion map over the picture: a grey picture, coloured where hiding a pixel changes the answer.
///
/// Blue: hiding it raises the label's probability; orange: it lowers it. The stronger, the more colour; where
/// nothing changes the grey picture is left, and its drawing stays readable everywhere.
public enum OcclusionMapImage {
    /// Colours a map.
    ///
    /// - Parameters:
    ///   - map: what the label's probability loses where a pixel is hidden, -1...1, `[height, width]`
    ///     (`Pool.occlusionMap`).
    ///   - picture: the unmasked picture, of the same extent.
    ///   - theme: whose signed colours are used.
    ///   - opacity: how much of the strongest colour covers the picture, 0...1.
    /// - Returns: The image, and the magnitude that the strongest colours stand for; 0 where nothing changes.
    public static func make(
        of map: Tensor, over picture: Picture, theme: Theme, opacity: Float = 0.9
    ) -> (image: DisplayImage, range: Float) {
        precondition(
            map.shape == [picture.height, picture.width],
            "a map of \(map.shape) over a picture of \(picture.height) x \(picture.width)")
        let values = map.values
        let range = values.reduce(0) { max($0, abs($1)) }
        var pixels = [UInt8](repeating: 255, count: values.count * 4)
        for (pixel, value) in values.enumerated() {
            let share = range > 0 ? value / range : 0
            let color = blend(gray: gray(of: picture.pixels, pixel), share: share, theme, opacity).bytes
            for channel in 0..<3 { pixels[pixel * 4 + channel] = color[channel] }
        }
        return (DisplayImage(width: picture.width, height: picture.height, pixels: pixels), range)
    }

    /// The magnitude that the strongest colours stand for, in points: never "0" where something changes.
    public static func words(ofRange range: Float) -> String { SaliencyWords.bound(range) }

    /// The strip that explains the colours, from raising (left) to lowering (right), 256 x 1 pixels.
    public static func key(theme: Theme) -> DisplayImage {
        let pixels = (0..<256).flatMap { column -> [UInt8] in
            let color = theme.signedColors.color(at: Float(column) / 255).bytes
            return [color.x, color.y, color.z, 255]
        }
        return DisplayImage(width: 256, height: 1, pixels: pixels)
    }

    /// The luma of a pixel after Rec. 601, drawn together a little, so that black shapes can take on colour.
    static func gray(of pixels: [UInt8], _ pixel: Int) -> Float {
        let weights: [Float] = [0.299, 0.587, 0.114]
        let luma = (0..<3).reduce(Float(0)) { $0 + weights[$1] * Float(pixels[pixel * 3 + $1]) / 255 }
        return 0.12 + 0.82 * luma
    }

    /// A grey under a share (-1...1) of the range: multiplied by the signed colour, and lifted towards it, by the
    /// share's magnitude.
    private static func blend(gray: Float, share: Float, _ theme: Theme, _ opacity: Float) -> Color {
        let signed = theme.signedColors.color(at: (share + 1) / 2)
        let magnitude = pow(abs(share), 0.7)
        let paper = Color(red: gray, green: gray, blue: gray)
        let multiplied = Color(red: gray * signed.red, green: gray * signed.green, blue: gray * signed.blue)
        return paper.mixed(with: multiplied.mixed(with: signed, 0.35), opacity * magnitude)
    }
}
