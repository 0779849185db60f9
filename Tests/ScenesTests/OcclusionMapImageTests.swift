import Datasets
import Rendering
import Tensors
import Testing

@testable import Scenes

@Suite struct OcclusionMapImageTests {
    private let picture = Picture(width: 3, height: 2, red: 180, green: 120, blue: 60)

    private func pixels(_ values: [Float], _ theme: Theme = .light) -> (pixels: [[UInt8]], range: Float) {
        let made = OcclusionMapImage.make(
            of: Tensor(shape: [2, 3], values: values), over: picture, theme: theme)
        #expect(made.image.width == 3 && made.image.height == 2)
        return (stride(from: 0, to: 24, by: 4).map { Array(made.image.pixels[$0..<$0 + 4]) }, made.range)
    }

    @Test func `where nothing changes the picture is grey`() {
        let made = pixels([0, 0, 0, 0, 0, 0])
        #expect(made.range == 0)
        for pixel in made.pixels { #expect(pixel[0] == pixel[1] && pixel[1] == pixel[2] && pixel[3] == 255) }
    }

    @Test(arguments: [Theme.light, .dark]) func `what lowers is orange, what raises is blue`(theme: Theme) {
        let made = pixels([0.5, -0.5, 0, 0.25, -0.25, 0], theme)
        #expect(made.range == 0.5)
        func warmth(_ pixel: Int) -> Int { Int(made.pixels[pixel][0]) - Int(made.pixels[pixel][2]) }
        #expect(warmth(0) > warmth(3) && warmth(3) > warmth(2))
        #expect(warmth(1) < warmth(4) && warmth(4) < warmth(2))
        #expect(warmth(2) == 0)
    }

    @Test func `the picture's light and dark stay apart under the strongest color`() {
        var bytes = [UInt8](repeating: 20, count: 6)
        bytes.replaceSubrange(3..<6, with: [240, 240, 240])
        let image = OcclusionMapImage.make(
            of: Tensor(shape: [1, 2], values: [1, 1]), over: Picture(width: 2, height: 1, pixels: bytes),
            theme: .light
        ).image
        #expect(Int(image.pixels[4]) - Int(image.pixels[0]) > 50)
    }

    @Test(arguments: [Theme.light, .dark]) func `the key runs from the color of raising to that of lowering`(
        theme: Theme
    ) {
        let key = OcclusionMapImage.key(theme: theme)
        #expect(Array(key.pixels[0..<3]) == (0..<3).map { theme.signedColors.color(at: 0).bytes[$0] })
        #expect(Array(key.pixels[1020..<1023]) == (0..<3).map { theme.signedColors.color(at: 1).bytes[$0] })
    }
}
