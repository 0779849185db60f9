import Tensors
import Testing

@testable import Inference

@Suite("GraphRun")
struct GraphRunTests {
    @Test("a network on rows of numbers is computed, every value of it, for any batch")
    func rows() throws {
        let sketch = GraphSketch(input: [nil, 2])
        let weights = Tensor(shape: [2, 2], values: [1, -1, 2, 0.5] as [Float])
        var graph = sketch.graph(outputs: ["y"])
        graph.constants["w"] = .float(weights)
        graph.nodes = [
            Graph.Node(name: "product", operation: MatMul(), inputs: ["x", "w"], outputs: ["p"]),
            Graph.Node(name: "relu", operation: Activation(.relu), inputs: ["p"], outputs: ["y"]),
        ]
        let rows = Tensor(shape: [3, 2], values: [1, 0, 0, 1, -1, 2] as [Float])
        let run = try GraphRun(graph, feeding: .float(rows))
        // By hand: [1, 0] -> (1, -1), [0, 1] -> (2, 0.5), [-1, 2] -> (3, 2).
        #expect(run.value("p") == .float(Tensor(shape: [3, 2], values: [1, -1, 2, 0.5, 3, 2] as [Float])))
        #expect(run.value("y") == .float(Tensor(shape: [3, 2], values: [1, 0, 2, 0.5, 3, 2] as [Float])))
        #expect(run.value("x") == .float(rows))
        #expect(run.value("nothing") == nil)
    }

    @Test("it computes what a plan computes")
    func agreesWithPlan() throws {
        let graph = GraphSketch.residual()
        let planned = try Runner(Plan(graph, fusion: .none)).run(picture())
        let run = try GraphRun(graph, feeding: .float(picture()))
        for name in planned.valueNames { #expect(run.value(name) == planned.value(name), "\(name)") }
    }

    @Test("integers go into an input of integers, and only there")
    func integers() throws {
        let integers = Value.integer(IntegerTensor(shape: [2], values: [3, -4]))
        var graph = GraphSketch(input: [nil]).graph(outputs: ["y"])
        graph.nodes = [Graph.Node(name: "cast", operation: Cast(to: .float), inputs: ["x"], outputs: ["y"])]
        #expect(throws: InferenceError.inputType("x", needsIntegers: false)) {
            try GraphRun(graph, feeding: integers)
        }
        graph.inputs[0].holdsIntegers = true
        let run = try GraphRun(graph, feeding: integers)
        #expect(run.value("y") == .float(Tensor(shape: [2], values: [3, -4] as [Float])))
        #expect(throws: InferenceError.inputType("x", needsIntegers: true)) {
            try GraphRun(graph, feeding: .float(Tensor(shape: [2])))
        }
    }

    @Test("a tensor of another shape, and a second input, are refused in words")
    func refusals() {
        let graph = GraphSketch.linear()
        let shape = #expect(throws: InferenceError.self) {
            try GraphRun(graph, feeding: .float(Tensor(shape: [1, 3, 12, 11])))
        }
        #expect(shape?.description == "The input \"x\" has the shape 1x3x12x12, but is fed 1x3x12x11.")
        var two = graph
        two.inputs.append(Graph.Input(name: "z", shape: [1]))
        let count = #expect(throws: InferenceError.self) {
            try GraphRun(two, feeding: .float(picture()))
        }
        #expect(count?.description == "The network has 2 inputs (x, z), but only one is fed.")
    }
}
