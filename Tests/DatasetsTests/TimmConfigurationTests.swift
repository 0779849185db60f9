import Datasets
import Testing

@Suite("timm's config.json")
struct TimmConfigurationTests {
    private let resNet = """
        {"architecture": "resnet50", "num_classes": 1000, "pretrained_cfg": {"input_size": [3, 224, 224],
        "interpolation": "bicubic", "crop_pct": 0.95, "crop_mode": "center", "mean": [0.485, 0.456, 0.406],
        "std": [0.229, 0.224, 0.225]}}
        """

    @Test("Mean, deviation, filter and the cut are timm's")
    func everything() throws {
        let scratch = try Scratch()
        try scratch.write(resNet, as: "config.json")
        let found = try scratch.preprocessing(inputShape: [1, 3, 224, 224])
        #expect(found.valueRange == .torchvision && found.origin == .file("config.json"))
        // 224 / 0.95 is 235.8, which timm cuts to 235.
        #expect(found.resize == .crop && found.scaledWidth == 235 && found.interpolation == .bicubic)
        #expect(
            found.fittingWords
                == "scaled to cover 235 x 235 pixels, bicubic, the center of 224 x 224 pixels cropped")
    }

    @Test("Squashing, older files with the keys at their top, and whole shares")
    func variants() throws {
        let scratch = try Scratch()
        try scratch.write(
            """
            {"input_size": [3, 288, 288], "crop_pct": 1.0, "crop_mode": "squash", "mean": [0.5, 0.5, 0.5],
            "std": [0.5, 0.5, 0.5], "interpolation": "bilinear"}
            """, as: "config.json")
        let found = try scratch.preprocessing(inputShape: [1, 3, 288, 288])
        #expect(found.valueRange == .signed && found.resize == .squash && found.scaledWidth == 288)
        try scratch.write("{\"input_size\": [3, 224, 224], \"crop_pct\": 0.875}", as: "config.json")
        let valueless = try scratch.preprocessing(inputShape: [1, 3, 224, 224])
        #expect(valueless.scaledWidth == 256 && valueless.origin.isAssumed)
    }

    @Test("A border cannot be had, and that is said")
    func border() throws {
        let scratch = try Scratch()
        try scratch.write(
            "{\"pretrained_cfg\": {\"input_size\": [3, 64, 64], \"crop_mode\": \"border\"}}",
            as: "config.json")
        #expect(
            try scratch.search(inputShape: [1, 3, 64, 64]).remarks == [
                "config.json wants pictures with a border; Convoscope cuts out their center instead."
            ])
    }

    @Test("Another program's config.json says nothing")
    func foreign() throws {
        let scratch = try Scratch()
        try scratch.write("{\"model_type\": \"resnet\", \"hidden_sizes\": [256, 512]}", as: "config.json")
        #expect(try scratch.preprocessing(inputShape: [1, 3, 64, 64]).origin == .assumed(.torchvision))
    }
}
