import Datasets
import Rendering
import Tensors

/// A map of magnitudes over a picture, as a file: the picture in grey, coloured by viridis where the map is high, and
/// below it the colours from 0 to the map's largest number.
enum HeatPicture {
    /// Pixels of the longer side, about.
    private static let side = 512
    /// Rows of the legend, and those between it and the picture.
    private static let legend = (height: 16, gap: 8)

    /// The picture, enlarged by a whole factor.
    ///
    /// - Parameters:
    ///   - map: 0 or more, `[height, width]` of any size; enlarged bilinearly.
    ///   - picture: what the map speaks of as a whole.
    static func make(of map: Tensor, over picture: Picture) -> Picture {
        let factor = max(1, side / max(picture.width, picture.height))
        let (width, height) = (picture.width * factor, picture.height * factor)
        let heat = map.resizedBilinearly(toWidth: width, height: height).values
        let highest = max(map.values.max() ?? 0, .leastNormalMagnitude)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * (height + legend.gap + legend.height) * 3)
        for (pixel, value) in heat.enumerated() {
            let gray = gray(picture[pixel % width / factor, pixel / width / factor])
            let share = min(max(value / highest, 0), 1)
            let color = Color(red: gray, green: gray, blue: gray)
                .mixed(with: ColorMap.viridis.color(at: share), 0.75 * share.squareRoot())
            pixels += [color.bytes.x, color.bytes.y, color.bytes.z]
        }
        pixels += [UInt8](repeating: 255, count: width * legend.gap * 3)
        let row = (0..<width).flatMap { column -> [UInt8] in
            let color = ColorMap.viridis.color(at: Float(column) / Float(max(1, width - 1))).bytes
            return [color.x, color.y, color.z]
        }
        for _ in 0..<legend.height { pixels += row }
        return Picture(width: width, height: height + legend.gap + legend.height, pixels: pixels)
    }

    /// The luma of a pixel after Rec. 601, drawn together a little, so that black shapes can take on colour.
    private static func gray(_ color: (red: UInt8, green: UInt8, blue: UInt8)) -> Float {
        let sum: Float = 0.299 * Float(color.red) + 0.587 * Float(color.green)
        return 0.12 + 0.82 * (sum + 0.114 * Float(color.blue)) / 255
    }
}
