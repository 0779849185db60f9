import Datasets
import Foundation
import Inference
import Occlusion
import Testing

@testable import Workbench

/// Other networks beside the open one.
@MainActor @Suite struct AppStateModelsTests {
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "convoscope-models-\(UUID().uuidString)")
    private let patch = MaskShape.rectangle(PixelRectangle(x: 8, y: 10, width: 12, height: 9))

    private func shipped(_ name: String) throws -> URL {
        try #require(ShippedFiles.assets).appending(path: name)
    }

    private func copy(_ names: [String: String]) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (source, name) in names {
            try FileManager.default.copyItem(at: try shipped(source), to: folder.appending(path: name))
        }
    }

    @Test("A network beside itself says the same to the last bit, masked and unmasked")
    func itself() async throws {
        let state = try await AppState.opened()
        state.perform(.models(.open(try shipped("Models/digits.onnx"))))
        try await state.settle()
        #expect(state.scene == .models && !state.models.isSeries)
        #expect(state.models.other?.run?.probabilities == state.analysis?.probabilities)
        #expect(state.models.other?.run?.unmasked == nil)
        state.perform(.addMask(patch))
        try await state.settle()
        let run = try #require(state.models.other?.run)
        #expect(run.fed == state.shownInput && run.fed != state.fittedInput)
        #expect(run.probabilities == state.analysis?.probabilities)
        #expect(run.unmasked == state.originalAnalysis?.probabilities)
        #expect(run.movement == state.movement && run.movement?.contains { $0 > 0 } == true)
        #expect(run.layers.map(\.entropies) == state.analysis?.layers.map(\.entropies))
    }

    @Test("Another network says what it says when it is opened alone with the same mask")
    func alone() async throws {
        let checkpoint = try #require(ShippedFiles.checkpoints).appending(path: "epoch-60.onnx")
        let state = try await AppState.opened()
        state.perform(.addMask(patch))
        state.perform(.models(.open(checkpoint)))
        try await state.settle()
        let alone = AppState(store: SidecarStore(folder: nil))
        alone.perform(.openModel(checkpoint))
        alone.perform(.openPicture(try shipped("Examples/digit-3.png")))
        try await alone.settle()
        alone.perform(.addMask(patch))
        try await alone.settle()
        let run = try #require(state.models.other?.run)
        #expect(run.probabilities == alone.analysis?.probabilities)
        #expect(run.unmasked == alone.originalAnalysis?.probabilities)
        #expect(run.probabilities != state.analysis?.probabilities)
    }

    @Test("A network of another size and of no color is fed the same picture with the same places hidden")
    func otherSize() async throws {
        let state = try await AppState.opened("pictograms")
        let shape = MaskShape.rectangle(PixelRectangle(x: 32, y: 64, width: 40, height: 24))
        state.perform(.addMask(shape))
        state.perform(.models(.open(try shipped("Models/digits.onnx"))))
        try await state.settle()
        let other = try #require(state.models.other)
        let run = try #require(other.run)
        // 128 pixels become 32.
        let hidden = try #require(run.hidden)
        #expect(hidden.bounds == PixelRectangle(x: 8, y: 16, width: 10, height: 6) && hidden.count == 60)
        var painter = MaskPainter(of: other.network.preprocessing.fit(try #require(state.picture).picture))
        let masked = painter.picture(under: [
            MaskPart(.rectangle(PixelRectangle(x: 8, y: 16, width: 10, height: 6)), .hides(.black))
        ])
        #expect(run.fed == masked)
        let activations = try other.network.runner.run(other.network.preprocessing.tensor(from: masked))
        for (own, naive) in zip(run.probabilities, activations.probabilities) {
            #expect(abs(own - naive) < 1e-6)
        }
    }

    @Test("The shipped checkpoints are in the order of their epochs, described by one, and learn the 3")
    func checkpoints() async throws {
        let state = try await AppState.opened()
        state.perform(.models(.open(try #require(ShippedFiles.checkpoints))))
        try await state.settle()
        let models = state.models
        #expect(
            models.others.map(\.network.url.lastPathComponent)
                == [0, 1, 2, 4, 8, 16, 32, 60].map { "epoch-\($0).onnx" })
        #expect(models.remarks.isEmpty && models.shown == 7 && models.isSeries)
        for other in models.others {
            #expect(other.network.labels.names == state.network?.labels.names)
            #expect(other.network.preprocessing.feedsLike(try #require(state.network).preprocessing))
            #expect(other.network.layers.first?.name == "conv 1")
        }
        let threes = try models.others.map { try #require($0.run).probabilities[3] }
        #expect(threes[0] < 0.2 && threes[7] > 0.9)
    }

    @Test("The same maps are kept of every checkpoint, with the values that a run gives")
    func keptMaps() async throws {
        let state = try await AppState.opened()
        state.perform(.models(.open(try #require(ShippedFiles.checkpoints))))
        try await state.settle()
        let last = try #require(state.models.others.last?.run)
        for other in state.models.others {
            let run = try #require(other.run)
            let activations = try other.network.runner.run(
                other.network.preprocessing.tensor(from: try #require(state.fittedInput)))
            for layer in other.network.layers where layer.kind != .join {
                let kept = try #require(run.maps[layer.id])
                #expect(kept.map(\.number) == last.maps[layer.id]?.map(\.number))
                let maps = activations.maps(of: layer)
                for map in kept {
                    let length = layer.width * layer.height
                    let values =
                        map.number.map { Array(maps.values[$0 * length..<($0 + 1) * length]) } ?? maps.values
                    #expect(map.values == values)
                    #expect(map.range == (try #require(values.min()))...(try #require(values.max())))
                }
            }
        }
        // The highest entropies of the last one, in the order of their numbers.
        let conv = try #require(last.layers.first { $0.layer.name == "conv 2" })
        let numbers = try #require(last.maps[conv.layer.id]).compactMap(\.number)
        let left = conv.entropies.indices.filter { !numbers.contains($0) }.map { conv.entropies[$0] }
        #expect(numbers.count == 8 && numbers == numbers.sorted())
        #expect(numbers.allSatisfy { number in left.allSatisfy { $0 <= conv.entropies[number] } })
    }

    @Test("What does not fit a folder's last network is named and left out; what cannot be read too")
    func misfits() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try copy([
            "Checkpoints/Digits/epoch-2.onnx": "a-10.onnx", "Checkpoints/Digits/epoch-60.onnx": "a-9.onnx",
            "Models/pictograms.onnx": "a-2.onnx", "Checkpoints/Digits/epoch-60.json": "a-9.json",
        ])
        try Data("no network".utf8).write(to: folder.appending(path: "a-1.onnx"))
        let state = try await AppState.opened()
        state.perform(.openFile(folder))
        try await state.settle()
        #expect(state.models.others.map(\.network.url.lastPathComponent) == ["a-9.onnx", "a-10.onnx"])
        #expect(state.models.remarks.count == 2)
        #expect(state.models.remarks.contains { $0.contains("a-1.onnx") })
        #expect(state.models.remarks.contains { $0.hasPrefix("a-2.onnx has other layers than a-10.onnx") })
    }

    @Test("A folder without networks and a broken file are one sentence, and lose nothing")
    func failures() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let state = try await AppState.opened()
        state.perform(.models(.open(folder)))
        try await state.settle()
        #expect(state.models.failure?.contains("There are no .onnx files") == true)
        state.perform(.models(.open(try #require(ShippedFiles.checkpoints))))
        try await state.settle()
        let broken = folder.appending(path: "broken.onnx")
        try Data("no network".utf8).write(to: broken)
        state.perform(.models(.open(broken)))
        try await state.settle()
        #expect(state.models.others.count == 8 && state.message?.isError == true)
        state.perform(.models(.close))
        #expect(state.models.others.isEmpty && state.analysis != nil)
    }

    @Test("A folder of pictures that keeps models beside its classes is data, not a series")
    func dataWithModels() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try copy(["Checkpoints/Digits/epoch-1.onnx": "a.onnx"])
        #expect(!OpenedModels.isSeries(folder) && !OpenedModels.isSeries(folder.appending(path: "a.onnx")))
        try copy(["Checkpoints/Digits/epoch-2.onnx": "b.onnx"])
        #expect(OpenedModels.isSeries(folder))
        try FileManager.default.createDirectory(
            at: folder.appending(path: "dog"), withIntermediateDirectories: true)
        #expect(!OpenedModels.isSeries(folder))
    }

    @Test("A cancelled opening leaves what was there")
    func cancelled() async throws {
        let state = try await AppState.opened()
        state.perform(.models(.open(try #require(ShippedFiles.checkpoints))))
        state.perform(.models(.cancelOpening))
        #expect(state.models.opening == nil)
        state.jobs.openModels.wait()
        state.receiveResults()
        #expect(state.models.others.isEmpty && state.models.failure == nil)
    }

    @Test("Of many checkpoints as many as have room are shown, evenly spaced, with the first and the last")
    func thinned() {
        let files = (0..<100).map { URL(filePath: "/nowhere/\($0).onnx") }
        let (kept, remarks) = OpenedModels.thinned(files)
        #expect(kept.count == 48 && kept.first == files.first && kept.last == files.last)
        #expect(remarks == ["Of 100 checkpoints 48 are shown, evenly spaced."])
        let steps = zip(kept, kept.dropFirst()).compactMap { first, second in
            Int(second.deletingPathExtension().lastPathComponent).flatMap { later in
                Int(first.deletingPathExtension().lastPathComponent).map { later - $0 }
            }
        }
        #expect(Set(steps) == [2, 3])
        #expect(OpenedModels.thinned(Array(files.prefix(5))).files.count == 5)
    }

    @Test("Choosing a layer of either brings its partner; the last with maps is shown at first")
    func layers() async throws {
        let state = try await AppState.opened("pictograms")
        state.perform(.models(.open(try shipped("Models/digits.onnx"))))
        try await state.settle()
        let (own, other) = (
            try #require(state.network).layers, try #require(state.models.other).network.layers
        )
        func names() -> [String?] {
            [state.modelsLayer.map { own[$0].name }, state.otherModelsLayer.map { other[$0].name }]
        }
        #expect(names() == ["conv 5_2", "conv 2"])
        state.perform(.selectLayer(own.first?.id))
        #expect(names() == ["conv 1_1", "conv 1"])
        let dense = try #require(other.first { $0.name == "fc 2" })
        state.perform(.models(.chooseLayer(dense.id)))
        #expect(names() == ["fc 1", "fc 2"])
        state.perform(.selectLayer(own.first?.id))
        #expect(names() == ["conv 1_1", "conv 1"])
    }

    @Test("Another picture and other clusters are followed; off the stage nothing is run")
    func follows() async throws {
        let state = try await AppState.opened()
        state.perform(.models(.open(try shipped("Models/digits.onnx"))))
        try await state.settle()
        state.perform(.showScene(.network))
        state.perform(.openPicture(try shipped("Examples/digit-7.png")))
        try await state.settle()
        #expect(state.models.other?.run?.fed != state.shownInput && state.models.asked == nil)
        state.perform(.showScene(.models))
        try await state.settle()
        #expect(state.models.other?.run?.fed == state.shownInput)
        #expect(state.models.other?.run?.probabilities == state.analysis?.probabilities)
        state.perform(.setClusterCount(5))
        try await state.settle()
        #expect(state.models.other?.run?.layers[0].clusters.count == state.analysis?.layers[0].clusters.count)
    }

    @Test("Of another picture those maps are kept that tell most of it, of all checkpoints the same")
    func keptOfAnotherPicture() async throws {
        let state = try await AppState.opened()
        state.perform(.models(.open(try #require(ShippedFiles.checkpoints))))
        try await state.settle()
        func numbers() throws -> [[Int: [Int]]] {
            try state.models.others.map { try #require($0.run).maps.mapValues { $0.compactMap(\.number) } }
        }
        let before = try numbers()
        state.perform(.openPicture(try shipped("Examples/digit-1.png")))
        try await state.settle()
        let told = ModelsRequest.telling(try #require(state.models.others.last?.original))
        for kept in try numbers() {
            for (layer, numbers) in kept where !numbers.isEmpty { #expect(numbers == told[layer]) }
        }
        #expect(try numbers() != before)
        // A mask is no other picture.
        let unmasked = try numbers()
        state.perform(.addMask(patch))
        try await state.settle()
        #expect(try numbers() == unmasked)
    }

    @Test(
        "What runs is of the networks on stage: other ones that are opened meanwhile take nothing from those before"
    )
    func replaced() async throws {
        let state = try await AppState.opened()
        state.perform(.models(.open(try #require(ShippedFiles.checkpoints))))
        try await state.settle()
        let old = try #require(state.models.other?.run)
        state.perform(.addMask(patch))
        state.perform(.models(.open(try shipped("Models/pictograms.onnx"))))
        try await state.settle()
        let other = try #require(state.models.other)
        let run = try #require(other.run)
        #expect(other.network.displayName == "Pictograms" && run.layers.count == other.network.layers.count)
        #expect(run.probabilities.count == 40 && run.number > old.number)
        state.perform(.models(.close))
        state.perform(.models(.open(try shipped("Models/digits.onnx"))))
        try await state.settle()
        #expect(try #require(state.models.other?.run).number > run.number)
    }

    @Test("Coming back to the stage runs nothing that is known")
    func comesBack() async throws {
        let state = try await AppState.opened()
        state.perform(.models(.open(try #require(ShippedFiles.checkpoints))))
        try await state.settle()
        let numbers = state.models.others.map { $0.run?.number }
        state.perform(.showScene(.network))
        state.perform(.showScene(.models))
        #expect(!state.models.isComputing)
        try await state.settle()
        #expect(state.models.others.map { $0.run?.number } == numbers)
    }

    @Test("A map that holds what is no number has the range of the others")
    func noNumbers() {
        #expect(NumberedMap(number: 1, values: [.nan, 2, -1, .infinity]).range == -1...2)
        #expect(NumberedMap(number: 1, values: [.nan]).range == 0...0)
    }

    @Test("The table has all classes of all networks")
    func table() async throws {
        let state = try await AppState.opened()
        state.perform(.addMask(patch))
        state.perform(.models(.open(try #require(ShippedFiles.checkpoints))))
        try await state.settle()
        let table = try #require(state.table(.models))
        #expect(table.rows.count == 9 * 10 && state.stageTables == [.models])
        let first = try #require(state.analysis?.top(1).first)
        #expect(
            table.rows[0] == [
                "digits.onnx", "1", "\(first.index)", "\(first.index)", "\(first.probability)",
                "\(try #require(state.originalAnalysis).probabilities[first.index])",
            ])
        #expect(table.rows.last?.first == "epoch-60.onnx" && table.rows.last?[1] == "10")
    }

    @Test(
        "Watching digits being learned opens network, picture and checkpoints, and asks an unsaved lesson first"
    )
    func shippedExample() async throws {
        let state = try await AppState.opened("pictograms")
        state.perform(.lesson(.begin()))
        state.perform(.lesson(.setTitle("Dog")))
        state.perform(.models(.openShipped))
        #expect(state.leaving == .command(.models(.openShipped)))
        state.perform(.lesson(.drop))
        try await state.settle()
        #expect(state.network?.displayName == "Digits" && state.picture?.displayName == "digit 3")
        #expect(state.models.others.count == 8 && state.scene == .models)
        #expect(state.models.others.allSatisfy { $0.run?.fed == state.shownInput })
    }

    @Test("A lesson's step brings the checkpoints back, and the one that it showed")
    func lesson() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let checkpoints = try #require(ShippedFiles.checkpoints)
        let state = try await AppState.opened()
        state.perform(.lesson(.begin()))
        state.perform(.models(.open(checkpoints)))
        try await state.settle()
        #expect(state.modelsOfLesson == nil)
        for checkpoint in [1, 4] {
            state.perform(.models(.show(checkpoint)))
            state.perform(.lesson(.addStep()))
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "learning.convoscope")
        state.perform(.lesson(.save(file)))
        for _ in 0..<1000 where state.lesson?.isUnsaved != false {
            state.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        let second = AppState(store: SidecarStore(folder: nil))
        second.perform(.openFile(file))
        for _ in 0..<1000 where second.lesson == nil {
            second.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        try await second.settle()
        #expect(second.scene == .network && second.models.others.isEmpty)
        second.perform(.lesson(.show(1)))
        try await second.settle()
        #expect(second.scene == .models && second.models.others.count == 8 && second.models.shown == 1)
        second.perform(.lesson(.next))
        #expect(second.models.shown == 4)
        try await second.settle()
        #expect(second.models.other?.run?.probabilities == state.models.other?.run?.probabilities)
        // A folder that is not there any more is one sentence; the lesson goes on.
        var moved = try LessonFile.read(file)
        moved.beside = Lesson.Piece(path: "nowhere/at/all")
        try LessonFile.write(moved, to: file)
        let third = AppState(store: SidecarStore(folder: nil))
        third.perform(.openFile(file))
        for _ in 0..<1000 where third.lesson == nil {
            third.receiveResults()
            try await Task.sleep(for: .milliseconds(10))
        }
        third.perform(.lesson(.show(2)))
        try await third.settle()
        #expect(third.models.failure?.contains("all") == true && third.lesson?.step == 2)
    }
}
