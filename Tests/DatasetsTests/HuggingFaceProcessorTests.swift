import Datasets
import Foundation
import Testing

/// Small files as transformers' image processors write them, and the same files as older versions did.
@Suite("Hugging Face's preprocessor_config.json")
struct HuggingFaceProcessorTests {
    private func preprocessing(_ entries: String, shape: [Int] = [1, 3, 224, 224]) throws -> Preprocessing {
        let scratch = try Scratch()
        try scratch.write("{\(entries)}", as: "preprocessor_config.json")
        return try scratch.preprocessing(inputShape: shape)
    }

    private let standard = "\"image_mean\": [0.5, 0.5, 0.5], \"image_std\": [0.5, 0.5, 0.5]"

    @Test("ViT's squashes to height and width and feeds -1 to 1")
    func viT() throws {
        let found = try preprocessing(
            """
            "image_processor_type": "ViTImageProcessor", "do_normalize": true, "do_rescale": true, "do_resize": true,
            \(standard), "resample": 2, "rescale_factor": 0.00392156862745098,
            "size": {"height": 224, "width": 224}
            """)
        #expect(found.valueRange == .signed && found.resize == .squash)
        #expect(found.scaledWidth == 224 && found.interpolation == .bilinear)
        #expect(found.origin == .file("preprocessor_config.json"))
        #expect(found.words.last == "from preprocessor_config.json")
    }

    @Test("An old extractor's size is a square, or the shorter side, as its kind has it")
    func oldSizes() throws {
        let square = try preprocessing(
            "\"feature_extractor_type\": \"ViTFeatureExtractor\", \"size\": 256, \(standard), \"crop_size\": 224"
        )
        #expect(square.resize == .squash && square.scaledWidth == 256 && square.scaledHeight == 256)
        let shorter = try preprocessing(
            "\"feature_extractor_type\": \"ConvNextFeatureExtractor\", \"size\": 224, \(standard), \"crop_pct\": 0.875"
        )
        #expect(shorter.resize == .crop && shorter.scaledWidth == 256)
        let levit = try preprocessing(
            "\"feature_extractor_type\": \"LevitFeatureExtractor\", \"size\": 224, \(standard)")
        #expect(levit.resize == .crop && levit.scaledHeight == 256)
        let told = try preprocessing(
            "\"size\": 240, \"default_to_square\": false, \"crop_size\": 224, \(standard)")
        #expect(told.resize == .crop && told.scaledHeight == 240)
    }

    @Test("ConvNeXt's scales to the size over the share, unless the size is large")
    func share() throws {
        let small = try preprocessing(
            """
            "image_processor_type": "ConvNextImageProcessor", "size": {"shortest_edge": 224}, "crop_pct": 0.875,
            "resample": 3, "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]
            """)
        #expect(small.valueRange == .torchvision && small.resize == .crop)
        #expect(small.scaledWidth == 256 && small.interpolation == .bicubic)
        let large = try preprocessing(
            "\"image_processor_type\": \"ConvNextImageProcessor\", \"size\": {\"shortest_edge\": 384}, \(standard)",
            shape: [1, 3, 384, 384])
        #expect(large.resize == .squash && large.scaledWidth == 384)
    }

    @Test("The shorter side, then the centre")
    func shorterSideAndCrop() throws {
        let found = try preprocessing(
            """
            "image_processor_type": "MobileNetV2ImageProcessor", "size": {"shortest_edge": 256},
            "crop_size": {"height": 224, "width": 224}, "do_center_crop": true, \(standard)
            """)
        #expect(found.resize == .crop && found.scaledWidth == 256 && found.scaledHeight == 256)
        let uncropped = try preprocessing(
            "\"size\": {\"shortest_edge\": 224}, \"crop_size\": 200, \"do_center_crop\": false, \(standard)")
        #expect(uncropped.scaledWidth == 224)
    }

