import Datasets
import Foundation
import Testing

@testable import Workbench

@Suite struct SidecarStoreTests {
    private let model: SketchedModel
    private let store: SidecarStore

    init() throws {
        model = try SketchedModel()
        store = SidecarStore(folder: model.folder.appending(path: "settings/models"))
    }

    private func chosen(_ values: ValueRange) -> Preprocessing {
        var preprocessing = Preprocessing(width: 8, height: 8, values: .unit)
        preprocessing.choose(values)
        return preprocessing
    }

    @Test("What is saved lies beside the model and is found again")
    func savesBeside() throws {
        #expect(try store.read(for: model.url) == nil)
        let file = try store.save(chosen(.caffe), for: model.url)
        #expect(file == model.folder.appending(path: "net.json"))
        let network = try LoadedNetwork.load(from: model.url, store: store)
        #expect(network.preprocessing.valueRange == .caffe)
        #expect(network.preprocessing.origin == .sidecar(file: "net.json"))
    }

    @Test("Where the model's folder takes nothing, the user's own does, and is found again")
    func savesAmongSettings() throws {
        // A folder of that name in the way keeps the sidecar from being written, for root too.
        let blocked = model.folder.appending(path: "net.json/inside")
        try FileManager.default.createDirectory(at: blocked, withIntermediateDirectories: true)
        let file = try store.save(chosen(.signed), for: model.url)
        #expect(file.path.hasPrefix(model.folder.path + "/settings/models/net-"))
        try FileManager.default.removeItem(at: model.folder.appending(path: "net.json"))
        let network = try LoadedNetwork.load(from: model.url, store: store)
        #expect(network.preprocessing.valueRange == .signed)
        #expect(network.preprocessing.origin == .sidecar(file: UserFolder.shortened(file)))
        // A sidecar beside the model keeps its labels.
        try model.write("{\"labels\": [\"a\", \"b\", \"c\", \"d\"], \"mean\": [0, 0, 0]}", as: "net.json")
        let both = try LoadedNetwork.load(from: model.url, store: store)
        #expect(both.labels.name(of: 3) == "d" && both.preprocessing.valueRange == .signed)
        // And saving there at last forgets what lay elsewhere.
        try store.save(chosen(.bytes), for: model.url)
        #expect(!FileManager.default.fileExists(atPath: file.path))
        #expect(try LoadedNetwork.load(from: model.url, store: store).preprocessing.valueRange == .bytes)
    }

    @Test("Models of one name in two folders do not share what is saved")
    func twoFolders() {
        let other = URL(filePath: "/elsewhere/net.onnx")
        #expect(store.ownFile(of: model.url) != store.ownFile(of: other))
        #expect(store.ownFile(of: other) == store.ownFile(of: URL(filePath: "/elsewhere/in/../net.onnx")))
    }

    @Test("Where nothing can be written, one sentence says so")
    func nowhere() throws {
        let file = URL(filePath: "/dev/null/net.onnx")
        #expect(throws: OutputError.self) {
            try SidecarStore(folder: nil).save(chosen(.unit), for: file)
        }
        #expect(throws: OutputError.self) {
            try SidecarStore(folder: URL(filePath: "/dev/null/settings")).save(chosen(.unit), for: file)
        }
    }
}
