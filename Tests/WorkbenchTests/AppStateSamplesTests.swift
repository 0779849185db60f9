import Datasets
import Foundation
import Samples
import Testing

@testable import Workbench

@Suite("A data set in the program's state", .serialized)
@MainActor struct AppStateSamplesTests {
    private static let assets = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Assets")

    /// A state with Digits and a folder of some of its pictures, run through.
    private func opened(count: Int = 60) async throws -> (AppState, SampleSet) {
        let state = AppState(store: SidecarStore(folder: nil))
        state.perform(.openModel(Self.assets.appending(path: "Models/digits.onnx")))
        try await state.settle()
        let set = try SampleSet.open(Self.assets.appending(path: "Data/Digits"))
            .subset(Array(0..<count), name: UUID().uuidString)
        state.perform(.showScene(.map))
        state.receive(.opened(run: state.newestData, set))
        try await state.settleSamples()
        return (state, set)
    }

    @Test("data that are opened go through the network, and the map's results arrive")
    func opening() async throws {
        let (state, set) = try await opened()
        #expect(state.samples.store?.doneCount == set.samples.count)
        #expect(state.samples.population?.count == set.samples.count)
        #expect(state.samples.answers?.predictions.count == set.samples.count)
        #expect(state.samples.networkClassOf == (0..<10).map { $0 })
        let layer = state.samples.layer
        let embedding = try #require(state.embeddingRequest(layer: layer))
        #expect(state.samples.results.result(of: embedding)?.points.shape == [set.samples.count, 2])
        let means = try #require(state.classMeansRequest(layer: 0))
        #expect(state.samples.results.result(of: means) != nil)
    }

    @Test("a table is offered as soon as its own results are there, whatever else is")
    func tables() async throws {
        let (state, _) = try await opened(count: 24)
        #expect(state.stageTables == [.map, .samples])
        for (scene, table) in [(SceneName.curves, StageTable.quality), (.neighbors, .stability)] {
            state.perform(.showScene(scene))
            #expect(state.stageTables == [.samples], "\(scene)")
            #expect(state.table(table) == nil)
            try await state.settleSamples()
            #expect(state.stageTables == [table, .samples], "\(scene)")
            #expect(state.table(table)?.rows.isEmpty == false)
        }
    }

    @Test("a class made of the selection takes its samples, and undo brings them back")
    func userClasses() async throws {
        let (state, set) = try await opened()
        let chosen: Set = [2, 5, 7]
        state.perform(.samples(.select(chosen)))
        state.perform(.samples(.makeClass(name: "odd ones")))
        let index = try #require(state.samples.classes.classes.firstIndex { $0.name == "odd ones" })
        #expect(Set(set.samples.indices.filter { state.samples.classes.classOf[$0] == index }) == chosen)
        #expect(state.samples.population?.classNames.last == "odd ones")
        #expect(state.samples.networkClassOf.last == .some(nil))
        state.perform(.samples(.renameClass(index, "odd")))
        #expect(state.samples.classes.classes[index].name == "odd")
        state.perform(.undo)
        state.perform(.undo)
        #expect(state.samples.classes.classOf == set.samples.map { $0.label ?? -1 })
        state.perform(.redo)
        state.perform(.samples(.removeClass(index)))
        #expect(state.samples.classes.classOf == set.samples.map { $0.label ?? -1 })
    }

    @Test("narrowing leaves other classes out, also of the selection")
    func narrowing() async throws {
        let (state, set) = try await opened()
        state.perform(.samples(.select(Set(set.samples.indices))))
        state.perform(.samples(.narrow(toClasses: [1, 4])))
        let population = try #require(state.samples.population)
        #expect(Set(population.classOf) == [1, 4])
        #expect(state.selection.samples == Set(population.samples))
        state.perform(.samples(.narrow(toClasses: nil)))
        #expect(state.samples.population?.count == set.samples.count)
    }

    @Test("selections replace, add and take away; a class selects its members")
    func selecting() async throws {
        let (state, set) = try await opened()
        state.perform(.samples(.selectClass(3)))
        let threes = Set(set.samples.indices.filter { set.samples[$0].label == 3 })
        #expect(state.selection.samples == threes)
        state.perform(.samples(.select([0, 1], .add)))
        #expect(state.selection.samples == threes.union([0, 1]))
        state.perform(.samples(.select(threes, .remove)))
        #expect(state.selection.samples == Set([0, 1]).subtracting(threes))
        state.perform(.samples(.select([-1, 9999])))
        #expect(state.selection.samples.isEmpty)
    }

