import Foundation
import Inference

/// Opening lessons and going through them.
extension AppState {
    func perform(_ command: LessonCommand) {
        switch command {
        case .open(let url): openLesson(url)
        case .show(let step): showStep(step)
        case .next: showStep((lesson?.step ?? 0) + 1)
        case .previous: showStep((lesson?.step ?? 0) - 1)
        case .leave: leaveLesson()
        case .giveUp: waitingLesson = nil
        case .recover: recoverLesson()
        case .forgetDraft: forgetDraft()
        case .quit: quit()
        case .drop: dropLessonChanges()
        case .stay: leaving = nil
        case .begin(let viewpoint): beginLesson(from: viewpoint)
        case .edit(let isEdited): lesson?.isEdited = isEdited
        case .setTitle(let title): changeLesson { $0.lesson.title = title }
        case .setWords(let title, let text):
            changeLesson {
                $0.lesson.steps[$0.step].title = title
                $0.lesson.steps[$0.step].text = text
            }
        case .addStep(let viewpoint): addStep(from: viewpoint)
        case .takeView(let viewpoint): takeView(from: viewpoint)
        case .removeStep: removeStep()
        case .save(let url): saveLesson(to: url)
        }
    }

    // MARK: Opening

    private func openLesson(_ url: URL) {
        waitingLesson = nil
        activity.openingModel = url.lastPathComponent
        let mailbox = mailbox
        jobs.openModel.submit { ticket in
            do {
                let lesson = try LessonFile.read(url)
                let result = Self.load(lesson, from: LessonOrigin(url: url), found: [:])
                if !ticket.isStale { mailbox.post(.lesson(result)) }
            } catch {
                if !ticket.isStale { mailbox.post(.lesson(.failed(Sentence.for(error)))) }
            }
        }
    }

    /// Takes a file that the user opens as the one that a lesson waits for; returns whether it was.
    func completeLesson(with url: URL, kind: MissingPiece.Kind) -> Bool {
        guard var waiting = waitingLesson, waiting.piece.kind == kind else { return false }
        waiting.found[waiting.piece.name] = url
        waitingLesson = nil
        activity.openingModel = url.lastPathComponent
        let mailbox = mailbox
        jobs.openModel.submit { [waiting] ticket in
            let result = Self.load(waiting.lesson, from: waiting.origin, found: waiting.found)
            if !ticket.isStale { mailbox.post(.lesson(result)) }
        }
        return true
    }

    /// Opens what a crash has left, with its changes; its file goes when a draft of this program is written.
    private func recoverLesson() {
        guard let found = foundDraft else { return }
        (foundDraft, waitingLesson) = (nil, nil)
        activity.openingModel = found.draft.lesson.title
        let mailbox = mailbox
        jobs.openModel.submit { ticket in
            let origin = LessonOrigin(url: found.draft.url, draft: found)
            let result = Self.load(found.draft.lesson, from: origin, found: [:])
            if !ticket.isStale { mailbox.post(.lesson(result)) }
        }
    }

    private func forgetDraft() {
        guard let file = foundDraft?.file else { return }
        foundDraft = nil
        jobs.draft.submit(.awaitsRunning) { _ in try? FileManager.default.removeItem(at: file) }
    }

    private nonisolated static func load(
        _ lesson: Lesson, from origin: LessonOrigin, found: [String: URL]
    ) -> LessonJobResult {
        do {
            let pieces = try LessonPieces(of: lesson, at: origin.base, found: found)
            let network = try LoadedNetwork.load(from: pieces.model)
            try network.requireNumbers()
            return .opened(lesson, origin, network, pieces)
        } catch let piece as MissingPiece {
            return .missing(WaitingLesson(lesson: lesson, origin: origin, found: found, piece: piece))
        } catch {
            return .failed(Sentence.for(error))
        }
    }

    func receive(_ result: LessonJobResult) {
        switch result {
        case .opened(let lesson, let origin, let network, let pieces):
            activity.openingModel = nil
            if holdsBack(origin.command) {
                foundDraft = origin.draft ?? foundDraft
                return
            }
            message = pieces.remark.map { Message($0, isError: false) }
            open(network, pieces.picture)
            (lessonData, lessonBeside) = (pieces.data, pieces.beside)
            for variant in lesson.variants {
                appendVariant(name: variant.name, parts: variant.masks.map(\.part))
            }
            // Appending shows what is appended; the step says what is shown.
            selection.variant = Variant.originalID
            let isRecovered = origin.draft != nil
            self.lesson = LessonState(
                lesson: lesson, url: origin.url, isEdited: isRecovered, isUnsaved: isRecovered,
                variantIDs: variants.filter { !$0.isOriginal }.map(\.id))
            recoveredDraft = origin.draft?.file
            show(lesson.steps[0].view)
            note(.lessonStep)
        case .missing(let waiting):
            activity.openingModel = nil
            waitingLesson = waiting
        case .failed(let text):
            activity.openingModel = nil
            message = Message(text, isError: true)
        case .saved(let saved, let url):
            guard lesson?.id == saved.id else { return }
            lesson?.url = url
            message = Message("Saved \(url.path)", isError: false)
            // What has been changed meanwhile is not in the file.
            guard lesson?.change == saved.change else { return }
            lesson?.isUnsaved = false
            // What waited for the answer goes on: there is nothing to lose any more.
            if leaving != nil { dropLessonChanges() }
        case .saveFailed(let text): message = Message(text, isError: true)
        }
    }

