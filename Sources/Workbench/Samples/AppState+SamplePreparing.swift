import Datasets
import Foundation
import Samples

/// A data set as a command names it.
public enum DataRequest: Sendable, Equatable {
    /// A folder or file.
    case file(URL)
    /// One that comes with the program, by its name.
    case shipped(String)
    /// The pool's variants.
    case pool

    /// What a word on the command line means: a path, "pool", or a name of a data set that comes with the program.
    public init(_ word: String) {
        if FileManager.default.fileExists(atPath: word) {
            self = .file(URL(filePath: word))
        } else if word.lowercased() == "pool" {
            self = .pool
        } else {
            self = ShippedFiles.dataSet(named: word) == nil ? .file(URL(filePath: word)) : .shipped(word)
        }
    }

    /// The command that opens it.
    public var command: SampleCommand {
        switch self {
        case .file(let url): .open(url)
        case .shipped(let name): .openShipped(name)
        case .pool: .openPool
        }
    }
}

extension AppState {
    /// Opens a data set, runs it through the network and works out all that a scene shows, before it returns: for
    /// still pictures.
    ///
    /// - Parameters:
    ///   - layer: the layer that is shown, by its name; nil: the usual one.
    ///   - showsPlanes: whether the Network scene shows each layer's samples as a plane.
    /// - Throws: with one sentence: what cannot be read or computed.
    public func prepareSamples(
        _ data: DataRequest, in scene: SceneName, layer: String? = nil, showsPlanes: Bool = false
    ) throws {
        self.scene = scene
        samples.settings.showsPlanes = showsPlanes
        perform(.samples(data.command))
        waitForSamples()
        if let failure = samples.failure ?? errorText { throw SampleAnalysisError(failure) }
        guard let store = samples.store else {
            throw SampleAnalysisError("The data set could not be opened.")
        }
        if let layer { try showLayer(named: layer, of: store) }
        waitForSamples()
    }

    private var errorText: String? { message.flatMap { $0.isError ? $0.text : nil } }

    private func showLayer(named name: String, of store: ActivationStore) throws {
        guard let layer = store.layers.first(where: { $0.name == name }) else {
            throw RequestError.unknownLayer(name, known: store.layers.map(\.name))
        }
        perform(.samples(.showLayer(layer.id)))
        if !samples.openLayers.contains(where: { $0.layer == layer.id }) {
            perform(.samples(.toggleLayer(layer.id)))
        }
    }

    /// Waits until nothing of the data set is under way.
    private func waitForSamples() {
        while samples.opening != nil || samples.progress != nil || !samples.results.running.isEmpty {
            receiveResults()
            Thread.sleep(forTimeInterval: 0.002)
        }
    }
}
