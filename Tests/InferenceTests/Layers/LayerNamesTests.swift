import Testing

@testable import Inference

@Suite("LayerNames")
struct LayerNamesTests {
    private func readable(_ names: [String], operation: String = "Conv") -> [String] {
        LayerNames.readable(names.map { .init(node: $0, operation: operation) })
    }

    private func weighted(_ weights: [String], roles: [LayerRole] = []) -> [String] {
        LayerNames.readable(
            weights.enumerated().map { index, name in
                .init(
                    node: "node_Conv_\(index)", operation: "Conv", weights: name,
                    role: roles.isEmpty ? .other : roles[index])
            })
    }

    @Test(
        "scopes become a path without repetitions, without the operator, and without ends that tell nothing")
    func scopes() {
        let names = [
            "/conv1/Conv", "/layer2/layer2.0/conv1/Conv", "/layer2/layer2.0/downsample/downsample.0/Conv",
            "/features/features.0/Conv", "/features/features.1/conv/conv.0/conv.0.0/Conv",
            "/features/features.1/conv/conv.1/Conv", "/inception3a/branch2/branch2.0/conv/Conv",
            "/inception3a/branch2/branch2.1/conv/Conv",
        ]
        #expect(
            readable(names) == [
                "conv1", "layer2.0.conv1", "layer2.0.downsample", "features.0", "features.1.conv.0",
                "features.1.conv.1", "inception3a.branch2.0", "inception3a.branch2.1",
            ])
    }

    @Test("plain names stay")
    func plain() { #expect(readable(["conv1_1", "conv1_2"]) == ["conv1_1", "conv1_2"]) }

    @Test("what all names start with is left out, unless only a number is left")
    func commonScope() {
        let keras = [
            "StatefulPartitionedCall/vgg16/block1_conv1/Conv2D",
            "StatefulPartitionedCall/vgg16/block1_conv2/BiasAdd",
            "StatefulPartitionedCall/vgg16/block2/block2_conv1/Conv2D__27",
        ]
        #expect(readable(keras) == ["block1_conv1", "block1_conv2", "block2_conv1"])
        #expect(
            weighted([
                "model.features.0.weight", "model.features.3.squeeze.weight", "model.features.4.0.weight",
            ])
                == ["features.0", "features.3.squeeze", "features.4"])
    }

    @Test("a scope that merely holds most layers is left out")
    func holder() {
        let names = [
            "stem.0", "trunk.block1.block1-0.a", "trunk.block1.block1-0.b", "trunk.block2.block2-0.a",
        ]
        #expect(
            weighted(names.map { $0 + ".weight" }) == ["stem", "block1-0.a", "block1-0.b", "block2-0.a"])
    }

    @Test("the module of the weights says most, then the node's scopes, then what the exporter noted")
    func sources() {
        let sources = [
            LayerNames.Source(node: "node_Conv_1", operation: "Conv", weights: "layer1.0.conv1.weight"),
            LayerNames.Source(
                node: "/layer1/layer1.1/conv1/Conv", operation: "Conv", weights: "onnx::Conv_12"),
            LayerNames.Source(node: "node_add_3", operation: "Add", module: "layer1.1"),
            LayerNames.Source(node: "", operation: "Conv", weights: "conv5_w_0"),
            LayerNames.Source(node: "vgg0_dense0_fwd", operation: "Gemm", weights: "vgg0_dense0_weight"),
            LayerNames.Source(
                node: "Conv__7", operation: "Conv", weights: "net/block6/Conv2D/ReadVariableOp:0"),
        ]
        #expect(
            LayerNames.readable(sources) == [
                "layer1.0.conv1", "layer1.1.conv1", "layer1.1", "conv5", "vgg0_dense0", "net.block6",
            ])
    }

    @Test("what has no name is counted by what it computes")
    func nameless() {
        let sources = [
            LayerNames.Source(node: "Conv_0", operation: "Conv", weights: "onnx::Conv_193"),
            LayerNames.Source(node: "node_Conv_4", operation: "Conv"),
            LayerNames.Source(node: "142", operation: "Add"),
            LayerNames.Source(node: "conv1", operation: "Conv"),
            LayerNames.Source(node: "Convolution28", operation: "Conv", weights: "Parameter5"),
            LayerNames.Source(node: "node_cat", operation: "Concat"),
        ]
        #expect(LayerNames.readable(sources) == ["conv2", "conv3", "add1", "conv1", "conv4", "concat1"])
    }

    @Test("numbers within a block become roles, where each layer has its own")
    func roles() {
        let weights = [
            "features.0.0", "features.1.conv.0.0", "features.1.conv.1", "features.2.conv.0.0",
            "features.2.conv.1.0",
            "features.2.conv.2", "stage.4.branch2.0", "stage.4.branch2.3", "stage.4.branch2.5",
            "features.7.block.0",
            "features.7.block.1",
        ]
        let roles: [LayerRole] = [
            .other, .depthwise, .project, .expand, .depthwise, .project, .pointwise, .depthwise, .pointwise,
            .other,
            .project,
        ]
        #expect(
            weighted(weights.map { $0 + ".weight" }, roles: roles) == [
                "features.0", "features.1.depthwise", "features.1.project", "features.2.expand",
                "features.2.depthwise", "features.2.project", "stage.4.branch2.pointwise1",
                "stage.4.branch2.depthwise", "stage.4.branch2.pointwise2", "features.7.block.0",
                "features.7.block.1",
            ])
    }

    @Test("stages name what is only numbered, and nothing else")
    func stages() {
        let numbered = ["features.0.weight", "features.2.weight", "classifier.1.weight"].enumerated().map {
            LayerNames.Source(node: "node_Conv_\($0)", operation: "Conv", weights: $1)
        }
        let stages = ["conv1", "conv2", "fc3"]
        #expect(LayerNames.readable(numbered, stages: stages) == stages)
        #expect(LayerNames.readable(numbered) == ["features.0", "features.2", "classifier"])
        var named = numbered
        named[1].weights = "features.conv2.weight"
        #expect(LayerNames.readable(named, stages: stages) == ["features.0", "features.conv2", "classifier"])
    }

    @Test("equal names are told apart")
    func unique() {
        #expect(
            readable(["/layer1/Conv", "/layer1/Conv_1", "/layer1_2/Conv", "/layer1/Conv_2"])
                == ["layer1", "layer1_3", "layer1_2", "layer1_4"])
    }
}
