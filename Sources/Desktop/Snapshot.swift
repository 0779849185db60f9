import Foundation
import Inference
import Rendering
import Samples
import Scenes
import Workbench

/// Pictures of scenes without a window or a display.
@MainActor public enum Snapshot {
    /// Does the work of a request, draws one scene of it, and writes it as PNG.
    ///
    /// - Throws: with one sentence: what cannot be read, drawn or written.
    public static func write(_ request: PictureRequest, _ view: SnapshotView, to file: URL) throws {
        if let lesson = view.lesson { return try write(lesson, view, to: file) }
        if let step = view.tourStep { return try writeTour(step, view, to: file) }
        let state = try AppState.prepared(request, withPool: view.scene.showsPool || view.data == .pool)
        if view.scene == .saliency || view.scene == .occlusion && view.includesWindow {
            try state.finishSaliency(in: view.scene)
        }
        try prepare(state, for: view)
        let context = try OffscreenContext()
        defer { context.close() }
        let image = view.showsFrame ? try drawWindow(state, view) : try drawStage(state, view)
        try PNGFile.write(image, to: file)
    }

    /// A step of a lesson: the scene is the step's.
    private static func write(_ lesson: (url: URL, step: Int), _ view: SnapshotView, to file: URL) throws {
        let state = AppState()
        state.perform(.setTheme(view.theme))
        state.perform(.setReducedMotion(true))
        state.perform(.setPresenting(view.isPresented))
        try state.prepareLesson(lesson.url, step: lesson.step)
        var view = view
        view.scene = state.scene
        let context = try OffscreenContext()
        defer { context.close() }
        try PNGFile.write(view.showsFrame ? drawWindow(state, view) : drawStage(state, view), to: file)
    }

    /// A step of the tour, in the whole window.
    private static func writeTour(_ step: Int, _ view: SnapshotView, to file: URL) throws {
        let state = AppState()
        state.perform(.setTheme(view.theme))
        state.perform(.setCamera(view.camera))
        state.perform(.setReducedMotion(true))
        try state.prepareTour(step: step, isDone: view.isTourStepDone)
        let context = try OffscreenContext()
        defer { context.close() }
        try PNGFile.write(drawWindow(state, view), to: file)
    }

    private static func prepare(_ state: AppState, for view: SnapshotView) throws {
        state.perform(.setTheme(view.theme))
        state.perform(.setCamera(view.camera))
        state.perform(.setReducedMotion(true))
        state.perform(.setPresenting(view.isPresented))
        if view.showsAllMaps { state.perform(.setGrouping(.allMaps)) }
        if view.scene == .network, view.showsPlanes {
            try state.prepareSamples(try data(of: state, view), in: .network, showsPlanes: true)
        } else if view.scene.showsSamples {
            try state.prepareSamples(try data(of: state, view), in: view.scene, layer: view.layer)
        } else if let layer = view.layer {
            try state.open(layerNamed: layer, block: view.block, map: view.map, pin: view.pin)
        }
        try explain(in: state, view)
        if view.scene == .compare { try prepareComparison(of: state, view) }
    }

    private static func explain(in state: AppState, _ view: SnapshotView) throws {
        if let pixel = view.explained, let map = state.selection.map, let id = state.selection.layer,
            let layer = state.network?.layers[id]
        {
            guard (0..<layer.width).contains(pixel.x), (0..<layer.height).contains(pixel.y) else {
                throw SampleAnalysisError(
                    "The maps of \(layer.name) have \(layer.width) x \(layer.height) pixels: there is no pixel "
                        + "\(pixel.x),\(pixel.y).")
            }
            let place = MapPlace(value: layer.value, channel: map)
            state.perform(.explain(place.pixel(x: pixel.x, y: pixel.y)))
        } else if view.explainsAnswer, let answer = state.analysis?.answer {
            state.perform(.explainClass(answer.classIndex))
        }
    }

    /// The data set that was asked for, else the one that comes with the network.
    private static func data(of state: AppState, _ view: SnapshotView) throws -> DataRequest {
        if let data = view.data { return data }
        guard let url = state.network.flatMap({ ShippedFiles.dataSet(for: $0.url) }) else {
            throw SampleAnalysisError(
                "The scene \(view.scene.rawValue) shows a data set: name one with --data.")
        }
        return .file(url)
    }

    /// Compares, with the row large that the view asks for.
    private static func prepareComparison(of state: AppState, _ view: SnapshotView) throws {
        try state.prepareComparison()
        let enlarged = view.map.map { ComparedPicture.map($0) } ?? view.block.map { .block($0) }
        if let enlarged { state.perform(.enlarge(EnlargedRow(enlarged))) }
        guard view.showsAllMaps else { return }
        var settings = state.comparison.settings
        settings.showsAllMaps = true
        state.perform(.setComparison(settings))
    }
}
