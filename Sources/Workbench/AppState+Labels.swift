import Datasets
import Foundation
import Occlusion

/// Labels that count as one.
///
/// Nothing is run again: all that is shown is made anew of the network's own logits, the pool in the background, and
/// everything changes at once.
extension AppState {
    /// The groups of labels as they will be in a moment; nil without a network.
    public var labelGroups: LabelGroups? { pendingGroups ?? network?.groups }

    /// Picks classes, or drops them where all of them are picked.
    func pickLabels(_ classes: [Int]) {
        guard let count = network?.merging.ownCount else { return }
        let classes = Set(classes).filter { (0..<count).contains($0) }
        if classes.isSubset(of: selection.pickedLabels) {
            selection.pickedLabels.subtract(classes)
        } else {
            selection.pickedLabels.formUnion(classes)
        }
    }

    func members(ofShown index: Int) -> [Int] {
        guard let members = network?.merging.members, members.indices.contains(index) else { return [] }
        return members[index]
    }

    func mergeLabels(name: String, classes: [Int]) {
        changeGroups { groups throws(LabelGroupError) in try groups.add(name: name, members: classes) }
        if labelGroups?.group(name.trimmingCharacters(in: .whitespaces)) != nil {
            selection.pickedLabels = []
        }
    }

    func renameGroup(_ name: String, to newName: String) {
        changeGroups { groups throws(LabelGroupError) in try groups.rename(name, to: newName) }
    }

    func splitGroup(_ name: String) {
        changeGroups { groups throws(LabelGroupError) in try groups.remove(name) }
    }

    func switchGroup(_ name: String, on isOn: Bool) {
        changeGroups { groups throws(LabelGroupError) in try groups.setOn(name, isOn) }
        // What was picked to be merged may be in the group, and is not to be seen any more.
        if labelGroups?.group(name)?.isOn == true { selection.pickedLabels = [] }
    }

    /// Keeps the groups for the next time.
    func saveGroups() {
        guard let network, let labelGroups else { return }
        do {
            let file = try store.save(labelGroups.all, for: network.url)
            let isBeside =
                file.deletingLastPathComponent().path == network.url.deletingLastPathComponent().path
            let name = isBeside ? file.lastPathComponent : UserFolder.shortened(file)
            savedGroups = labelGroups
            message = Message("Saved \(name)", isError: false)
        } catch {
            message = Message(Sentence.for(error), isError: true)
        }
    }

    /// Whether there are groups that the sidecar does not have.
    public var hasUnsavedGroups: Bool {
        guard let network else { return false }
        return labelGroups != savedGroups ?? LabelGroups(network.ownLabels)
    }

    private func changeGroups(_ change: (inout LabelGroups) throws(LabelGroupError) -> Void) {
        guard var groups = labelGroups else { return }
        do throws(LabelGroupError) {
            try change(&groups)
        } catch {
            message = Message(error.description, isError: true)
            return
        }
        guard groups != labelGroups else { return }
        recordHistory()
        if message?.isError == true { message = nil }
        setGroups(groups)
    }

    /// Shows the groups as soon as the pool is ready for them.
    func setGroups(_ groups: LabelGroups) {
        guard let network else { return }
        pendingGroups = groups
        let merging = ClassMerging(groups.on, classCount: groups.labels.count)
        guard let finished = pool.pool, merging != network.merging else { return apply(groups, pool.pool) }
        let mailbox = mailbox
        jobs.labels.submit { ticket in
            let merged = try? finished.merged(by: merging)
            if !ticket.isStale { mailbox.post(.labelsMerged(groups, of: finished, merged)) }
        }
    }

    func receive(_ groups: LabelGroups, of finished: Pool, _ merged: Pool?) {
        guard groups == pendingGroups else { return }
        // Another pool may have come in between.
        guard finished == pool.pool else { return setGroups(groups) }
        apply(groups, merged)
    }

    /// Takes in a pool, with the classes that count as one by now.
    func receive(_ finished: Pool, run: UInt64) {
        guard run == newestPool, let merging = network?.merging else { return }
        guard finished.merging != merging else {
            pool.progress = nil
            pool.pool = finished
            return
        }
        let mailbox = mailbox
        jobs.pool.submit { ticket in
            do {
                let merged = try finished.merged(by: merging)
                if !ticket.isStale { mailbox.post(.poolFinished(run: run, merged)) }
            } catch {
                if !ticket.isStale { mailbox.post(.poolFailed(run: run, Sentence.for(error))) }
            }
        }
    }

    /// Notes what a variant's answer is made from.
    func noteAnswer(_ analysis: NetworkAnalysis, of variant: Int) {
        answers[variant] = analysis.answer
        ownLogits[variant] = analysis.activations.logits.values
    }

    private func apply(_ groups: LabelGroups, _ merged: Pool?) {
        guard let before = network?.merging else { return }
        pendingGroups = nil
        network?.groups = groups
        guard let merging = network?.merging, merging != before else { return }
        originalAnalysis = originalAnalysis?.merged(by: merging)
        analysis = analysis?.merged(by: merging)
        answers = ownLogits.compactMapValues { Answer(logits: merging.logits($0)) }
        selection.classIndex = selection.classIndex.flatMap { merging.shownIndex($0, of: before) }
        comparison.result = comparison.result?.merged(by: merging)
        pool.pool = merged
    }
}

extension Answer {
    /// The most probable class, the lowest of several; nil where there is none.
    init?(logits: [Float]) {
        let probabilities = Softmax.probabilities(logits)
        guard let largest = probabilities.max(), let index = probabilities.firstIndex(of: largest) else {
            return nil
        }
        self.init(classIndex: index, probability: largest)
    }
}
