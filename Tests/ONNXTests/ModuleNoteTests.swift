import Testing

@testable import ONNX

@Suite("ModuleNote")
struct ModuleNoteTests {
    private func path(_ note: String?, key: String = "namespace") -> String {
        var node = Onnx_NodeProto()
        if let note {
            var entry = Onnx_StringStringEntryProto()
            (entry.key, entry.value) = (key, note)
            node.metadataProps = [entry]
        }
        return ModuleNote.path(in: node)
    }

    @Test("names the innermost module")
    func innermost() {
        #expect(
            path(": models.ResNet/layer1: nn.Sequential/layer1.0: models.BasicBlock/add_3: aten.add.Tensor")
                == "layer1.0")
    }

    @Test("is empty for the whole model, without a note and with notes of other kinds")
    func nothing() {
        #expect(path(": models.ResNet/add: aten.add.Tensor") == "")
        #expect(path(nil) == "")
        #expect(path("") == "")
        #expect(path("a/b/c") == "")
        #expect(path("layer1: nn.Sequential/layer1.0: x/add: y", key: "other") == "")
    }
}
