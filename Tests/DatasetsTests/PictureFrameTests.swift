import Testing

@testable import Datasets

@Suite struct PictureFrameTests {
    private func frame(
        _ width: Int, _ height: Int, _ resize: Resize, input: (Int, Int) = (32, 32), scaled: Int? = nil
    ) -> PictureFrame {
        var preprocessing = Preprocessing(width: input.0, height: input.1, values: .unit, resize: resize)
        if let scaled { (preprocessing.scaledWidth, preprocessing.scaledHeight) = (scaled, scaled) }
        return preprocessing.frame(ofWidth: width, height: height)
    }

    @Test func `a squashed picture's corners are the input's`() {
        let frame = frame(100, 50, .squash)
        #expect(frame.inputPoint(x: 0, y: 0) == (0, 0))
        #expect(frame.inputPoint(x: 100, y: 50) == (32, 32))
        #expect(frame.picturePoint(x: 16, y: 16) == (50, 25))
    }

    @Test func `a cropped picture keeps its middle and loses its ends`() {
        let frame = frame(200, 100, .crop)
        #expect(frame.inputPoint(x: 100, y: 50) == (16, 16))
        #expect(frame.inputPoint(x: 50, y: 0) == (0, 0))
        #expect(frame.inputPoint(x: 0, y: 0).x == -16)
    }

    @Test func `a frame that is cut out of a larger one loses its edges`() {
        let frame = frame(80, 80, .crop, scaled: 40)
        #expect(frame.inputPoint(x: 0, y: 0) == (-4, -4))
        #expect(frame.inputPoint(x: 40, y: 40) == (16, 16))
        #expect(frame.picturePoint(x: 0, y: 0) == (8, 8))
    }

    @Test(arguments: [Resize.squash, .crop]) func `what is fed lies where the frame says`(resize: Resize)
        throws
    {
        // A white dot of 8 x 8 pixels on black, and where its middle comes to lie.
        var pixels = [UInt8](repeating: 0, count: 96 * 64 * 3)
        for y in 40..<48 {
            for x in 56..<64 {
                for channel in 0..<3 { pixels[(y * 96 + x) * 3 + channel] = 255 }
            }
        }
        let preprocessing = Preprocessing(width: 32, height: 32, values: .unit, resize: resize)
        let fitted = preprocessing.fit(Picture(width: 96, height: 64, pixels: pixels))
        let place = preprocessing.frame(ofWidth: 96, height: 64).inputPoint(x: 60, y: 44)
        var (sum, x, y) = (0.0, 0.0, 0.0)
        for row in 0..<32 {
            for column in 0..<32 {
                let level = Double(fitted[column, row].red)
                sum += level
                x += level * (Double(column) + 0.5)
                y += level * (Double(row) + 0.5)
            }
        }
        try #require(sum > 0)
        #expect(abs(x / sum - place.x) < 0.05 && abs(y / sum - place.y) < 0.05)
    }

    @Test func `places go back to where they came from`() {
        let frame = frame(317, 211, .crop, input: (40, 56), scaled: 64)
        let place = frame.inputPoint(x: 123.25, y: 45.5)
        let back = frame.picturePoint(x: place.x, y: place.y)
        #expect(abs(back.x - 123.25) < 1e-9 && abs(back.y - 45.5) < 1e-9)
    }
}