    @Test("an operation that is opened brings its layer along, until another layer is shown")
    func openingAnOperation() async throws {
        let (state, _) = try await opened()
        let store = try #require(state.samples.store)
        // The operation in the middle of a layer is not the one that the layer ends in.
        let operations = state.shownOperations
        let chosen = try #require(
            operations.first { operation in
                operation.layer != state.samples.layer
                    && operation.id
                        != store.operation(of: LayerAspect(layer: operation.layer, side: .after)).id
            })
        state.perform(.samples(.showOperation(chosen.id)))
        #expect(state.openOperation == chosen && state.samples.layer == chosen.layer)
        state.perform(.samples(.showOperation(store.operations.count)))
        #expect(state.openOperation == chosen, "there is no such operation")
        let other = try #require(store.layers.indices.last { $0 != chosen.layer })
        state.perform(.samples(.showLayer(other)))
        #expect(state.openOperation != chosen && state.openOperation?.layer == other)
    }

    @Test("another layer of the samples closes the map and block of the one before")
    func otherLayer() async throws {
        let (state, _) = try await opened(count: 12)
        state.perform(.openPicture(Self.assets.appending(path: "Examples/digit-3.png")))
        try await state.settle()
        let layers = try #require(state.samples.store).layers
        let ofNetwork = layers.filter { if case .layer = $0.source { true } else { false } }
        let (first, last) = (try #require(ofNetwork.first), try #require(ofNetwork.last))
        state.perform(.samples(.showLayer(first.id)))
        state.perform(.openCluster(layer: try #require(state.selection.layer), cluster: 0))
        state.perform(.openMap(0))
        state.perform(.samples(.showLayer(last.id)))
        #expect(last.source == .layer(state.selection.layer ?? -1))
        #expect(state.selection.cluster == nil && state.selection.map == nil)
    }

    @Test("other settings ask for other results, and the old ones are found again")
    func settings() async throws {
        let (state, _) = try await opened()
        let before = try #require(state.embeddingRequest(layer: state.samples.layer))
        var settings = state.samples.settings
        settings.method = .pca
        state.perform(.samples(.set(settings)))
        try await state.settleSamples()
        let after = try #require(state.embeddingRequest(layer: state.samples.layer))
        #expect(after != before)
        #expect(state.samples.results.result(of: after) != nil)
        #expect(state.samples.results.result(of: before) != nil)
    }

    @Test("planes in the Network scene want the embedding of every layer")
    func planes() async throws {
        let (state, _) = try await opened(count: 24)
        state.perform(.showScene(.network))
        var settings = state.samples.settings
        (settings.method, settings.showsPlanes) = (.pca, true)
        state.perform(.samples(.set(settings)))
        try await state.settleSamples()
        let layers = try #require(state.samples.store).layers
        for layer in layers {
            let request = try #require(state.embeddingRequest(layer: layer.id))
            #expect(state.samples.results.result(of: request)?.points.shape == [24, 2])
        }
        // A picture that is opened is shown by blocks.
        state.perform(.samples(.openSample(3)))
        #expect(!state.samples.settings.showsPlanes && state.scene == .network)
    }

    @Test("planes need data, and other data or another network keep them on stage")
    func planesOfOtherData() async throws {
        let state = AppState(store: SidecarStore(folder: nil))
        state.perform(.openModel(Self.assets.appending(path: "Models/digits.onnx")))
        try await state.settle()
        state.perform(.showScene(.network))
        var settings = state.samples.settings
        settings.showsPlanes = true
        state.perform(.samples(.set(settings)))
        #expect(!state.samples.settings.showsPlanes && state.message?.isError == false)
        let set = try SampleSet.open(Self.assets.appending(path: "Data/Digits"))
            .subset(Array(0..<12), name: UUID().uuidString)
        state.receive(.opened(run: state.newestData, set))
        try await state.settleSamples()
        state.perform(.showScene(.network))
        settings.method = .pca
        state.perform(.samples(.set(settings)))
        #expect(state.samples.settings.showsPlanes)
        let run = state.newestData
        state.receive(.opened(run: run, set))
        #expect(state.scene == .network)
        try await state.settleSamples()
        state.perform(.openModel(Self.assets.appending(path: "Models/pictograms.onnx")))
        try await state.settle()
        try await state.settleSamples()
        #expect(state.samples.store?.feed.plan.classCount == 40 && state.samples.settings.showsPlanes)
    }

    @Test("data that cannot be opened leave a sentence and what was there")
    func failure() async throws {
        let (state, set) = try await opened()
        state.perform(.samples(.open(URL(filePath: "/nowhere/at/all"))))
        try await state.settleSamples()
        #expect(state.message?.isError == true)
        #expect(state.samples.store?.set.name == set.name)
    }

    @Test("another network runs the same data again")
    func otherNetwork() async throws {
        let (state, set) = try await opened(count: 20)
        state.perform(.openModel(Self.assets.appending(path: "Models/pictograms.onnx")))
        try await state.settle()
        try await state.settleSamples()
        #expect(state.samples.store?.doneCount == set.samples.count)
        #expect(state.samples.store?.feed.plan.classCount == 40)
    }
}

extension AppState {
    /// Waits until data are open, run and worked on; fails after a minute.
    @MainActor func settleSamples() async throws {
        for _ in 0..<6000 {
            receiveResults()
            if samples.opening == nil, samples.progress == nil, samples.results.running.isEmpty { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("The work on the data did not come to an end.")
    }
}
