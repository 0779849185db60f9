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

    func beginLesson(from viewpoint: Viewpoint?) {
        guard let network, let picture else { return }
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
        view.clusters = settings.clusterCount
        view.allMaps = settings.grouping == .allMaps ? true : nil
        view.planes = samples.settings.showsPlanes ? true : nil
        view.samples = selection.samples.isEmpty ? nil : selection.samples.sorted()
        return view
    }

    /// Writes the lesson with what it is about: the network by its hash and place, the picture itself.
    func saveLesson(to url: URL) {
        guard var lesson = lesson?.lesson, let network, let picture else { return }
        lesson.version = Lesson.currentVersion
        lesson.variants = variants.filter { !$0.isOriginal }.map {
            LessonVariant(name: $0.name, masks: $0.parts.map(LessonMask.init))
        }
        // The steps name variants by their place among those that are saved.
        let (modelURL, pictureURL, dataURL) = (network.url, picture.url, samples.set?.url)
        let content = lesson.picture.content
        let drawn = sketch.isPicture ? picture.picture : nil
        let mailbox = mailbox
        jobs.openPicture.submit { [lesson] _ in
            let folder = url.deletingLastPathComponent()
            var lesson = lesson
            lesson.model = Lesson.Piece(
                path: .path(of: modelURL, from: folder), hash: ContentHash.text(of: modelURL))
            // A drawing is no file.
            let bytes =
                drawn.flatMap { try? PictureFile.png(of: $0) } ?? content
                ?? (try? Data(contentsOf: pictureURL))
            lesson.picture = Lesson.Piece(
                path: .path(of: pictureURL, from: folder), hash: bytes.map { ContentHash.text(of: $0) },
                content: bytes.flatMap { $0.count <= LessonFile.largestContent ? $0 : nil })
            lesson.data = dataURL.map { Lesson.Piece(path: .path(of: $0, from: folder)) } ?? lesson.data
            do {
                try LessonFile.write(lesson, to: url)
                mailbox.post(.lesson(.saved(lesson, url)))
            } catch {
                mailbox.post(.lesson(.saveFailed(Sentence.for(error))))
            }
        }
    }
}
