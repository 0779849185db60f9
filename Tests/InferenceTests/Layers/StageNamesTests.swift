import Testing

@testable import Inference

@Suite("StageNames")
struct StageNamesTests {
    /// A chain of convolutions whose maps have the given sides, then dense layers.
    private func names(_ sides: [Int], dense: Int = 0) -> [String]? {
        let shapes = sides.map { [8, $0, $0] } + Array(repeating: [20, 1, 1], count: dense)
        let layers = shapes.enumerated().map { index, shape in
            Layer(
                id: index, name: "", kind: index < sides.count ? .convolution : .dense, node: "", value: "",
                shape: shape, predecessors: index == 0 ? [] : [index - 1])
        }
        return StageNames.names(of: layers)
    }

    @Test("VGG counts stages and the layers in them")
    func staged() {
        #expect(
            names([224, 224, 112, 112, 56, 56, 56], dense: 2) == [
                "conv1_1", "conv1_2", "conv2_1", "conv2_2", "conv3_1", "conv3_2", "conv3_3", "fc4", "fc5",
            ])
    }

    @Test("AlexNet, with few layers a stage, is numbered through")
    func through() {
        #expect(
            names([55, 27, 13, 13, 13], dense: 2) == [
                "conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7",
            ])
    }

    @Test("a border that a convolution cuts off is no new stage")
    func border() { #expect(names([28, 26, 12, 10]) == ["conv1_1", "conv1_2", "conv2_1", "conv2_2"]) }

    @Test("branches have no stages")
    func branches() {
        let layers = [[], [0], [0]].enumerated().map { index, predecessors in
            Layer(
                id: index, name: "", kind: .convolution, node: "", value: "", shape: [8, 12, 12],
                predecessors: predecessors)
        }
        #expect(StageNames.names(of: layers) == nil)
    }
}
