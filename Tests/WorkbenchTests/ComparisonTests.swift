import Analysis
import Datasets
import Inference
import Occlusion
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// Variants side by side, on the shipped digits network.
@MainActor @Suite struct ComparisonTests {
    private let state = AppState(store: SidecarStore(folder: nil))

    private let picture = Picture(width: 1, height: 1, red: 0, green: 0, blue: 0)
    private let layer = Layer(
        id: 0, name: "fc", kind: .dense, node: "fc", value: "fc", shape: [1, 1, 1], predecessors: [])

    private func addMask(_ x: Int, _ y: Int, _ side: Int = 8) async throws {
        state.perform(.addMask(.rectangle(PixelRectangle(x: x, y: y, width: side, height: side))))
        try await state.settle()
    }

    @Test("The original stands against the current variant, its own pictures unchanged")
    func originalAgainstCurrent() async throws {
        try await state.openDigits()
        try await addMask(8, 8, 16)
        #expect(state.comparison.result == nil, "nothing is compared before it is looked at")
        state.perform(.showScene(.compare))
        try await state.settle()
        let result = try #require(state.comparison.result)
        let original = try #require(state.originalAnalysis)
        let current = try #require(state.analysis)
        #expect(result.columns.map(\.variant) == [0, 1])
        #expect(result.columns.map(\.picture) == [original.fed, current.fed])
        #expect(result.columns[1].probabilities == current.probabilities)
        let layer = result.layer.layer
        let clusters = original.layers[layer.id].clusters
        #expect(result.layer.columns[0].representatives == clusters.map(\.representative))
        #expect(result.layer.columns[1].maps == current.activations.maps(of: layer))
        #expect(
            zip(result.columns[1].movements, state.movement ?? []).allSatisfy { $0.relativeDistance == $1 })
        #expect(result.columns[0].movements.allSatisfy { $0.relativeDistance == 0 && $0.cosine == 1 })
    }

    @Test("A variant's blocks are the original's weights on its maps; spans hold all values")
    func projectsOnTheReference() async throws {
        try await state.openDigits()
        try await addMask(8, 8, 16)
        state.perform(.showScene(.compare))
        try await state.settle()
        let layer = try #require(state.comparison.result?.layer)
        for (index, cluster) in layer.clusters.enumerated() {
            guard let projection = cluster.projection else { continue }
            let maps = layer.columns[1].maps
            let picture = layer.columns[1].representatives[index]
            for pixel in stride(from: 0, to: picture.count, by: 7) {
                let score = cluster.maps.indices.reduce(0.0) {
                    let value = maps.values[cluster.maps[$1] * picture.count + pixel]
                    return $0 + Double(projection.weights[$1]) * (Double(value) - projection.means[$1])
                }
                #expect(abs(Double(picture.values[pixel]) - score) < 1e-4)
            }
            let span = layer.clusterSpans[index]
            let both = layer.columns.flatMap { $0.representatives[index].values }
            #expect(span.values == (both.min() ?? 0)...(both.max() ?? 0))
            let differences = zip(picture.values, layer.columns[0].representatives[index].values).map(-)
            #expect(span.bound == differences.map(\.magnitude).max())
        }
        let distances = layer.mapsByMovement.map { layer.columns[1].differences[$0].distance }
        #expect(distances == distances.sorted(by: >))
    }

    @Test("Swapping makes the variant the reference, with its own clusters")
    func swaps() async throws {
        try await state.openDigits()
        try await addMask(8, 8, 16)
        state.perform(.showScene(.compare))
        try await state.settle()
        let before = try #require(state.comparison.result)
        let variantClusters = try #require(state.analysis).layers[before.layer.layer.id].clusters
        state.perform(.swapCompared)
        try await state.settle()
        let after = try #require(state.comparison.result)
        #expect(after.columns.map(\.variant) == [1, 0])
        #expect(state.selection.variant == Variant.originalID)
        #expect(after.layer.clusters.map(\.maps) == variantClusters.map(\.maps))
        #expect(after.layer.columns[0].maps == before.layer.columns[1].maps)
        #expect(
            zip(after.columns[1].movements, before.columns[1].movements).allSatisfy { $0.cosine == $1.cosine }
        )
        state.perform(.swapCompared)
        try await state.settle()
        #expect(state.comparison.result?.columns.map(\.variant) == [0, 1])
    }

    @Test("Undo and redo, the layer and the clusters are followed while the scene is on stage")
    func followsChanges() async throws {
        try await state.openDigits()
        try await addMask(8, 8, 16)
        try await addMask(2, 2, 4)
        state.perform(.showScene(.compare))
        try await state.settle()
        let both = try #require(state.comparison.result)
        state.perform(.undo)
        try await state.settle()
        let one = try #require(state.comparison.result)
        #expect(one.columns[1].picture != both.columns[1].picture)
        state.perform(.redo)
        try await state.settle()
        #expect(state.comparison.result?.columns[1].picture == both.columns[1].picture)
        state.perform(.selectLayer(0))
        try await state.settle()
        #expect(state.comparison.result?.layer.layer.id == 0)
        #expect(state.comparison.result?.columns[1].movements == both.columns[1].movements)
        state.perform(.setClusterCount(2))
        try await state.settle()
        #expect(state.comparison.result?.layer.clusters.count == 2)
        state.perform(.undo)
        state.perform(.undo)
        try await state.settle()
        #expect(state.comparedVariants.isEmpty)
    }

    @Test("A table holds further variants, those left out excepted, each as if it were run by itself")
    func comparesSeveral() async throws {
        try await state.openDigits()
        for place in 0..<4 {
            state.perform(.newVariant)
            try await addMask(4 * place, 6)
        }
        var settings = ComparisonSettings()
        settings.columnCount = 4
        state.perform(.setComparison(settings))
        state.perform(.showScene(.compare))
        try await state.settle()
        #expect(state.comparison.result?.columns.map(\.variant) == [0, 4, 1, 2])
        settings.leftOut = [1]
        state.perform(.setComparison(settings))
        try await state.settle()
        let result = try #require(state.comparison.result)
        #expect(result.columns.map(\.variant) == [0, 4, 2, 3])
        let network = try #require(state.network)
        for (column, maps) in zip(result.columns, result.layer.columns) {
            let alone = try network.runner.run(network.preprocessing.tensor(from: column.picture))
            let expected = alone.maps(of: result.layer.layer)
            #expect(Tolerance.close.mismatch(maps.maps, expected) == nil)
            #expect(Tolerance.close.mismatch(column.probabilities, alone.probabilities) == nil)
        }
    }

    @Test("The reference gives way where it is the current variant itself")
    func resolvesVariants() async throws {
        try await state.openDigits()
        #expect(state.comparedVariants.isEmpty)
        try await addMask(8, 8)
        state.perform(.newVariant)
        try await addMask(2, 2)
        var settings = ComparisonSettings()
        settings.reference = 2
        state.perform(.setComparison(settings))
        #expect(state.comparedVariants.map(\.id) == [0, 2])
        state.perform(.chooseVariant(1))
        #expect(state.comparedVariants.map(\.id) == [2, 1])
        state.perform(.chooseVariant(0))
        #expect(state.comparedVariants.map(\.id) == [2, 0])
        settings.reference = 0
        state.perform(.setComparison(settings))
        #expect(state.comparedVariants.map(\.id) == [0, 2])
        state.perform(.removeVariant(2))
        #expect(state.comparedVariants.map(\.id) == [0, 1])
    }

    @Test("The strongest window of the pool is a variant at once, and the scene stays")
    func takesTheStrongestWindow() async throws {
        try await state.openDigits()
        state.perform(.showScene(.occlusion))
        try await state.settle()
        state.perform(.showScene(.compare))
        state.perform(.compareStrongestVariant)
        try await state.settle()
        #expect(state.scene == .compare)
        let pool = try #require(state.pool.pool)
        let answer = pool.original.predicted
        let lowest = pool.variants.map { $0.output.probabilities[answer] }.min()
        let probability = try #require(state.comparison.result?.columns[1].probabilities[answer])
        #expect(abs(probability - (lowest ?? 1)) < 1e-5)
    }

    @Test("The classes of both top tens rise and fall in order")
    func changes() {
        let (picture, layer) = (picture, layer)
        var before = [Float](repeating: 0, count: 30)
        var after = before
        for index in 0..<12 {
            before[index] = Float(20 - index) / 200
            after[29 - index] = Float(20 - index) / 200
        }
        let changes = Comparison.changes(from: before, to: after)
        #expect(Set(changes.map(\.classIndex)) == Set(0..<10).union(20..<30))
        let differences = changes.map { $0.after - $0.before }
        #expect(differences == differences.sorted(by: >))
        #expect(changes.first?.classIndex == 29 && changes.last?.classIndex == 0)
        let column = { Comparison.Column(variant: 0, picture: picture, probabilities: $0, movements: []) }
        let compared = LayerComparison(
            LayerAnalysis(layer: layer, entropies: [], clusters: []),
            maps: [Tensor(shape: [1, 1, 1]), Tensor(shape: [1, 1, 1])], representatives: [[], []])
        let largest = Comparison(columns: [column(before), column(after)], layer: compared).largestChanges(4)
        #expect(largest.map(\.classIndex) == [29, 28, 1, 0])
        #expect(Comparison.changes(from: before, to: before).map(\.classIndex) == Array(0..<10))
    }

    @Test("Maps are kept for as many variants as there is room for, at least for one")
    func trimsTheCache() async throws {
        try await state.openDigits()
        let analysis = try #require(state.analysis)
        let run = ComparedRun(
            picture: analysis.fed, logits: [], activations: analysis.activations)
        let runs = [ComparedRun](repeating: run, count: 4)
        #expect(
            runs.trimmed(bytesPerRun: 60 << 20).map { $0.activations != nil } == [true, true, false, false])
        #expect(
            runs.trimmed(bytesPerRun: 1 << 30).map { $0.activations != nil } == [true, false, false, false])
        #expect(runs.trimmed(bytesPerRun: 0).allSatisfy { $0.activations != nil })
    }
}
