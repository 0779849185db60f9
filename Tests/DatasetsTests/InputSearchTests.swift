import Datasets
import Foundation
import Testing

@Suite("What is known about a network's input")
struct InputSearchTests {
    private let transformers =
        "{\"size\": 64, \"image_mean\": [0.5, 0.5, 0.5], \"image_std\": [0.5, 0.5, 0.5]}"
    private let timm = """
        {"pretrained_cfg": {"input_size": [3, 64, 64], "mean": [0, 0, 0], "std": [1, 1, 1], "crop_pct": 0.5}}
        """
    private let metadata = ["Image.NominalPixelRange": "NominalRange_0_255"]

    @Test("The sidecar comes first, then transformers, timm, the model itself, and at last a guess")
    func order() throws {
        let scratch = try Scratch()
        func origin() throws -> Preprocessing.Origin {
            try scratch.search(inputShape: [1, 3, 64, 64], properties: metadata).preprocessing.origin
        }
        #expect(try scratch.preprocessing(inputShape: [1, 3, 64, 64]).origin == .assumed(.torchvision))
        #expect(try origin() == .model)
        try scratch.write(timm, as: "config.json")
        #expect(try origin() == .file("config.json"))
        try scratch.write(transformers, as: "preprocessor_config.json")
        #expect(try origin() == .file("preprocessor_config.json"))
        try scratch.write("{\"mean\": [0.1, 0.2, 0.3]}", as: "net.json")
        #expect(try origin() == .sidecar(file: "net.json"))
    }

    @Test("What the sidecar leaves open is another's to say")
    func composition() throws {
        let scratch = try Scratch()
        try scratch.write("{\"resize\": \"squash\", \"channelOrder\": \"BGR\"}", as: "net.json")
        try scratch.write(
            "{\"pretrained_cfg\": {\"input_size\": [3, 8, 8], \"mean\": [0.1, 0.2, 0.3], \"std\": [1, 2, 3]}}",
            as: "config.json")
        let found = try scratch.preprocessing(inputShape: [1, 3, 8, 8])
        #expect(found.resize == .squash && found.scaledWidth == 8)
        #expect(found.channelOrder == .bgr && found.mean == [0.3, 0.2, 0.1] && found.deviation == [3, 2, 1])
        #expect(found.origin == .file("config.json"))
    }

    @Test("A file of the model's own name comes before that of the folder")
    func ownFile() throws {
        let scratch = try Scratch()
        try scratch.write(transformers, as: "preprocessor_config.json")
        try scratch.write("{\"size\": 64, \"do_normalize\": false}", as: "net.preprocessor_config.json")
        let found = try scratch.preprocessing(inputShape: [1, 3, 64, 64])
        #expect(found.valueRange == .unit && found.origin == .file("net.preprocessor_config.json"))
    }

    @Test("In a folder called onnx, the files of the folder above count")
    func folderAbove() throws {
        let scratch = try Scratch()
        try scratch.write(transformers, as: "preprocessor_config.json")
        let folder = scratch.folder.appendingPathComponent("onnx")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #expect(InputSearch(beside: folder.appendingPathComponent("model.onnx")).found.count == 1)
        let other = scratch.folder.appendingPathComponent("other/model.onnx")
        #expect(InputSearch(beside: other).found.isEmpty)
    }

    @Test("A file that does not fit the network, or cannot be read, is passed over with a sentence")
    func remarks() throws {
        let scratch = try Scratch()
        try scratch.write(
            "{\"size\": 28, \"image_mean\": [0.1, 0.2, 0.3], \"image_std\": [1, 1, 1]}",
            as: "preprocessor_config.json")
        try scratch.write("{\"pretrained_cfg\": ", as: "config.json")
        let (preprocessing, remarks) = try scratch.search(inputShape: [1, 1, 28, 28])
        #expect(preprocessing.origin == .assumed(.unitGray))
        #expect(
            remarks == [
                "config.json is not valid JSON. It was passed over.",
                "preprocessor_config.json speaks of another number of channels than the 1 that the network "
                    + "reads: passed over.",
            ])
    }

    @Test("Channels last are guessed to want -1 to 1, and bytes 0 to 255")
    func guesses() throws {
        #expect(try Preprocessing(inputShape: [1, 32, 32, 3]).origin == .assumed(.signed))
        var remarks: [String] = []
        let bytes = try Preprocessing(
            inputShape: [1, 28, 28, 1], sidecar: nil, found: [], guess: .bytes, remarks: &remarks)
        #expect(bytes.origin == .assumed(.bytesGray) && remarks.isEmpty)
    }
}
