import Testing

@testable import Inference

@Suite("LayerRole")
struct LayerRoleTests {
    @Test("follows from the shape of the weights")
    func shapes() {
        #expect(LayerRole(weights: [96, 1, 3, 3], groups: 96) == .depthwise)
        #expect(LayerRole(weights: [192, 1, 7, 7], groups: 96) == .depthwise)
        #expect(LayerRole(weights: [96, 16, 1, 1], groups: 1) == .expand)
        #expect(LayerRole(weights: [16, 96, 1, 1], groups: 1) == .project)
        #expect(LayerRole(weights: [58, 58, 1, 1], groups: 1) == .pointwise)
        #expect(LayerRole(weights: [64, 64, 3, 3], groups: 1) == .other)
        #expect(LayerRole(weights: [64, 32, 1, 1], groups: 2) == .other)
        #expect(LayerRole(weights: [64, 1, 3, 3], groups: 1) == .other)
    }

    @Test("has words only in blocks around a depthwise convolution")
    func words() {
        #expect(LayerRole.words([.expand, .depthwise, .project]) == ["expand", "depthwise", "project"])
        #expect(LayerRole.words([.depthwise, .pointwise]) == ["depthwise", "pointwise"])
        #expect(
            LayerRole.words([.expand, .depthwise, .expand]) == ["pointwise1", "depthwise", "pointwise2"])
        #expect(LayerRole.words([.expand, .project]) == nil)
        #expect(LayerRole.words([.depthwise, .other]) == nil)
    }
}
