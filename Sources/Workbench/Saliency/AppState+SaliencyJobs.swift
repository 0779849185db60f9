import Datasets
import Inference
import Occlusion
import Tensors

/// What the Saliency scene has computed in the background.
///
/// Nothing is asked for one by one: after every change `followSaliency` compares what is wanted with what is there
/// or under way, each by its key, and starts or stops what differs.
extension AppState {
    /// Starts what is missing, stops what is wanted no longer, and drops what belongs to another class.
    func followSaliency() {
        guard scene.showsPool, !isFedAnew, originalAnalysis != nil, let classIndex = explainedClass else {
            stopSaliencyJobs()
            return
        }
        followMap(classIndex)
        if scene == .saliency { followGradCAM(classIndex) }
        followCurves(classIndex)
        followScore()
    }

    /// Gives up whatever is being computed.
    func stopSaliencyJobs() {
        if saliency.requestedGradCAM != nil { jobs.gradCAM.cancel() }
        saliency.requestedGradCAM = nil
        for order in CurveOrder.allCases where saliency.requestedCurves[order] != nil { stopCurve(order) }
    }

    /// Gives up the curves until they are asked for again.
    func cancelCurves() {
        guard !saliency.requestedCurves.isEmpty else { return }
        for order in CurveOrder.allCases { stopCurve(order) }
        saliency.isCancelled = true
    }

    /// Takes in what a job has left.
    func receive(_ result: SaliencyResult) {
        switch result {
        case .gradCAM(let key, let found):
            guard key == saliency.requestedGradCAM else { return }
            saliency.requestedGradCAM = nil
            saliency.gradCAM = found
        case .curveProgress(let order, let key, let done, let total):
            guard key == saliency.requestedCurves[order] else { return }
            saliency.curveProgress[order] = (done, total)
        case .curve(let order, let run):
            guard run.key == saliency.requestedCurves[order] else { return }
            forget(order)
            saliency.curves[order] = run
        case .curveFailed(let order, let key, let text):
            guard key == saliency.requestedCurves[order] else { return }
            forget(order)
            saliency.failure = text
        }
    }

    // MARK: The map

    /// The map costs no run of the network, and so little else that it is made at once.
    func followMap(_ classIndex: Int) {
        guard let pool = pool.pool, pool.original.probabilities.indices.contains(classIndex) else {
            saliency.map = nil
            return
        }
        // Comparing pools that share their memory costs nothing.
        if let map = saliency.map, map.classIndex == classIndex, saliency.mapPool == pool { return }
        saliency.mapCount += 1
        saliency.mapPool = pool
        saliency.map = ClassMap(
            classIndex: classIndex, values: pool.occlusionMap(of: classIndex), number: saliency.mapCount)
    }

    // MARK: Grad-CAM

    private func followGradCAM(_ classIndex: Int) {
        guard let network else { return }
        let key = GradCAMKey(epoch: epoch, labels: network.labels, classIndex: classIndex)
        guard key != saliency.gradCAM.key, key != saliency.requestedGradCAM else { return }
        guard let activations = originalAnalysis?.activations else { return }
        guard network.gradCAMLayer != nil else {
            saliency.gradCAM = .failed(key, GradCAMKey.noMaps)
            return
        }
        saliency.requestedGradCAM = key
        let mailbox = mailbox
        jobs.gradCAM.submit { ticket in
            do {
                let map = try network.gradCAM(of: classIndex, in: activations) { ticket.isStale }
                mailbox.post(.saliency(.gradCAM(key, .ready(key, map))))
            } catch InferenceError.stale {
                return
            } catch {
                mailbox.post(.saliency(.gradCAM(key, .failed(key, Sentence.for(error)))))
            }
        }
    }

    // MARK: Curves

    private func followCurves(_ classIndex: Int) {
        for order in CurveOrder.allCases {
            let key = wantedCurve(order, classIndex)
            if let run = saliency.curves[order]?.key,
                run.classIndex != classIndex || run.epoch != epoch || run.labels != network?.labels
            {
                saliency.curves[order] = nil
            }
            if key != saliency.requestedCurves[order] { stopCurve(order) }
            guard let key else {
                if isObsolete(order) { saliency.curves[order] = nil }
                continue
            }
            let isThere = saliency.curves[order]?.key == key
            if !isThere, saliency.requestedCurves[order] == nil { startCurve(order, key) }
        }
    }

    /// Whether there is nothing any more that the curves of an order could be of.
    private func isObsolete(_ order: CurveOrder) -> Bool {
        switch order {
        case .map: false
        case .marks: saliency.marks.isEmpty || saliency.prediction == .marking
        case .chance: saliency.prediction != .revealed
        }
    }

    /// What the curves of an order are to be made of; nil: they are not wanted.
    func wantedCurve(_ order: CurveOrder, _ classIndex: Int) -> CurveKey? {
        guard !saliency.isCancelled, saliency.failure == nil, pool.progress == nil, !isObsolete(order),
            order == .map || scene == .saliency, let labels = network?.labels
        else { return nil }
        let source: CurveKey.Source
        switch order {
        case .map:
            guard let map = saliency.map else { return nil }
            source = .map(number: map.number)
        case .marks: source = .marks(saliency.marks)
        case .chance: source = .chance
        }
        return CurveKey(
            epoch: epoch, labels: labels, classIndex: classIndex, fill: saliency.settings.fill,
            steps: saliency.settings.steps, source: source)
    }

    private func startCurve(_ order: CurveOrder, _ key: CurveKey) {
        guard let network, let fittedInput else { return }
        let request = CurveRequest(
            network: network, picture: fittedInput, key: key, map: saliency.map?.values)
        saliency.requestedCurves[order] = key
        saliency.curveProgress[order] = (0, 2 * (key.steps + 1))
        let mailbox = mailbox
        jobs.curves[order]?.submit { ticket in
            do {
                let run = try request.run(
                    isStale: { ticket.isStale },
                    progress: { done, total in
                        if !ticket.isStale {
                            mailbox.post(.saliency(.curveProgress(order, key, done: done, total: total)))
                        }
                    })
                mailbox.post(.saliency(.curve(order, run)))
            } catch {
                if !ticket.isStale {
                    mailbox.post(.saliency(.curveFailed(order, key, Sentence.for(error))))
                }
            }
        }
    }

    private func stopCurve(_ order: CurveOrder) {
        guard saliency.requestedCurves[order] != nil else { return }
        jobs.curves[order]?.cancel()
        forget(order)
    }

    private func forget(_ order: CurveOrder) {
        saliency.requestedCurves[order] = nil
        saliency.curveProgress[order] = nil
    }

    // MARK: The score

    /// Compares the marks with the map; it costs no run of the network.
    func followScore() {
        guard saliency.prediction == .revealed, let map = saliency.map, let fittedInput else {
            (saliency.score, saliency.scoredMap) = (nil, nil)
            return
        }
        guard saliency.scoredMap != map.number || saliency.scoredMarks != saliency.marks else { return }
        (saliency.scoredMap, saliency.scoredMarks) = (map.number, saliency.marks)
        let marked = MarkedPixels(saliency.marks, width: fittedInput.width, height: fittedInput.height)
        saliency.score = PredictionScore(marked: marked.mask, map: map.values)
    }
}

/// What a job of the Saliency scene leaves in the mailbox.
enum SaliencyResult: Sendable {
    case gradCAM(GradCAMKey, GradCAMState)
    case curveProgress(CurveOrder, CurveKey, done: Int, total: Int)
    case curve(CurveOrder, CurveRun)
    case curveFailed(CurveOrder, CurveKey, String)
}
