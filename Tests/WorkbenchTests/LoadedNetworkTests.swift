import Datasets
import Foundation
import Testing

@testable import ONNX
@testable import Workbench

/// Anybody's model opens, and what lies beside it is found.
@Suite struct LoadedNetworkTests {
    private let store = SidecarStore(folder: nil)

    private func load(_ model: SketchedModel, values: ValueRange? = nil) throws -> LoadedNetwork {
        try LoadedNetwork.load(from: model.url, values: values, store: store)
    }

    private func load(
        _ input: [Int64?], channels: Int = 3, isTransposed: Bool = false
    ) throws -> Preprocessing {
        var plan = SketchedModel.Plan(input: input, channels: channels)
        plan.isTransposed = isTransposed
        return try load(try SketchedModel(plan)).preprocessing
    }

    @Test("Channels first and last are told apart, whatever the file leaves open")
    func layouts() throws {
        #expect(try load([1, 3, 24, 32]).tensorShape == [1, 3, 24, 32])
        #expect(try load([1, 24, 32, 3], isTransposed: true).tensorShape == [1, 24, 32, 3])
        #expect(try load([1, 1, 28, 28], channels: 1).tensorShape == [1, 1, 28, 28])
        #expect(try load([nil, 28, 28, 1], channels: 1, isTransposed: true).tensorShape == [1, 28, 28, 1])
        #expect(try load([nil, nil, nil, 3], isTransposed: true).tensorShape == [1, 224, 224, 3])
        #expect(try load([nil, 3, nil, nil]).tensorShape == [1, 3, 224, 224])
        #expect(try load([nil, nil, nil, nil]).tensorShape == [1, 3, 224, 224])
        #expect(try load([nil, nil, nil, nil], channels: 1).tensorShape == [1, 1, 224, 224])
        #expect(try load([nil, nil, nil, nil], isTransposed: true).tensorShape == [1, 224, 224, 3])
    }

    @Test("Where the shape fits both layouts, the network's first steps tell")
    func ambiguousLayouts() throws {
        #expect(try load([1, 3, 5, 3]).layout == .channelsFirst)
        #expect(try load([1, 3, 5, 3], isTransposed: true).layout == .channelsLast)
        #expect(try load([1, 3, 3, 3]).layout == .channelsFirst)
        #expect(try load([1, 1, 9, 1], channels: 1, isTransposed: true).tensorShape == [1, 1, 9, 1])
        #expect(try load([1, 1, 9, 1], channels: 1, isTransposed: true).height == 1)
        #expect(try load([1, 1, 9, 1], channels: 1).height == 9)
    }

    @Test("An open size is the one that the network works with, and that is said")
    func openSizes() throws {
        let network = try load(
            try SketchedModel(SketchedModel.Plan(input: [nil, 3, nil, nil], flattenedSide: 32)))
        #expect(network.inputWidth == 32 && network.inputHeight == 32)
        #expect(
            network.remarks == [
                "The model leaves the size of its input open: it is fed 32 x 32 pixels."
            ])
        let described = try SketchedModel(SketchedModel.Plan(input: [nil, 3, nil, nil]))
        try described.write(
            "{\"pretrained_cfg\": {\"input_size\": [3, 48, 40], \"crop_pct\": 1}}", as: "config.json")
        #expect(try load(described).preprocessing.tensorShape == [1, 3, 48, 40])
        #expect(try load(described).remarks.isEmpty)
    }

    @Test("A network of bytes, or one that scales by itself, is guessed to want 0 to 255")
    func bytes() throws {
        var plan = SketchedModel.Plan()
        #expect(try load(try SketchedModel(plan)).preprocessing.origin == .assumed(.torchvision))
        for scaling in [("Mul", 1 / 255), ("Div", 127.5), ("Sub", 123.68)] as [(String, Float)] {
            plan.scaling = scaling
            #expect(try load(try SketchedModel(plan)).preprocessing.origin == .assumed(.bytes), "\(scaling)")
        }
        plan.scaling = ("Sub", 0.5)
        #expect(try load(try SketchedModel(plan)).preprocessing.origin == .assumed(.torchvision))
        plan.scaling = nil
        plan.elementType = .uint8
        let network = try load(try SketchedModel(plan))
        #expect(network.preprocessing.origin == .assumed(.bytes))
        let picture = Picture(width: 8, height: 8, red: 9, green: 200, blue: 77)
        let logits = try network.runner.logits(batch: network.preprocessing.tensor(from: picture))
        #expect(logits.values.contains { $0 != 0 })
    }

    @Test("Image metadata and labels in the model itself are found")
    func metadata() throws {
        var plan = SketchedModel.Plan(input: [1, 3, 8, 3], isTransposed: false)
        plan.properties = [
            "Image.NominalPixelRange": "Normalized_1_1", "names": "{0: 'a', 1: 'b', 2: 'c', 3: 'd'}",
        ]
        plan.denotations = ["DATA_BATCH", "DATA_CHANNEL", "DATA_FEATURE", "DATA_FEATURE"]
        let network = try load(try SketchedModel(plan))
        #expect(network.preprocessing.valueRange == .signed && network.preprocessing.origin == .model)
        #expect(network.preprocessing.layout == .channelsFirst)
        #expect(network.labels.names == ["a", "b", "c", "d"])
    }

    @Test("Chosen values win over every file, and must have as many channels as the network")
    func chosen() throws {
        let model = try SketchedModel()
        try model.write("{\"mean\": [0, 0, 0]}", as: "net.json")
        #expect(try load(model, values: .caffe).preprocessing.origin == .chosen(.caffe))
        let grey = try SketchedModel(SketchedModel.Plan(input: [1, 1, 8, 8], channels: 1))
        #expect(try load(grey, values: .signed).preprocessing.origin == .chosen(.signedGray))
        let error = #expect(throws: LoadingError.self) { try load(grey, values: .caffe) }
        #expect(error?.description == "net.onnx reads 1 channel, but \"Caffe BGR\" feeds 3.")
    }

    @Test("The description says where preprocessing and labels come from, and what was passed over")
    func description() throws {
        let model = try SketchedModel()
        try model.write("cat\ndog\n", as: "labels.txt")
        let text = try NetworkDescription(of: model.url).text
        #expect(text.contains("assumed, no file says it: ImageNet's mean and deviation"))
        #expect(text.contains("\nLabels: none found: classes have numbers\n"))
        #expect(
            text.contains(
                "\nlabels.txt names 2 classes for 4 outputs: the classes are shown by their numbers.\n"))
        try model.write("cat\ndog\ncow\npig\n", as: "labels.txt")
        try model.write(
            "{\"image_mean\": 0.5, \"image_std\": 0.5, \"size\": 8}", as: "preprocessor_config.json")
        let found = try NetworkDescription(of: model.url).text
        #expect(found.contains("from preprocessor_config.json\nLabels: from labels.txt\n"))
    }
}
