import Datasets
import Testing

@Suite("ONNX's image metadata")
struct ImageMetadataTests {
    private func found(
        _ properties: [String: String], denotations: [String] = [], shape: [Int] = [1, 3, 8, 8]
    ) throws -> (preprocessing: Preprocessing, remarks: [String]) {
        try Scratch().search(inputShape: shape, properties: properties, denotations: denotations)
    }

    @Test(
        "The range of pixel values is what black and white become",
        arguments: [
            ("NominalRange_0_255", 0, 255), ("Normalized_0_1", 0, 1), ("normalized_1_1", -1, 1),
            ("NominalRange_16_235", 16, 235),
        ])
    func ranges(range: String, black: Float, white: Float) throws {
        let preprocessing = try found(["Image.NominalPixelRange": range]).preprocessing
        var picture = Picture(width: 8, height: 8, red: 0, green: 0, blue: 0)
        #expect(abs(preprocessing.tensor(from: picture)[0, 1, 3, 3] - black) < 1e-4)
        picture = Picture(width: 8, height: 8, red: 255, green: 255, blue: 255)
        #expect(abs(preprocessing.tensor(from: picture)[0, 1, 3, 3] - white) < 1e-4)
        #expect(preprocessing.origin == .model)
        #expect(preprocessing.words.last == "from the model's image metadata")
    }

    @Test("The pixel format says the order, in any case")
    func pixelFormat() throws {
        let properties = ["image.bitmappixelformat": "BGR8", "Image.NominalPixelRange": "NominalRange_0_255"]
        let preprocessing = try found(properties).preprocessing
        #expect(preprocessing.channelOrder == .bgr && preprocessing.deviation == [1 / 255, 1 / 255, 1 / 255])
    }

    @Test("Denotations tell the layout where the shape fits both")
    func denotations() throws {
        let last = ["DATA_BATCH", "DATA_FEATURE", "DATA_FEATURE", "DATA_CHANNEL"]
        let preprocessing = try found([:], denotations: last, shape: [1, 3, 8, 3]).preprocessing
        #expect(preprocessing.layout == .channelsLast && preprocessing.height == 3)
        #expect(try found([:], shape: [1, 3, 8, 3]).preprocessing.layout == .channelsFirst)
    }

    @Test("Linear light is not fed, and that is said")
    func linear() throws {
        #expect(
            try found(["Image.ColorSpaceGamma": "Linear"]).remarks == [
                "The model wants linear light; Convoscope feeds sRGB, as pictures are stored."
            ])
    }
}
