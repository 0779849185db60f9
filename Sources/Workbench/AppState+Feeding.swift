import Datasets

extension AppState {
    /// Feeds pictures with the values of a preset: everything is computed again, and stays on screen until then.
    func chooseValues(_ values: ValueRange) {
        guard let network,
            let fitting = values.feeding(channelCount: network.preprocessing.channelOrder.count)
        else { return }
        var preprocessing = network.preprocessing
        preprocessing.choose(fitting)
        guard preprocessing != network.preprocessing else { return }
        guard !preprocessing.feedsLike(network.preprocessing) else {
            self.network?.preprocessing.origin = preprocessing.origin
            return
        }
        recordHistory()
        feed(as: preprocessing)
        maskChanged()
    }

    /// Keeps how pictures are fed for the next time.
    func saveValues() {
        guard let network else { return }
        do {
            let file = try store.save(network.preprocessing, for: network.url)
            let isBeside =
                file.deletingLastPathComponent().path == network.url.deletingLastPathComponent().path
            let name = isBeside ? file.lastPathComponent : UserFolder.shortened(file)
            self.network?.preprocessing.origin = .sidecar(file: name)
            message = Message("Saved \(name)", isError: false)
        } catch {
            message = Message(Sentence.for(error), isError: true)
        }
    }

    /// Takes over another preprocessing of the same pictures; the caller has the analysis made.
    func feed(as preprocessing: Preprocessing) {
        network?.preprocessing = preprocessing
        // What is being computed is of the numbers before.
        epoch += 1
        oldestShownEpoch = nil
        isFedAnew = true
        answers = [:]
        ownLogits = [:]
        if pool.pool != nil || pool.progress != nil { runPool() }
        networkChangedForSamples()
    }
}
