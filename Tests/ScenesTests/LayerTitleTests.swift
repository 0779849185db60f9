import Inference
import Testing

@testable import Scenes

@Suite("LayerTitle")
struct LayerTitleTests {
    private func title(_ name: String, kind: Layer.Kind = .convolution) -> LayerTitle {
        LayerTitle(
            Layer(id: 0, name: name, kind: kind, node: name, value: name, shape: [4, 8, 8], predecessors: []))
    }

    @Test(
        "splits a name into block and part",
        arguments: [
            ("layer2.0.conv1", "layer2.0", "conv1"), ("inception3a.branch2.1", "inception3a", "branch2.1"),
            ("features.2.expand", "features.2", "expand"), ("layer1.0.downsample", "layer1.0", "downsample"),
            ("stage2.0.branch1.conv", "stage2.0", "branch1"), ("conv1_1", "", "conv1_1"),
            ("features.28", "", "conv 28"), ("features.conv3_2", "", "conv3_2"),
            ("block1-0.f.a", "block1-0.f", "a"),
        ])
    func pieces(name: String, block: String, part: String) {
        #expect(title(name).block == block)
        #expect(title(name).part == part)
    }

    @Test("a number in a classifier is a dense layer's") func dense() {
        #expect(title("classifier.3", kind: .dense).part == "fc 3")
    }

    @Test(
        "is written in few letters where there is no room",
        arguments: [
            ("conv 3_2", "3_2"), ("conv1_1", "1_1"), ("conv1", "conv1"), ("features.28", "conv 28"),
            ("features.2.depthwise", "dw"), ("a.pointwise2", "pw2"), ("inception3a.branch2.0", "b2.0"),
            ("fc6", "fc6"),
        ])
    func short(name: String, short: String) { #expect(title(name).short == short) }

    @Test("gets ever shorter")
    func all() {
        #expect(title("layer1.0.downsample").all == ["layer1.0.downsample", "downsample", "down"])
        #expect(title("conv1_2").all == ["conv1_2", "conv1_2", "1_2"])
    }
}
