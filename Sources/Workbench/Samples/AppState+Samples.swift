import Datasets
import Foundation
import Occlusion
import Samples

/// Opening a data set and running it through the network.
extension AppState {
    /// Obeys a command of the data-set views.
    func perform(_ command: SampleCommand) {
        switch command {
        case .open(let url): openData(url)
        case .openShipped(let name): openShippedData(name)
        case .openPool: openPoolAsData()
        case .resume: startPass()
        case .cancel: cancelPass()
        case .close: closeData()

        case .select(let chosen, let mode): select(chosen, mode)
        case .selectClass(let index, let mode): select(members(ofClass: index), mode)
        case .point(let sample): selection.pointedSample = sample
        case .selectPlaces(let places, let mode): select(places, mode)
        case .focus(let sample): samples.chosenFocus = sample
        case .filter(let filter): samples.filter = filter

        case .makeClass(let name): makeClass(named: name)
        case .moveSelection(let index): moveSelection(toClass: index)
        case .renameClass(let index, let name): renameClass(index, to: name)
        case .removeClass(let index): removeClass(index)
        case .narrow(let classes): narrow(toClasses: classes, samples: nil)
        case .narrowToSelection: narrow(toClasses: nil, samples: selection.samples.sorted())
        case .setReference(let index): samples.referenceClass = index

        case .set(let settings): set(settings)
        case .showLayer(let layer): showSampleLayer(layer)
        case .showOperation(let operation): showSampleOperation(operation)
        case .toggleLayer(let layer): toggleLayer(layer)
        case .setView(let view, let layer):
            if let index = samples.openLayers.firstIndex(where: { $0.layer == layer }) {
                samples.openLayers[index].view = view
            }
        case .pin(let pin): samples.pinned = pin
        case .openSample(let sample): openSample(sample)
        }
    }

    private func set(_ settings: SampleSettings) {
        let turnsToPlanes = settings.showsPlanes && !samples.settings.showsPlanes
        samples.settings = settings
        guard turnsToPlanes, samples.store == nil, samples.progress == nil else { return }
        if samples.set != nil { return startPass() }
        guard samples.opening == nil else { return }
        samples.settings.showsPlanes = false
        message = Message(
            "There are no samples yet: open a data set, in Classes or by dropping its folder here.",
            isError: false)
    }

    private func openData(_ url: URL) {
        beginOpening(url.lastPathComponent)
        let (mailbox, run) = (mailbox, newestData)
        jobs.openData.submit { ticket in
            do {
                let set = try SampleSet.open(url, isStale: { ticket.isStale })
                if !ticket.isStale { mailbox.post(.samples(.opened(run: run, set))) }
            } catch {
                if !ticket.isStale { mailbox.post(.samples(.failed(run: run, Sentence.for(error)))) }
            }
        }
    }

    private func openShippedData(_ name: String) {
        guard let url = ShippedFiles.dataSet(named: name) else {
            message = Message("The data set \(name) is missing from this installation.", isError: true)
            return
        }
        openData(url)
    }

    /// The variants of the pool as samples, in classes by what the network says of them.
    private func openPoolAsData() {
        guard let pool = pool.pool, let fittedInput, let network else {
            message = Message(
                "There is no pool yet: go to the Occlusion scene, where one is made of the open picture.",
                isError: true)
            return
        }
        beginOpening("Pool")
        let (mailbox, run) = (mailbox, newestData)
        let names = network.labels.names
        let title = "\(picture?.displayName ?? "picture") under \(pool.variants.count) masks"
        jobs.openData.submit { ticket in
            let found = Set(pool.variants.map(\.output.predicted)).sorted()
            var painter = MaskPainter(of: fittedInput)
            let pictures = pool.variants.map { variant in
                painter.picture(under: [MaskPart(.rectangle(variant.mask), .hides(pool.settings.fill))])
            }
            let set = SampleSet(
                name: title, classNames: found.map { names[$0] }, pictures: pictures,
                labels: pool.variants.map { found.firstIndex(of: $0.output.predicted) },
                names: pool.variants.map {
                    "window \($0.mask.x), \($0.mask.y), \($0.mask.width) x \($0.mask.height)"
                })
            if !ticket.isStale { mailbox.post(.samples(.opened(run: run, set))) }
        }
    }

    private func beginOpening(_ name: String) {
        samples.passControl?.stop()
        newestData += 1
        samples.opening = name
        samples.failure = nil
        samples.progress = nil
    }

    /// Runs what is missing of the open data through the network, in the background.
    func startPass() {
        guard let network, let set = samples.set, samples.progress == nil else { return }
        newestData += 1
        let (mailbox, run, control) = (mailbox, newestData, PassControl())
        samples.passControl = control
        samples.progress = (samples.store?.doneCount ?? 0, set.samples.count)
        samples.failure = nil
        let feed = network.sampleFeed
        jobs.pass.submit { ticket in
            do {
                var lastPost = ContinuousClock.now - .seconds(1)
                let store = try ActivationPass.run(
                    set, through: feed, isStopped: { control.isEnding || ticket.isStale },
                    progress: { done, total in
                        let now = ContinuousClock.now
                        guard now - lastPost > .milliseconds(50) else { return }
                        lastPost = now
                        mailbox.post(.samples(.progress(run: run, done: done, total: total)))
                    })
                if !ticket.isStale { mailbox.post(.samples(.passed(run: run, store))) }
            } catch {
                if !ticket.isStale { mailbox.post(.samples(.failed(run: run, Sentence.for(error)))) }
            }
        }
    }

