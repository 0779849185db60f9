import Datasets
import Foundation
import Inference
import Occlusion

/// Other networks beside the open one: they are run only while they are on stage.
extension AppState {
    func perform(_ command: ModelsCommand) {
        switch command {
        case .open(let url): openModels(url)
        case .openShipped: openShippedModels()
        case .cancelOpening:
            jobs.openModels.cancel()
            models.newestOpening += 1
            models.opening = nil
        case .show(let index):
            guard models.others.indices.contains(index), index != models.shown else { return }
            models.shown = index
        case .chooseLayer(let layer): chooseOtherLayer(layer)
        case .setColorRange(let range): models.colorRange = range
        case .close:
            jobs.openModels.cancel()
            jobs.models.cancel()
            models = ModelsState(
                colorRange: models.colorRange, newestOpening: models.newestOpening + 1,
                newestStage: models.newestStage + 1, newestRun: models.newestRun)
        }
    }

    // MARK: Opening

    /// Opens networks beside the open one; those before stay until the new ones are there, or for good if that fails.
    private func openModels(_ url: URL) {
        models.newestOpening += 1
        models.failure = nil
        models.opening = ModelsState.Opening(url: url)
        showScene(.models)
        let (number, network, store, mailbox) = (models.newestOpening, network, store, mailbox)
        jobs.openModels.submit { ticket in
            do {
                let opened = try OpenedModels(
                    at: url, beside: network, store: store,
                    progress: {
                        mailbox.post(.models(.progress(opening: number, done: $0, total: $1)))
                    }, isStale: { ticket.isStale })
                mailbox.post(.models(.opened(opening: number, opened)))
            } catch InferenceError.stale {
                return
            } catch {
                mailbox.post(.models(.openingFailed(opening: number, Sentence.for(error))))
            }
        }
    }

    private func openShippedModels() {
        guard let assets = ShippedFiles.assets, let checkpoints = ShippedFiles.checkpoints else { return }
        openModel(assets.appending(path: "Models/digits.onnx"))
        openPicture(assets.appending(path: "Examples/digit-3.png"))
        openModels(checkpoints)
    }

    func receive(_ result: ModelsJobResult) {
        switch result {
        case .progress(let opening, let done, let total):
            guard opening == models.newestOpening else { return }
            models.opening?.done = done
            models.opening?.total = total
        case .opened(let opening, let opened):
            guard opening == models.newestOpening else { return }
            show(opened)
        case .openingFailed(let opening, let text):
            guard opening == models.newestOpening else { return }
            models.opening = nil
            // What is on stage stays; an empty stage says it itself.
            models.failure = models.others.isEmpty ? text : nil
            if !models.others.isEmpty { message = Message(text, isError: true) }
        case .ran(let run, let index, let original):
            guard run.key.stage == models.newestStage, models.others.indices.contains(index) else {
                return
            }
            models.newestRun += 1
            var run = run
            run.number = models.newestRun
            models.others[index].run = run
            models.others[index].original = original
            models.others[index].failure = nil
        case .failed(let key, let index, let text):
            guard key == models.asked, models.others.indices.contains(index) else { return }
            models.others[index].run = nil
            models.others[index].original = nil
            models.others[index].failure = text
        }
    }

    /// Puts networks in the place of those before. Of checkpoints the last is shown.
    private func show(_ opened: OpenedModels) {
        jobs.models.cancel()
        models.newestStage += 1
        models.opening = nil
        models.failure = nil
        models.asked = nil
        models.otherLayer = nil
        models.others = opened.networks.map { OtherModel(network: $0) }
        models.folder = opened.folder
        models.shown = opened.networks.count - 1
        models.remarks = opened.remarks
        showWantedModel()
    }

    /// Shows the checkpoint that a step of a lesson says.
    func showWantedModel() {
        guard let wanted = models.wanted else { return }
        models.wanted = nil
        if models.others.indices.contains(wanted) { models.shown = wanted }
    }

    // MARK: Layers

    /// The layer of the open network that the scene shows, by `Layer.id`: the selected one, else the last with maps.
    public var modelsLayer: Int? {
        guard let network else { return nil }
        if let layer = selection.layer, network.layers[layer].kind != .join { return layer }
        let shown = network.layers.filter { $0.kind != .join }
        return (shown.last { !$0.isFlat } ?? shown.last)?.id
    }

