import Datasets
import Rendering
import Tensors

/// Grad-CAM over the picture: a grey picture under viridis, the more of it the greater the value.
public enum GradCAMImage {
    /// Colours a map.
    ///
    /// - Parameters:
    ///   - map: values from 0 on, `[height, width]`.
    ///   - picture: the unmasked picture, of the same extent.
    ///   - opacity: how much of the greatest value's colour covers the picture, 0...1.
    /// - Returns: The image, and the value that the strongest colour stands for; 0 where the map is 0 everywhere.
    public static func make(
        of map: Tensor, over picture: Picture, opacity: Float = 0.9
    ) -> (image: DisplayImage, range: Float) {
        precondition(
            map.shape == [picture.height, picture.width],
            "a map of \(map.shape) over a picture of \(picture.height) x \(picture.width)")
        let values = map.values
        let range = values.max() ?? 0
        var pixels = [UInt8](repeating: 255, count: values.count * 4)
        for (pixel, value) in values.enumerated() {
            let share = range > 0 ? max(value, 0) / range : 0
            let gray = OcclusionMapImage.gray(of: picture.pixels, pixel)
            let paper = Color(red: gray, green: gray, blue: gray)
            // Low values keep a tint, so that the map's extent can be seen; the picture shows through all of it.
            let strength = opacity * (0.25 + 0.6 * share)
            let color = paper.mixed(with: ColorMap.viridis.color(at: share), strength).bytes
            for channel in 0..<3 { pixels[pixel * 4 + channel] = color[channel] }
        }
        return (DisplayImage(width: picture.width, height: picture.height, pixels: pixels), range)
    }
}