    @Test("Flags: without normalisation 0 to 1, without rescaling 0 to 255")
    func flags() throws {
        #expect(try preprocessing("\"size\": 224, \"do_normalize\": false").valueRange == .unit)
        #expect(
            try preprocessing("\"size\": 224, \"do_normalize\": false, \"do_rescale\": false").valueRange
                == .bytes)
        let offset = try preprocessing(
            "\"size\": 224, \"do_normalize\": false, \"rescale_offset\": true, \"rescale_factor\": 0.00784313725"
        )
        #expect(zip(offset.mean, [Float](repeating: 0.5, count: 3)).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(zip(offset.deviation, [Float](repeating: 0.5, count: 3)).allSatisfy { abs($0 - $1) < 1e-6 })
        let raw = try preprocessing(
            "\"size\": 224, \"do_rescale\": false, \"image_mean\": [123.675, 116.28, 103.53], \"image_std\": [51, 51, 51]"
        )
        let levels = raw.tensor(from: Picture(width: 224, height: 224, red: 200, green: 100, blue: 50))
        #expect(abs(levels[0, 0, 0, 0] - (200 - 123.675) / 51) < 1e-5)
        #expect(abs(levels[0, 2, 9, 9] - (50 - 103.53) / 51) < 1e-5)
    }

    @Test("EfficientNet's divides by the deviation twice")
    func includeTop() throws {
        let found = try preprocessing(
            "\"image_processor_type\": \"EfficientNetImageProcessor\", \"include_top\": true, \"size\": 224, \(standard)"
        )
        let fed = found.tensor(from: Picture(width: 224, height: 224, red: 255, green: 0, blue: 0))
        #expect(fed[0, 0, 0, 0] == 2 && fed[0, 1, 0, 0] == -2)
    }

    @Test("MobileViT's feeds blue first, 0 to 1")
    func mobileViT() throws {
        let found = try preprocessing(
            "\"image_processor_type\": \"MobileViTImageProcessor\", \"size\": {\"shortest_edge\": 288}, \"crop_size\": 256",
            shape: [1, 3, 256, 256])
        #expect(found.channelOrder == .bgr && found.mean == [0, 0, 0] && found.deviation == [1, 1, 1])
        #expect(found.scaledWidth == 288)
    }

    @Test("One number for all channels will do")
    func oneNumber() throws {
        #expect(
            try preprocessing("\"size\": 224, \"image_mean\": 0.5, \"image_std\": 0.5").valueRange == .signed)
        let grey = try preprocessing(
            "\"size\": 28, \"image_mean\": [0.5], \"image_std\": [0.5]", shape: [1, 1, 28, 28])
        #expect(grey.valueRange == .signedGray)
    }

    @Test("A network exported at another size keeps the proportion of the cut")
    func otherSize() throws {
        let found = try preprocessing(
            "\"size\": {\"shortest_edge\": 256}, \"crop_size\": 224, \(standard)", shape: [1, 3, 112, 112])
        #expect(found.width == 112 && found.scaledWidth == 128)
    }

    @Test("A normalisation without numbers is no finding, nor is a file about something else")
    func notSaid() throws {
        #expect(try preprocessing("\"size\": 224, \"do_normalize\": true").origin == .assumed(.torchvision))
        #expect(
            try preprocessing(
                "\"feature_extractor_type\": \"Wav2Vec2\", \"sampling_rate\": 16000, \"do_normalize\": false"
            )
            .origin.isAssumed)
    }
}

extension Scratch {
    /// The preprocessing of a model `net.onnx` in the folder, and what is to be said about it.
    func search(
        inputShape: [Int], properties: [String: String] = [:], denotations: [String] = []
    ) throws -> (preprocessing: Preprocessing, remarks: [String]) {
        let model = folder.appendingPathComponent("net.onnx")
        let search = InputSearch(beside: model, properties: properties, denotations: denotations)
        var remarks = search.remarks
        let preprocessing = try Preprocessing(
            inputShape: inputShape, sidecar: try Sidecar.read(beside: model), found: search.found,
            remarks: &remarks)
        return (preprocessing, remarks)
    }

    func preprocessing(inputShape: [Int]) throws -> Preprocessing {
        try search(inputShape: inputShape).preprocessing
    }
}
