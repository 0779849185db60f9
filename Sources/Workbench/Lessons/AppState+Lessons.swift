import Foundation

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
        case .begin: beginLesson()
        case .edit(let isEdited): lesson?.isEdited = isEdited
        case .setTitle(let title): changeLesson { $0.lesson.title = title }
        case .setWords(let title, let text):
            changeLesson {
                $0.lesson.steps[$0.step].title = title
                $0.lesson.steps[$0.step].text = text
            }
        case .addStep: addStep()
        case .takeView: takeView()
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
                let result = Self.load(lesson, at: url, found: [:], inputs: [:])
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
            let result = Self.load(waiting.lesson, at: waiting.url, found: waiting.found, inputs: [:])
            if !ticket.isStale { mailbox.post(.lesson(result)) }
        }
        return true
    }

    private nonisolated static func load(
        _ lesson: Lesson, at url: URL, found: [String: URL], inputs: InputConstants
    ) -> LessonJobResult {
        do {
            let pieces = try LessonPieces(of: lesson, at: url, found: found)
            let network = try LoadedNetwork.load(from: pieces.model, inputs: inputs)
            try network.requireNumbers()
            return .opened(lesson, url, network, pieces)
        } catch let piece as MissingPiece {
            return .missing(WaitingLesson(lesson: lesson, url: url, found: found, piece: piece))
        } catch {
            return .failed(Sentence.for(error))
        }
    }

    func receive(_ result: LessonJobResult) {
        switch result {
        case .opened(let lesson, let url, let network, let pieces):
            activity.openingModel = nil
            message = pieces.remark.map { Message($0, isError: false) }
            open(network, pieces.picture)
            self.lesson = LessonState(lesson: lesson, url: url)
            lessonData = pieces.data
            for variant in lesson.variants {
                appendVariant(name: variant.name, parts: variant.masks.map(\.part))
            }
            // Appending shows what is appended; the step says what is shown.
            selection.variant = Variant.originalID
            show(lesson.steps[0].view)
        case .missing(let waiting):
            activity.openingModel = nil
            waitingLesson = waiting
        case .failed(let text):
            activity.openingModel = nil
            message = Message(text, isError: true)
        case .saved(let lesson, let url):
            guard self.lesson?.lesson.steps == lesson.steps else { return }
            self.lesson?.url = url
            self.lesson?.isUnsaved = false
            message = Message("Saved \(url.path)", isError: false)
        case .saveFailed(let text): message = Message(text, isError: true)
        }
    }

    private func leaveLesson() {
        lesson = nil
        lessonData = nil
        wantedSamples = nil
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
        if let layer = view.layer.flatMap({ name in network.layers.first { $0.name == name } }) {
            selection.layer = layer.id
            selection.cluster = view.block ?? view.map.map { _ in 0 }
            selection.map = view.map
            if let pixel = view.pixel, pixel.count == 2 {
                selection.pin = Selection.Pin(
                    layer: layer.id, cluster: view.block ?? 0, x: pixel[0], y: pixel[1])
            }
        }
        selection.classIndex = view.label.flatMap { network.labels.names.firstIndex(of: $0) }
        samples.settings.showsPlanes = view.planes == true
        selection.samples = []
        showScene(view.scene)
        showSamples(of: view)
    }

    /// Opens the lesson's data where a step shows some, and selects what it says as soon as they are there.
    private func showSamples(of view: LessonView) {
        wantedSamples = nil
        guard view.scene.showsSamples || view.planes == true, let data = lessonData else { return }
        wantedSamples = view.samples
        let isOpen = samples.set?.url?.standardizedFileURL == data.standardizedFileURL
        if !isOpen, samples.opening == nil { perform(.samples(.open(data))) }
        selectWantedSamples()
    }

    /// Selects what a step says, once the data are open.
    func selectWantedSamples() {
        guard let wanted = wantedSamples, let set = samples.set else { return }
        wantedSamples = nil
        selection.samples = Set(wanted.filter { set.samples.indices.contains($0) })
    }
}
