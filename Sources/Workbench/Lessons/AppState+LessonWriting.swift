import Datasets
import Foundation

/// Making lessons of what is on stage.
extension AppState {
    func changeLesson(_ change: (inout LessonState) -> Void) {
        guard var changed = lesson else { return }
        change(&changed)
        guard changed.lesson != lesson?.lesson else { return }
        changed.isUnsaved = true
        changed.change += 1
        lesson = changed
    }

    /// The drawing that the lesson is about has changed.
    func noteLessonDrawing() {
        lesson?.isUnsaved = true
        lesson?.change += 1
    }

    func beginLesson(from viewpoint: Viewpoint?) {
        guard let network, let picture else { return }
        leaveLesson()
        let step = LessonStep(title: "First step", text: "", view: shownView(from: viewpoint))
        let lesson = Lesson(
            title: picture.displayName, model: Lesson.Piece(path: network.url.path),
            picture: Lesson.Piece(path: picture.url.path), steps: [step])
        self.lesson = LessonState(lesson: lesson, isEdited: true, isUnsaved: true, change: 1)
    }

    func addStep(from viewpoint: Viewpoint?) {
        let view = shownView(from: viewpoint)
        changeLesson {
            $0.step += 1
            $0.lesson.steps.insert(
                LessonStep(title: "Step \($0.step + 1)", text: "", view: view), at: $0.step)
        }
    }

    func takeView(from viewpoint: Viewpoint?) {
        let view = shownView(from: viewpoint)
        changeLesson { $0.lesson.steps[$0.step].view = view }
    }

    func removeStep() {
        changeLesson {
            guard $0.lesson.steps.count > 1 else { return }
            $0.lesson.steps.remove(at: $0.step)
            $0.step = min($0.step, $0.lesson.steps.count - 1)
        }
    }

    /// What is on stage, as a step would show it again.
    private func shownView(from viewpoint: Viewpoint?) -> LessonView {
        var view = LessonView()
        view.scene = scene
        let number = variants.firstIndex { $0.id == selection.variant } ?? 0
        view.variant = number == 0 ? nil : number
        view.layer = selection.layer.flatMap { id in network?.layers.first { $0.id == id }?.name }
        view.block = selection.cluster
        view.map = selection.map
        if let pin = selection.pin {
            view.layer = network?.layers.first { $0.id == pin.layer }?.name
            view.block = pin.cluster
            view.pixel = [pin.x, pin.y]
        }
        view.label = selection.classIndex.flatMap { index in
            network.flatMap { $0.labels.names.indices.contains(index) ? $0.labels.names[index] : nil }
        }
        view.camera = settings.camera
        view.viewpoint = viewpoint
        if scene.showsPool { view.pool = pool.settings }
        if scene.showsSamples {
            let settings = samples.settings
            view.embedding = LessonView.Embedding(
                method: settings.method, seed: settings.seed, perplexity: settings.perplexity,
                neighbors: settings.neighborCount)
        }
        if scene == .models, models.isSeries { view.checkpoint = models.shown + 1 }
        view.clusters = settings.clusterCount
        view.allMaps = settings.grouping == .allMaps ? true : nil
        view.planes = samples.settings.showsPlanes ? true : nil
        view.samples = selection.samples.isEmpty ? nil : selection.samples.sorted()
        return view
    }

    /// Writes the lesson with what it is about: the network by its hash and place, the picture itself.
    func saveLesson(to url: URL) {
        guard let state = lesson, let network, let kept = lessonPicture else { return }
        let (modelURL, dataURL) = (network.url, samples.set?.url ?? lessonData)
        let besideURL = modelsOfLesson
        let mailbox = mailbox
        jobs.saveLesson.submit(.awaitsRunning) { _ in
            let folder = url.deletingLastPathComponent()
            var lesson = state.lesson
            lesson.version = Lesson.currentVersion
            lesson.model = Lesson.Piece(
                path: .path(of: modelURL, from: folder), hash: ContentHash.text(of: modelURL))
            let bytes = kept.bytes
            let isEmbedded = !kept.isFile || bytes.map { $0.count <= LessonFile.largestContent } == true
            lesson.picture = Lesson.Piece(
                path: .path(of: kept.picture.url, from: folder), hash: bytes.map { ContentHash.text(of: $0) },
                content: isEmbedded ? bytes : nil)
            lesson.data = dataURL.map { Lesson.Piece(path: .path(of: $0, from: folder)) }
            lesson.beside = besideURL.map { Lesson.Piece(path: .path(of: $0, from: folder)) }
            do {
                try LessonFile.write(lesson, to: url)
                mailbox.post(.lesson(.saved(state, url)))
            } catch {
                mailbox.post(.lesson(.saveFailed(Sentence.for(error))))
            }
        }
    }

    /// What stands beside the model, where a step shows it.
    var modelsOfLesson: URL? {
        let isShown = lesson?.lesson.steps.contains { $0.view.scene == .models } == true
        return isShown ? models.url ?? lessonBeside : nil
    }

    /// What the lesson keeps of its picture.
    var lessonPicture: LessonPicture? {
        guard let lesson, let picture else { return nil }
        return LessonPicture(
            picture: picture, isDrawn: sketch.isPicture, content: lesson.lesson.picture.content)
    }
}
