/// The module path that PyTorch's exporter notes at its nodes, under the key "namespace".
///
/// A note lists the scopes from the whole model to the call, each as "path: class":
/// ": models.ResNet/layer1: nn.Sequential/layer1.0: models.BasicBlock/add: aten.add.Tensor".
enum ModuleNote {
    /// The path of the innermost module, "layer1.0" in the example; empty where the node has no such note.
    static func path(in node: Onnx_NodeProto) -> String {
        guard let note = node.metadataProps.first(where: { $0.key == "namespace" })?.value else { return "" }
        let scopes = note.split(separator: "/").dropLast()
        guard let module = scopes.last, let end = module.firstRange(of: ": ")?.lowerBound else { return "" }
        return String(module[..<end])
    }
}