    private func cancelPass() {
        if samples.opening != nil {
            jobs.openData.cancel()
            newestData += 1
            samples.opening = nil
        }
        samples.passControl?.stop()
    }

    private func closeData() {
        samples.passControl?.stop()
        jobs.openData.cancel()
        newestData += 1
        let settings = samples.settings
        stopSampleWork()
        samples = SamplesState()
        samples.settings = settings
        selection.samples = []
        selection.pointedSample = nil
    }

    /// Another network, or another way to feed it: the same data go through it as soon as somebody looks.
    func networkChangedForSamples() {
        guard let set = samples.set else { return }
        samples.passControl?.stop()
        newestData += 1
        stopSampleWork()
        samples.pendingSet = set
        (samples.store, samples.answers, samples.population, samples.progress) = (nil, nil, nil, nil)
        samples.openLayers = []
        (samples.pinned, samples.places) = (nil, nil)
        (samples.settings.transformedFrom, samples.settings.transformedTo) = (nil, nil)
        samples.results = SampleResults()
        if showsSamples { startPass() }
    }

    /// Takes in what a job has left.
    func receive(_ result: SampleJobResult) {
        switch result {
        case .opened(let run, let set):
            guard run == newestData else { return }
            let settings = samples.settings
            stopSampleWork()
            samples = SamplesState()
            samples.settings = settings
            samples.pendingSet = set
            samples.classes = SampleClasses(set)
            selection.samples = []
            selection.pointedSample = nil
            dropSampleHistory()
            if !showsSamples { scene = .map }
            startPass()
        case .failed(let run, let text):
            guard run == newestData else { return }
            (samples.opening, samples.progress) = (nil, nil)
            samples.failure = text
            message = Message(text, isError: true)
        case .progress(let run, let done, let total):
            guard run == newestData else { return }
            samples.progress = (done, total)
        case .passed(let run, let store):
            guard run == newestData else { return }
            samples.progress = nil
            samples.passControl = nil
            samples.store = store
            samples.pendingSet = nil
            answersChanged()
            populationChanged()
            let layers = store.layers.indices
            if samples.layer == 0 || !layers.contains(samples.layer) { samples.layer = store.usualLayer }
            if samples.openLayers.isEmpty {
                samples.openLayers = [OpenLayer(layer: store.usualLayer, view: .heatmap)]
                if let last = store.layers.last?.id, last != store.usualLayer {
                    samples.openLayers.append(OpenLayer(layer: last, view: .hierarchy))
                }
            }
        case .workProgress(let lane, let number, let done, let total):
            guard samples.results.lanes[lane].number == number else { return }
            samples.results.lanes[lane].work?.progress = SIMD2(done, total)
        case .worked(let lane, let number, let request, let outcome):
            guard samples.results.lanes[lane].number == number else { return }
            samples.results.lanes[lane] = SampleResults.Lane(number: number)
            samples.results.take(outcome, of: request)
        }
    }

    /// Labels count as one, or by themselves again: what the network says of the samples changes without a run.
    func answersChanged() {
        guard let store = samples.store, let network else { return }
        do {
            samples.answers = try store.answers(network.merging)
        } catch {
            samples.answers = nil
            samples.failure = Sentence.for(error)
        }
        samples.networkClassOf =
            ClassMatch(
                samples.classes.classes.map(\.name), labels: network.labels, model: network.url
            ).networkClasses
    }

    private func showSampleLayer(_ layer: Int) {
        guard let store = samples.store, store.layers.indices.contains(layer) else { return }
        samples.layer = layer
        samples.chosenOperation = nil
        if case .layer(let id) = store.layers[layer].source { selectLayer(id) }
    }

    private func showSampleOperation(_ operation: Int) {
        guard let store = samples.store, store.operations.indices.contains(operation) else { return }
        showSampleLayer(store.operations[operation].layer)
        samples.chosenOperation = operation
    }

    private func toggleLayer(_ layer: Int) {
        guard let store = samples.store, store.layers.indices.contains(layer) else { return }
        if let index = samples.openLayers.firstIndex(where: { $0.layer == layer }) {
            samples.openLayers.remove(at: index)
            return
        }
        let views: [LayerView] = samples.openLayers.map(\.view)
        samples.openLayers.append(
            OpenLayer(layer: layer, view: views.contains(.heatmap) ? .hierarchy : .heatmap))
        if samples.openLayers.count > 2 { samples.openLayers.removeFirst() }
        showSampleLayer(layer)
    }

    /// Opens a sample as the picture of the Network scene.
    private func openSample(_ sample: Int) {
        guard let set = samples.set, set.samples.indices.contains(sample) else { return }
        activity.openingPicture = set.samples[sample].name
        // The way of one picture is shown by blocks.
        samples.settings.showsPlanes = false
        let mailbox = mailbox
        let url = set.url ?? URL(filePath: set.name)
        jobs.openPicture.submit { ticket in
            do {
                let picture = OpenPicture(
                    url: url.appending(path: set.samples[sample].name), picture: try set.picture(sample))
                if !ticket.isStale {
                    mailbox.post(.pictureOpened(picture, asked: .samples(.openSample(sample))))
                }
            } catch {
                if !ticket.isStale { mailbox.post(.pictureFailed(Sentence.for(error))) }
            }
        }
        scene = .network
    }
}
