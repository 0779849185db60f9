import Foundation
import Inference
import Tensors
import Testing

@testable import ONNX

/// "If" nodes whose conditions the file answers are gone; the others are computed.
@Suite struct BranchExpanderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func graph(_ nodes: Onnx_NodeProto...) -> Onnx_GraphProto {
        .with {
            $0.node = nodes
            $0.output = [.with { $0.name = nodes.last?.output.first ?? "" }]
        }
    }

    private func branch(_ name: String, _ graph: Onnx_GraphProto) -> Onnx_AttributeProto {
        .with {
            $0.name = name
            $0.type = .graph
            $0.g = graph
        }
    }

    private func choice(
        _ condition: String, _ output: String, yes: Onnx_GraphProto, no: Onnx_GraphProto
    ) -> Onnx_NodeProto {
        ModelBytes.node(
            "If", [condition], [output],
            attributes: [branch("then_branch", yes), branch("else_branch", no)])
    }

    /// The network of the nodes with a condition "no" that the file answers and a condition "fed" that is fed.
    private func network(_ nodes: Onnx_NodeProto...) throws -> Graph {
        let model = ModelBytes.model { graph in
            graph.node = nodes
            graph.input = [ModelBytes.value("x", [2]), ModelBytes.value("fed", [])]
            graph.input[1].type.tensorType.elemType = .bool
            graph.initializer = [ModelBytes.tensor("no", .bool, [], [0])]
            graph.output = [ModelBytes.value("y", [2])]
        }
        return try ONNXFile.readGraph(at: folder.write(model))
    }

    private func result(of graph: Graph, fed: Int) throws -> Value? {
        let values: [String: Value] = [
            "x": .float(Tensor(shape: [2], values: [-1, 2])),
            "fed": .integer(IntegerTensor(shape: [], values: [fed])),
        ]
        return try GraphRun(
            graph, feeding: values.filter { pair in graph.inputs.contains { $0.name == pair.key } }
        )
        .value("y")
    }

    @Test("Two branches may use the same names inside")
    func sameNames() throws {
        let never = graph(ModelBytes.node("Sqrt", ["x"], ["never"]))
        let flat = graph(
            ModelBytes.node("Relu", ["x"], ["inner"]), ModelBytes.node("Neg", ["inner"], ["result"]))
        let graph = try network(
            choice("no", "a", yes: never, no: flat), choice("no", "b", yes: never, no: flat),
            ModelBytes.node("Add", ["a", "b"], ["y"]))
        #expect(graph.nodes.map(\.operation.name) == ["Relu", "Neg", "Relu", "Neg", "Add"])
        #expect(try result(of: graph, fed: 0) == .float(Tensor(shape: [2], values: [0, -4])))
    }

    @Test(
        "A condition that is fed chooses at every run; branches within branches read what is around them",
        arguments: [
            (1, [Float(-0.0), 2]), (0, [1, -2]),
        ])
    func fedCondition(fed: Int, expected: [Float]) throws {
        let inside = choice(
            "fed", "chosen", yes: graph(ModelBytes.node("Identity", ["inner"], ["same"])),
            no: graph(ModelBytes.node("Neg", ["x"], ["negated"])))
        let outside = choice(
            "no", "y", yes: graph(ModelBytes.node("Sqrt", ["x"], ["never"])),
            no: graph(ModelBytes.node("Relu", ["x"], ["inner"]), inside))
        let graph = try network(outside)
        #expect(graph.nodes.map(\.operation.name) == ["Relu", "If"])
        #expect(try result(of: graph, fed: fed) == .float(Tensor(shape: [2], values: expected)))
    }

    @Test("A branch may hand on a value from outside as it is")
    func handsOn() throws {
        let graph = try network(
            choice(
                "no", "y", yes: graph(ModelBytes.node("Sqrt", ["x"], ["never"])),
                no: .with { $0.output = [.with { $0.name = "x" }] }))
        #expect(try result(of: graph, fed: 0) == .float(Tensor(shape: [2], values: [-1, 2])))
    }

    @Test(
        "A function of the file may branch on what it is given",
        arguments: [(1, [Float(1), -2]), (0, [-2, 4])])
    func branchInFunction(fed: Int, expected: [Float]) throws {
        let inside = choice(
            "flag", "b", yes: graph(ModelBytes.node("Neg", ["a"], ["n"])),
            no: graph(ModelBytes.node("Add", ["a", "t"], ["s"])))
        var call = ModelBytes.node("Maybe", ["x", "fed"], ["y"], name: "call")
        call.domain = "mine"
        let model = ModelBytes.model { graph in
            graph.node = [call]
            graph.input = [ModelBytes.value("x", [2]), ModelBytes.value("fed", [])]
            graph.input[1].type.tensorType.elemType = .bool
            graph.output = [ModelBytes.value("y", [2])]
        }
        var whole = model
        whole.functions = [
            .with {
                $0.domain = "mine"
                $0.name = "Maybe"
                $0.input = ["a", "flag"]
                $0.output = ["b"]
                $0.node = [ModelBytes.node("Identity", ["a"], ["t"]), inside]
            }
        ]
        let graph = try ONNXFile.readGraph(at: folder.write(whole))
        #expect(try result(of: graph, fed: fed) == .float(Tensor(shape: [2], values: expected)))
    }
}
