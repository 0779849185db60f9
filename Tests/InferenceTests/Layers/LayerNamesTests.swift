import Testing

@testable import Inference

@Suite("LayerNames")
struct LayerNamesTests {
    private func readable(_ names: [String], operation: String = "Conv") -> [String] {
        LayerNames.readable(names.map { .init(node: $0, operation: operation) })
    }

    @Test("scopes become a path without repetitions and without the operator")
    func scopes() {
        let names = [
            "/conv1/Conv", "/layer2/layer2.0/conv1/Conv", "/layer2/layer2.0/downsample/downsample.0/Conv",
            "/features/features.0/Conv", "/features/features.1/conv/conv.0/conv.0.0/Conv",
        ]
        #expect(
            readable(names) == [
                "conv1", "layer2.0.conv1", "layer2.0.downsample.0", "features.0", "features.1.conv.0.0",
            ])
    }

    @Test("plain names stay")
    func plain() { #expect(readable(["conv1_1", "conv1_2"]) == ["conv1_1", "conv1_2"]) }

    @Test("what all names start with is left out")
    func commonScope() {
        let names = ["Partitioned/vgg16/block1_conv1/Conv2D", "Partitioned/vgg16/block1_conv2/BiasAdd"]
        #expect(readable(names) == ["block1_conv1", "block1_conv2"])
    }

    @Test("names that say nothing are replaced by the module of the weights")
    func weights() {
        let sources = [
            LayerNames.Source(node: "node_conv2d_1", operation: "Conv", weights: "layer1.0.conv1.weight"),
            LayerNames.Source(node: "Conv_7", operation: "Conv", weights: "onnx::Conv_12"),
            LayerNames.Source(node: "node_add_3", operation: "Add"),
        ]
        #expect(LayerNames.readable(sources) == ["layer1.0.conv1", "Conv_7", "add_3"])
    }

    @Test("equal names are told apart")
    func unique() {
        #expect(
            readable(["/layer1/Conv", "/layer1/Conv_1", "/layer1_2/Conv", "/layer1/Conv_2"])
                == ["layer1", "layer1_3", "layer1_2", "layer1_4"])
    }
}
