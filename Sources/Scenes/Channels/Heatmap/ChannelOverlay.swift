import Datasets
import Rendering

/// A channel over its picture (ChannelExplorer 2026, equation 2): the map in the range of its whole layer, brought to the
/// picture's pixels bilinearly, coloured, and mixed with the picture.
enum ChannelOverlay {
    /// The picture under the channel.
    ///
    /// - Parameters:
    ///   - map: `[height, width]`.
    ///   - range: the smallest and largest value of all maps of the layer over all pictures.
    ///   - share: how much of the map's colour there is, 0...1.
    static func make(
        map: [Float], width: Int, height: Int, range: ClosedRange<Float>, over picture: Picture, share: Float
    ) -> DisplayImage {
        precondition(map.count == width * height, "\(map.count) values of \(width) x \(height)")
        let values = resized(map, width: width, height: height, toWidth: picture.width, picture.height)
        let colors = ColorMap.viridis.rgba(values: values, low: range.lowerBound, high: range.upperBound)
        var pixels = [UInt8](repeating: 255, count: picture.width * picture.height * 4)
        for pixel in 0..<picture.width * picture.height {
            for part in 0..<3 {
                let mixed =
                    share * Float(colors[pixel * 4 + part]) + (1 - share)
                    * Float(picture.pixels[pixel * 3 + part])
                pixels[pixel * 4 + part] = UInt8(min(max(mixed.rounded(), 0), 255))
            }
        }
        return DisplayImage(width: picture.width, height: picture.height, pixels: pixels)
    }

    /// A map in another extent, between the middles of its pixels by their distances; the edges go on outwards.
    static func resized(
        _ map: [Float], width: Int, height: Int, toWidth columns: Int, _ rows: Int
    ) -> [Float] {
        let across = taps(width, columns)
        return taps(height, rows).flatMap { y -> [Float] in
            across.map { x -> Float in
                func mixed(_ row: Int) -> Float {
                    let (left, right) = (map[row * width + x.low], map[row * width + x.high])
                    return left + (right - left) * x.share
                }
                return mixed(y.low) + (mixed(y.high) - mixed(y.low)) * y.share
            }
        }
    }

    private static func taps(_ from: Int, _ to: Int) -> [(low: Int, high: Int, share: Float)] {
        (0..<to).map { index in
            let place = min(max((Float(index) + 0.5) * Float(from) / Float(to) - 0.5, 0), Float(from - 1))
            let low = Int(place)
            return (low, min(low + 1, from - 1), place - Float(low))
        }
    }
}
