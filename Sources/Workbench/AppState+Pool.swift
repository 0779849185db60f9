import Datasets
import Inference
import Occlusion
import Tensors

extension AppState {
    func setPoolSettings(_ settings: PoolSettings) {
        guard settings != pool.settings else { return }
        let isWanted = pool.pool != nil || pool.progress != nil
        pool.settings = settings
        if isWanted { runPool() }
    }

    /// Runs the pool of the unmasked picture in the background; the pool before stays until the new one is done. Does
    /// nothing where the network gives no class probabilities.
    func runPool() {
        guard let network, network.whyNoClasses == nil, let fittedInput else { return }
        let settings = pool.settings
        pool.failure = nil
        pool.isCancelled = false
        pool.progress = (
            0,
            SlidingWindow.rectangles(
                width: fittedInput.width, height: fittedInput.height, settings: settings
            ).count
        )
        let mailbox = mailbox
        newestPool += 1
        note(.poolRun)
        let run = newestPool
        jobs.pool.submit { ticket in
            do {
                let pool = try network.makePool(
                    of: fittedInput, settings: settings, isStale: { ticket.isStale },
                    progress: { done, total in
                        if !ticket.isStale {
                            mailbox.post(.poolProgress(run: run, done: done, total: total))
                        }
                    })
                if !ticket.isStale { mailbox.post(.poolFinished(run: run, pool)) }
            } catch {
                if !ticket.isStale { mailbox.post(.poolFailed(run: run, Sentence.for(error))) }
            }
        }
    }

    func cancelPool() {
        guard pool.progress != nil else { return }
        jobs.pool.cancel()
        newestPool += 1
        pool.progress = nil
        pool.isCancelled = true
    }

    /// Makes a variant of the pool one of the user's, and shows it in a scene.
    func adoptPoolVariant(_ index: Int, showing name: SceneName = .network) {
        guard let pool = pool.pool, pool.variants.indices.contains(index) else { return }
        let part = MaskPart(.rectangle(pool.variants[index].mask), .hides(pool.settings.fill))
        selectMask(nil)
        if let known = variants.first(where: { $0.parts == [part] }) {
            selection.variant = known.id
        } else {
            recordHistory()
            appendVariant(name: "Window \(index + 1)", parts: [part])
        }
        scene = name
        maskChanged()
    }
}