    func leaveLesson() {
        lesson = nil
        (lessonData, lessonBeside) = (nil, nil)
        wantedSamples = nil
        models.wanted = nil
        leaving = nil
    }

    // MARK: Steps

    private func showStep(_ step: Int) {
        guard let lesson, lesson.lesson.steps.indices.contains(step) else { return }
        self.lesson?.step = step
        show(lesson.lesson.steps[step].view)
    }

    /// Shows what a step says, and nothing that was chosen before.
    func show(_ view: LessonView) {
        guard let network else { return }
        preview = nil
        if let number = view.variant, variants.indices.contains(number) {
            chooseVariant(variants[number].id)
        } else {
            chooseVariant(Variant.originalID)
        }
        selectMask(nil)
        settings.camera = view.camera ?? .plate
        setClusterCount(view.clusters ?? 3)
        settings.grouping = view.allMaps == true ? .allMaps : .clusters
        (selection.layer, selection.cluster, selection.map, selection.pin) = (nil, nil, nil, nil)
        selection.explained = []
        if let layer = view.layer.flatMap({ name in network.layers.first { $0.name == name } }) {
            open(layer, as: view)
        }
        selection.classIndex = view.label.flatMap { network.labels.names.firstIndex(of: $0) }
        samples.settings.showsPlanes = view.planes == true
        viewpoint = WantedViewpoint(
            number: viewpoint.number + 1, scene: view.scene, place: view.viewpoint)
        if let pool = view.pool { setPoolSettings(pool) }
        if let embedding = view.embedding { show(embedding) }
        selection.samples = []
        showScene(view.scene)
        showSamples(of: view)
        if view.scene == .models { showModels(of: view) }
    }

    /// Opens what a step shows of a layer; what the layer does not have is left out.
    private func open(_ layer: Layer, as view: LessonView) {
        selection.layer = layer.id
        let isWhole = layer.kind == .dense || settings.grouping == .allMaps
        let blockCount =
            layer.kind == .join ? 0 : isWhole ? 1 : min(settings.clusterCount, layer.mapCount)
        let block = view.block.flatMap { (0..<blockCount).contains($0) ? $0 : nil }
        selection.map = view.map.flatMap { (0..<layer.mapCount).contains($0) ? $0 : nil }
        selection.cluster = block ?? selection.map.map { _ in 0 }
        guard let pixel = view.pixel, pixel.count == 2, (0..<layer.width).contains(pixel[0]),
            (0..<layer.height).contains(pixel[1])
        else { return }
        selection.pin = Selection.Pin(layer: layer.id, cluster: block ?? 0, x: pixel[0], y: pixel[1])
    }

    private func show(_ embedding: LessonView.Embedding) {
        samples.settings.method = embedding.method
        samples.settings.seed = embedding.seed
        samples.settings.perplexity = embedding.perplexity
        samples.settings.neighborCount = embedding.neighbors
    }

    /// Opens what a step shows beside the model, and of checkpoints the one that it says.
    private func showModels(of view: LessonView) {
        guard let beside = lessonBeside else { return }
        models.wanted = view.checkpoint.map { $0 - 1 }
        if models.url?.standardizedFileURL.path == beside.standardizedFileURL.path {
            showWantedModel()
        } else if models.opening?.url != beside {
            perform(ModelsCommand.open(beside))
        }
    }

    /// Opens the lesson's data where a step shows some, and selects what it says as soon as they are there.
    private func showSamples(of view: LessonView) {
        wantedSamples = nil
        guard view.scene.showsSamples || view.planes == true, let data = lessonData else { return }
        wantedSamples = view.samples
        let isOpen = samples.set?.url?.standardizedFileURL == data.standardizedFileURL
        if !isOpen, samples.opening == nil { perform(SampleCommand.open(data)) }
        selectWantedSamples()
    }

    /// Selects what a step says, once the data are open.
    func selectWantedSamples() {
        guard let wanted = wantedSamples, let set = samples.set else { return }
        wantedSamples = nil
        selection.samples = Set(wanted.filter { set.samples.indices.contains($0) })
    }
}
