import Rendering
import Testing

struct ColorMapTests {
    private func colors(_ map: ColorMap, _ values: [Float], _ low: Float, _ high: Float) -> [Color] {
        let bytes = map.rgba(values: values, low: low, high: high)
        return stride(from: 0, to: bytes.count, by: 4).map {
            Color(SIMD4(bytes[$0], bytes[$0 + 1], bytes[$0 + 2], bytes[$0 + 3]))
        }
    }

    /// The oracle: matplotlib's `colormaps["viridis"]` at 0, 64/255, 128/255 and 1.
    @Test func viridisIsMatplotlibs() {
        #expect(
            colors(.viridis, [0, 64, 128, 255], 0, 255)
                == [Color(0x440154), Color(0x3B528B), Color(0x21918C), Color(0xFDE725)])
    }

    @Test func whatLiesOutsideTheRangeGetsTheEndColors() {
        #expect(
            colors(.gray, [-5, 5, .infinity, -.infinity], 0, 1)
                == [0, 0xFFFFFF, 0xFFFFFF, 0].map { Color($0) })
    }

    @Test func aConstantMapGetsTheLowestColor() {
        let image = DisplayImage(map: [3, 3, 3, 3], width: 2, height: 2, colorMap: .viridis)
        #expect(Array(image.pixels.prefix(4)) == [0x44, 0x01, 0x54, 255])
        #expect(Set(image.pixels).count == 4)
    }

    @Test func whatIsNoNumberGetsItsOwnTone() {
        #expect(colors(.viridis, [.nan], 0, 1) == [ColorMap.noNumber])
        #expect(colors(.viridis, [.nan], 2, 2) == [ColorMap.noNumber])
        let image = DisplayImage(map: [.nan, 0, 1, 2], width: 4, height: 1, colorMap: .gray)
        #expect(Array(image.pixels[4..<8]) == [0, 0, 0, 255])
        #expect(Array(image.pixels[12..<16]) == [255, 255, 255, 255])
    }

    @Test(arguments: [(ColorMap.signedLight, 0xF7F5F0), (.signedDark, 0x1B2026)] as [(ColorMap, UInt32)])
    func zeroOfASignedMapIsThePaperTone(map: ColorMap, paper: UInt32) {
        #expect(colors(map, [0], -0.7, 0.7) == [Color(paper)])
    }

    @Test func signedMapsHaveTheGivenColorsAtTheQuarters() {
        let expected = [0x08519C, 0xF7F5F0, 0xB34700].map { Color($0) }
        #expect(colors(.signedLight, [-1, 0, 1], -1, 1) == expected)
        let quarter = colors(.signedLight, [-0.5], -1, 1)[0]
        #expect(
            abs(quarter.red - Color(0x6BAED6).red) < 0.01 && abs(quarter.blue - Color(0x6BAED6).blue) < 0.01)
    }

    @Test func picturesWithoutAlphaBecomeOpaque() {
        let image = DisplayImage(rgb: [1, 2, 3, 4, 5, 6], width: 2, height: 1)
        #expect(image.pixels == [1, 2, 3, 255, 4, 5, 6, 255])
    }
}