    /// The layer of the other network beside it, by `Layer.id`.
    public var otherModelsLayer: Int? {
        guard let network, let other = models.other?.network else { return nil }
        if let chosen = models.otherLayer, chosen.beside == selection.layer,
            other.layers.indices.contains(chosen.layer)
        {
            return chosen.layer
        }
        return modelsLayer.flatMap { DepthAlignment(network.layers, other.layers).partner(ofFirst: $0) }
    }

    private func chooseOtherLayer(_ layer: Int) {
        guard let network, let other = models.other?.network, other.layers.indices.contains(layer) else {
            return
        }
        let partner = DepthAlignment(network.layers, other.layers).partner(ofSecond: layer)
        selectLayer(partner ?? selection.layer)
        models.otherLayer = (layer, beside: selection.layer)
    }

    // MARK: Running

    /// Has the others run where the picture, the mask or the clusters have changed since.
    func followModels() {
        guard scene == .models else {
            if models.isComputing { jobs.models.cancel() }
            models.asked = nil
            return
        }
        guard let request = modelsRequest() else { return }
        models.asked = request.key
        let mailbox = mailbox
        let isMoving = preview != nil || movedPart != nil || sketch.stroke != nil
        jobs.models.submit(isMoving ? .awaitsRunning : .abandonsRunning) { ticket in
            try? request.run(isStale: { ticket.isStale }, isSuperseded: { ticket.isSuperseded }) {
                mailbox.post(.models($0))
            }
        }
    }

    /// Opens networks beside the open one and has them answer before it returns: for still pictures.
    ///
    /// - Parameters:
    ///   - url: an ONNX file or a folder of checkpoints; nil: those that come with the program.
    ///   - checkpoint: which is shown, from 1; nil: the last.
    /// - Throws: with one sentence: what cannot be read or computed.
    public func prepareModels(_ url: URL?, checkpoint: Int?) throws {
        scene = .models
        guard let url = url ?? ShippedFiles.checkpoints else { return }
        models.newestOpening += 1
        show(
            try OpenedModels(
                at: url, beside: network, store: store, progress: { _, _ in }, isStale: { false }))
        if let checkpoint {
            guard models.others.indices.contains(checkpoint - 1) else {
                throw ModelsError.noCheckpoint(checkpoint, of: models.others.count)
            }
            models.shown = checkpoint - 1
        }
        showInput()
        guard let request = modelsRequest() else { return }
        models.asked = request.key
        try request.run(isStale: { false }) { receive($0) }
        if let failure = models.other?.failure { throw ModelsError.cannotAnswer(failure) }
        revision += 1
    }

    /// What is to be run now; nil where nothing is new.
    private func modelsRequest() -> ModelsRequest? {
        guard let network, let picture, fittedInput != nil, !models.others.isEmpty else { return nil }
        let key = ModelsKey(
            stage: models.newestStage, epoch: epoch, clusterCount: settings.clusterCount,
            hidden: hidden.flatMap { $0.layers.isEmpty ? nil : $0 })
        guard key != models.asked else { return nil }
        // Of another picture other maps tell most.
        let last = models.others.last?.run.flatMap { $0.key.epoch == epoch ? $0 : nil }
        let kept = models.isSeries ? last?.maps.mapValues { $0.compactMap(\.number) } : nil
        let waiting = modelsOrder(isLastFirst: kept == nil).filter { models.others[$0].run?.key != key }
        guard !waiting.isEmpty else {
            models.asked = key
            return nil
        }
        for index in waiting { models.others[index].failure = nil }
        let own = picture.picture
        return ModelsRequest(
            key: key, picture: own,
            frame: network.preprocessing.frame(ofWidth: own.width, height: own.height),
            models: waiting.map { ($0, models.others[$0]) }, shown: models.shown, kept: kept,
            isSeries: models.isSeries, room: (1 << 29) / models.others.count)
    }

    /// The shown one first, then those near it; before all others the last one where it says which maps are kept.
    private func modelsOrder(isLastFirst: Bool) -> [Int] {
        let order = models.others.indices.sorted {
            (abs($0 - models.shown), $0) < (abs($1 - models.shown), $1)
        }
        let last = models.others.count - 1
        return isLastFirst && models.isSeries ? [last] + order.filter { $0 != last } : order
    }
}
