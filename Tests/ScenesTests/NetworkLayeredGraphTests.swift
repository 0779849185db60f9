import Inference
import Testing

@testable import Scenes

/// Layers with the given predecessors; those with more than one are joins.
func layers(_ predecessors: [[Int]]) -> [Layer] {
    predecessors.enumerated().map { id, before in
        Layer(
            id: id, name: "layer \(id)", kind: before.count > 1 ? .join : .convolution, node: "n\(id)",
            value: "v\(id)", shape: [8, 4, 4], predecessors: before)
    }
}

@MainActor @Suite struct LayeredGraphTests {
    @Test func aChainIsALine() {
        let graph = LayeredGraph.laidOut(layers([[], [0], [1], [2]]))
        #expect(graph.isLinear)
        #expect(graph.rankOfLayer == [0, 1, 2, 3])
    }

    @Test func aSkipEdgePassesTheRanksBetween() {
        // conv 0 -> conv 1 -> conv 2 -> join 3 <- conv 0
        let graph = LayeredGraph.laidOut(layers([[], [0], [1], [0, 2]]))
        #expect(graph.rankOfLayer == [0, 1, 2, 3])
        let skip = graph.edges.firstIndex(of: .init(from: 0, to: 3)) ?? -1
        #expect(graph.ranks[1].contains(.passing(skip)))
        #expect(graph.ranks[2].contains(.passing(skip)))
        #expect(graph.ranks[3] == [.layer(3)])
    }

    @Test func parallelBranchesShareARank() {
        // An inception block: four branches from conv 0 to join 7.
        let graph = LayeredGraph.laidOut(layers([[], [0], [0], [2], [0], [4], [0], [1, 3, 5, 6], [7]]))
        #expect(graph.rankOfLayer[7] == 3 && graph.rankOfLayer[8] == 4)
        let drawn = graph.ranks.flatMap { $0 }.compactMap { lane -> Int? in
            if case .layer(let id) = lane { id } else { nil }
        }
        #expect(drawn.sorted() == Array(0..<9))
    }

    @Test func denseBlocksKeepOnlyEdgesThatNoPathImplies() {
        // Every layer reads all earlier ones.
        let all = layers((0..<8).map { Array(0..<$0) })
        let edges = LayeredGraph.drawnEdges(of: all).filter { $0.to == 7 }
        #expect(edges == [.init(from: 6, to: 7)])
    }
}
