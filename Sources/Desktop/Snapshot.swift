import Foundation
import Inference
import Rendering
import Samples
import Scenes
import Workbench

/// Pictures of scenes without a window or a display.
@MainActor public enum Snapshot {
    /// Does the work of a request, draws one scene of it, and writes it: as SVG where the file's name says so, else as
    /// PNG.
    ///
    /// - Throws: with one sentence: what cannot be read, drawn or written.
    public static func write(_ request: PictureRequest, _ view: SnapshotView, to file: URL) throws {
        var view = view
        let state = try state(of: request, &view)
        if file.pathExtension.lowercased() == "svg" { return try writeSVG(state, view, to: file) }
        let context = try OffscreenContext()
        defer { context.close() }
        let picture = try picture(of: state, view)
        try PNGFile.write(picture.image, texts: picture.caption.pngTexts, to: file)
    }

    /// Does the work of a request, and writes a series of pictures of it into a folder that is there when all are.
    ///
    /// - Parameter progress: told how many of the frames are drawn.
    /// - Throws: with one sentence: what cannot be read, drawn or written.
    public static func writeFrames(
        _ request: PictureRequest, _ view: SnapshotView, _ motion: FrameMotion, to folder: URL,
        progress: (Int, Int) -> Void
    ) throws {
        // Nobody wants to hear that after minutes.
        try FrameFolder.requireFree(folder)
        var view = view
        let state = try state(of: request, &view)
        let context = try OffscreenContext()
        defer { context.close() }
        let renderer = try Renderer()
        defer { renderer.close() }
        let look = FrameSeries.Look(
            size: view.size, scale: view.scale, theme: view.colors, hasCaption: view.hasCaption)
        let series = try FrameSeries(
            motion, of: state, as: scene(of: state, view), look: look, renderer: renderer)
        let frames = try FrameFolder(folder)
        let interruption = Interruption { frames.giveUp() }
        defer { interruption.end() }
        do {
            try draw(series, of: state, into: frames, progress: progress)
        } catch {
            frames.giveUp()
            throw error
        }
    }

    private static func draw(
        _ series: FrameSeries, of state: AppState, into frames: FrameFolder, progress: (Int, Int) -> Void
    ) throws {
        while !series.isFinished {
            state.receiveResults()
            try frames.check()
            guard frames.hasRoom, let picture = try series.next() else {
                Thread.sleep(forTimeInterval: 0.002)
                continue
            }
            frames.write(picture, number: series.done)
            progress(series.done, series.count)
        }
        try frames.finish()
    }

    private static func writeSVG(_ state: AppState, _ view: SnapshotView, to file: URL) throws {
        guard !view.showsFrame else { throw SnapshotError.windowAsSVG }
        let scene = scene(of: state, view)
        let part = SVGFile.Part(scene.makeDrawing(), size: view.size)
        let caption = Caption(state, scene: scene)
        try ExportContent.drawing(part, caption, theme: view.hasCaption ? view.colors : nil).write(to: file)
    }

    private static func picture(of state: AppState, _ view: SnapshotView) throws -> ExportedPicture {
        let scene = scene(of: state, view)
        let caption = Caption(state, scene: scene)
        let renderer = try Renderer()
        defer { renderer.close() }
        let image =
            view.showsFrame
            ? try drawWindow(state, view)
            : try renderer.image(of: scene.makeDrawing(), size: view.size, scale: view.scale)
        guard view.hasCaption else { return ExportedPicture(image: image, caption: caption) }
        return ExportedPicture(
            image: try renderer.captioned(
                image, caption, scale: view.scale, theme: view.colors), caption: caption)
    }

    // MARK: The state

    /// What is asked for, computed; the scene of a lesson's step becomes the view's.
    private static func state(of request: PictureRequest, _ view: inout SnapshotView) throws -> AppState {
        if let lesson = view.lesson {
            let state = AppState()
            state.perform(.setTheme(view.theme))
            state.perform(.setReducedMotion(true))
            state.perform(.setPresenting(view.isPresented))
            try state.prepareLesson(lesson.url, step: lesson.step)
            view.scene = state.scene
            return state
        }
        if let step = view.tourStep {
            let state = AppState()
            state.perform(.setTheme(view.theme))
            state.perform(.setCamera(view.camera))
            state.perform(.setReducedMotion(true))
            try state.prepareTour(step: step, isDone: view.isTourStepDone)
            view.scene = state.scene
            return state
        }
        let state = try AppState.prepared(request, withPool: view.scene.showsPool || view.data == .pool)
        if view.scene == .saliency || view.scene == .occlusion && view.includesWindow {
            try state.finishSaliency(in: view.scene)
        }
        try prepare(state, for: view)
        return state
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
        if view.scene == .models { try state.prepareModels(view.other, checkpoint: view.checkpoint) }
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

/// What a snapshot cannot be.
enum SnapshotError: Error, CustomStringConvertible {
    /// The window's frame is no drawing of shapes.
    case windowAsSVG

    /// One sentence.
    var description: String {
        switch self {
        case .windowAsSVG:
            "The whole window is written as PNG only: leave --window out for an SVG of the stage."
        }
    }
}

extension SnapshotView {
    /// The extent, in points.
    var size: Point { Point(Float(width), Float(height)) }
    /// The colours.
    var colors: Theme { theme == .dark ? .dark : isPresented ? .presentation : .light }
}
