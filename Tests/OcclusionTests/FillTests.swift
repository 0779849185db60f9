import Datasets
import Occlusion
import TestSupport
import Testing
import Tensors

@Suite("Fills")
struct FillTests {
    private struct Recorded: Decodable {
        let width: Int
        let height: Int
        let pixels: RecordedBytes
        let blurDeviation: Double
        let blurred: RecordedBytes
    }

    private static let fills: [Fill] = [
        .black, .white, .mean, .blur, .noise(seed: 3),
    ]

    @Test("Hidden pixels come from the fill, all others from the picture", arguments: fills)
    func applying(fill: Fill) throws {
        let picture = try recorded().picture
        let content = fill.content(of: picture)
        let mask = Mask(
            width: picture.width, height: picture.height,
            rectangles: [PixelRectangle(x: 30, y: -2, width: 20, height: 9)])
        let masked = mask.applied(to: picture, fill: fill)
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                #expect(masked[x, y] == (mask.contains(x: x, y: y) ? content[x, y] : picture[x, y]))
            }
        }
        let rectangle = PixelRectangle(x: 30, y: -2, width: 20, height: 9)
        #expect(rectangle.applied(to: picture, content: content) == masked)
    }

    @Test("Black is 0, white 255, a colour itself, the mean is rounded")
    func flat() {
        let picture = Picture(width: 2, height: 1, pixels: [1, 10, 255, 2, 30, 255])
        #expect(Fill.black.content(of: picture).pixels == [UInt8](repeating: 0, count: 6))
        #expect(Fill.white.content(of: picture).pixels == [UInt8](repeating: 255, count: 6))
        let colour = Fill.color(red: 1, green: 20, blue: 255)
        #expect(colour.content(of: picture).pixels == [1, 20, 255, 1, 20, 255])
        #expect(Fill.mean.content(of: picture).pixels == [2, 20, 255, 2, 20, 255])
    }

    @Test("The blur is scipy's Gaussian")
    func blur() throws {
        let recorded = try recorded()
        let blurred = recorded.picture.blurred(deviation: recorded.file.blurDeviation)
        let difference = zip(blurred.pixels, recorded.file.blurred.values).map { abs(Int($0) - Int($1)) }
            .max()
        #expect(difference ?? .max <= 1)
    }

    @Test("A picture of one colour stays as it is under a blur wider than itself")
    func wideBlur() {
        let picture = Picture(width: 5, height: 1, red: 255, green: 7, blue: 0)
        #expect(picture.blurred(deviation: 40) == picture)
        #expect(Fill.blur.content(of: picture) == picture)
    }

    @Test("Noise is the seed's: its bytes are the generator's, and another seed has others")
    func noise() {
        let picture = Picture(width: 3, height: 2, red: 0, green: 0, blue: 0)
        var generator = SplitMix64(seed: 11)
        var expected: [UInt8] = []
        for _ in 0..<6 {
            let bits = generator.next()
            expected += [UInt8(bits & 255), UInt8(bits >> 8 & 255), UInt8(bits >> 16 & 255)]
        }
        #expect(Fill.noise(seed: 11).content(of: picture).pixels == expected)
        #expect(Fill.noise(seed: 12).content(of: picture).pixels != expected)
    }

    @Test("Names lead back to their fills")
    func names() {
        #expect(Self.fills.map(\.name) == Fill.names)
        for fill in Self.fills { #expect(Fill(name: fill.name, seed: 3) == fill) }
        for name in ["grey", "#12345", "#1234567", "#12345g", "#+12345", "123456"] {
            #expect(Fill(name: name) == nil)
        }
        let colour = Fill.color(red: 1, green: 160, blue: 255)
        #expect(colour.name == "#01a0ff" && Fill(name: "#01A0fF") == colour)
    }

    private func recorded() throws -> (file: Recorded, picture: Picture) {
        let file = try JSONRecording.read("analysis/resampling.json", as: Recorded.self)
        return (file, Picture(width: file.width, height: file.height, pixels: file.pixels.values))
    }
}
