import Datasets
import Foundation
import Occlusion

extension AppState {
    /// Remembers what further inputs of a model are fed whenever it is opened.
    public func keepInputs(_ inputs: InputConstants, for model: URL) {
        inputConstants[model.standardizedFileURL.path] = inputs
    }

    /// Opens a model in the background; the one before stays open until the new one is ready, or for good if
    /// that fails.
    func openModel(_ url: URL) {
        if completeLesson(with: url, kind: .model) { return }
        activity.openingModel = url.lastPathComponent
        let mailbox = mailbox
        let store = store
        let inputs = inputConstants[url.standardizedFileURL.path] ?? [:]
        jobs.openModel.submit { ticket in
            do {
                let network = try LoadedNetwork.load(from: url, inputs: inputs, store: store)
                try network.requireNumbers()
                if !ticket.isStale { mailbox.post(.modelOpened(network)) }
            } catch {
                if !ticket.isStale { mailbox.post(.modelFailed(Sentence.for(error))) }
            }
        }
    }

    /// Opens a picture in the background.
    func openPicture(_ url: URL) {
        if completeLesson(with: url, kind: .picture) { return }
        activity.openingPicture = url.lastPathComponent
        let mailbox = mailbox
        jobs.openPicture.submit { ticket in
            do {
                let picture = OpenPicture(url: url, picture: try PictureFile.read(url))
                if !ticket.isStale { mailbox.post(.pictureOpened(picture, asked: .openPicture(url))) }
            } catch {
                if !ticket.isStale { mailbox.post(.pictureFailed(Sentence.for(error))) }
            }
        }
    }

    func receive(_ result: JobResult) {
        switch result {
        case .modelOpened(let network):
            activity.openingModel = nil
            if holdsBack(.openModel(network.url)) { return }
            message = network.remarks.first.map { Message($0, isError: false) }
            self.network = network
            pendingGroups = nil
            savedGroups = nil
            leaveLesson()
            startOver()
            networkChangedForSamples()
        case .pictureOpened(let picture, let asked):
            activity.openingPicture = nil
            if holdsBack(asked) { return }
            // What the network has to say stays: both are often opened at once.
            if message?.isError == true { message = nil }
            self.picture = picture
            leaveLesson()
            startOver()
        case .modelFailed(let text):
            activity.openingModel = nil
            message = Message(text, isError: true)
        case .pictureFailed(let text):
            activity.openingPicture = nil
            message = Message(text, isError: true)
        case .analyzed(let result): receive(result)
        case .analysisFailed(let epoch, let text):
            guard epoch == self.epoch else { return }
            activity.isAnalyzing = false
            message = Message(text, isError: true)
        case .poolProgress(let run, let done, let total):
            guard run == newestPool else { return }
            pool.progress = (done, total)
        case .poolFinished(let run, let finished): receive(finished, run: run)
        case .poolFailed(let run, let text):
            guard run == newestPool else { return }
            pool.progress = nil
            pool.failure = text
        case .labelsMerged(let groups, let finished, let merged): receive(groups, of: finished, merged)
        case .compared(let result): receive(result)
        case .comparisonFailed(let number, let text): comparisonFailed(number: number, text)
        case .models(let result): receive(result)
        case .superpixelsFound(let found, let picture, let count): receive(found, of: picture, count: count)
        case .saliency(let result): receive(result)
        case .samples(let result): receive(result)
        case .lesson(let result): receive(result)
        case .connected(let key, let found): receive(found, for: key)
        case .studyFailed(let error): studyFailed(error)
        }
    }

    /// Shows a network with a picture at once.
    func open(_ network: LoadedNetwork, _ picture: OpenPicture) {
        (self.network, self.picture) = (network, picture)
        pendingGroups = nil
        savedGroups = nil
        startOver()
        networkChangedForSamples()
    }

    /// Forgets everything that was made of the network and picture before.
    func startOver() {
        epoch += 1
        oldestShownEpoch = nil
        sketch = SketchState()
        connectionState = ConnectionState()
        jobs.pool.cancel()
        newestPool += 1
        jobs.analyze.cancel()
        let (chosen, pointed) = (selection.samples, selection.pointedSample)
        selection = Selection()
        (selection.samples, selection.pointedSample) = (chosen, pointed)
        variants = [.original]
        preview = nil
        pointedMask = nil
        copiedMask = nil
        superpixels = SuperpixelState()
        history = History()
        nextVariantID = 1
        originalAnalysis = nil
        analysis = nil
        isFedAnew = false
        movement = nil
        answers = [:]
        ownLogits = [:]
        // What was on its way is shown with the next picture.
        if let pendingGroups { network?.groups = pendingGroups }
        pendingGroups = nil
        pool = PoolState(settings: pool.settings)
        forgetComparison()
        startSaliencyOver()
        guard let network, let picture else { return }
        fittedInput = network.preprocessing.fit(picture.picture)
        shownInput = fittedInput
        hidden = nil
        analyze(.abandonsRunning)
        findSuperpixels()
        if scene.showsPool { runPool() }
    }
}
