import Datasets
import Rendering
import Testing

@testable import Scenes

@Suite struct ChannelOverlayTests {
    /// Every pixel of the map weighs as much as it is near, in an own and slow way: a tent around each.
    private func reference(_ map: [Float], _ width: Int, _ height: Int, _ columns: Int, _ rows: Int)
        -> [Float]
    {
        func weights(_ index: Int, _ from: Int, _ to: Int) -> [Double] {
            let place = (Double(index) + 0.5) * Double(from) / Double(to) - 0.5
            let inside = min(max(place, 0), Double(from - 1))
            return (0..<from).map { max(0, 1 - abs(Double($0) - inside)) }
        }
        return (0..<rows).flatMap { y in
            (0..<columns).map { x -> Float in
                let (across, down) = (weights(x, width, columns), weights(y, height, rows))
                var sum = 0.0
                for row in 0..<height {
                    for column in 0..<width {
                        sum += down[row] * across[column] * Double(map[row * width + column])
                    }
                }
                return Float(sum)
            }
        }
    }

    @Test(arguments: [(3, 2, 7, 5), (8, 8, 32, 32), (1, 1, 4, 3), (6, 5, 4, 3)])
    func `a map is brought to the picture's pixels bilinearly`(
        width: Int, height: Int, columns: Int, rows: Int
    ) {
        let map = (0..<width * height).map { Float(($0 * 37) % 11) - 4 }
        let made = ChannelOverlay.resized(map, width: width, height: height, toWidth: columns, rows)
        let wanted = reference(map, width, height, columns, rows)
        #expect(zip(made, wanted).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test(arguments: [Float(0), 0.6, 1]) func `its colours are mixed with the picture`(share: Float) {
        let picture = Picture(width: 2, height: 1, pixels: [10, 20, 30, 200, 100, 0])
        let image = ChannelOverlay.make(
            map: [-3, 5], width: 2, height: 1, range: -3...5, over: picture, share: share)
        for (pixel, place) in [Float(0), 1].enumerated() {
            let color = ColorMap.viridis.color(at: place)
            for (part, value) in [color.red, color.green, color.blue].enumerated() {
                let wanted = share * value * 255 + (1 - share) * Float(picture.pixels[pixel * 3 + part])
                #expect(abs(Float(image.pixels[pixel * 4 + part]) - wanted) <= 0.51)
            }
        }
    }
}
