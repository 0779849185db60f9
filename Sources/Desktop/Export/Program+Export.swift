import Foundation
import Rendering
import Scenes
import Workbench

/// What the window gives to whoever takes something away.
extension Program {
    /// The colours that the options ask for.
    func theme(of options: ExportOptions) -> Theme {
        options.isForPrint ? .presentation : Theme(state.settings)
    }

    /// What the card has to know.
    var exportFacts: ExportFacts {
        let layout = frame.layout
        let turning = scene as? any TurningScene
        let caption = Caption(state, scene: scene)
        let widths = [layout.stage.width, size.x] + [layout.panel?.width].compactMap { $0 }
        let heights = widths.map { ($0, CaptionStrip(caption, width: $0, theme: .light).size.y) }
        return ExportFacts(
            stageSize: layout.stage.size, windowSize: size, panelSize: layout.panel?.size,
            captionHeights: Dictionary(heights) { first, _ in first }, isFlat: isStageFlat,
            turnsRound: turning?.azimuth == nil ? nil : turning?.azimuths == nil, tables: state.stageTables,
            stepCount: state.lesson?.lesson.steps.count, folder: exportFolder.path,
            name: ExportPlace.name(for: state))
    }

    /// Where things went last, else where pictures go.
    private var exportFolder: URL {
        let last = frame.memory.exportOptions
        return last.path.isEmpty ? picturesFolder : last.url.deletingLastPathComponent()
    }

    /// Opens the card that asks what is to be taken away.
    func openExport() {
        leaveStage()
        frame.memory.popup = nil
        let facts = exportFacts
        var options = frame.memory.exportOptions
        if options.subject == .panel, facts.panelSize == nil { options.subject = .stage }
        if options.isSVG, !facts.isFlat { options.format = .png }
        options.path = facts.suggestion(for: options)
        frame.memory.exportCard = ExportCard(options: options, facts: facts)
    }

    /// Tells the open card what has changed since.
    func refreshExportCard() {
        guard frame.memory.exportCard != nil else { return }
        let progress = exporter.progress
        frame.memory.exportCard?.progress = progress
        // While a series is drawn, the card shows nothing but how far it is.
        if progress == nil { frame.memory.exportCard?.facts = exportFacts }
    }

    /// Begins what the card asks for; the card stays while a series is drawn.
    func beginExport(_ options: ExportOptions) {
        frame.memory.exportOptions = options
        if options.subject != .frames { frame.memory.exportCard = nil }
        exporter.begin(options)
    }

    /// Ends the series that is being drawn, else closes the card.
    func closeExport() {
        if exporter.cancel(state) { frame.memory.notice = ExportError.stopped.description }
        frame.memory.exportCard = nil
    }

    /// Says what has come of it. Returns whether something has.
    func receiveExports() -> Bool {
        let outcomes = exporter.receive()
        for outcome in outcomes {
            switch outcome {
            case .moved: break
            case .wrote(let path): frame.memory.notice = "Saved \(path)"
            case .failed(let sentence): frame.memory.failure = sentence
            case .ended: frame.memory.exportCard = nil
            }
        }
        return !outcomes.isEmpty
    }

    /// Saves the stage as it is in the window where pictures go, under a name that is not there yet.
    func saveStage() {
        do {
            let image = try renderer.image(
                of: scene.makeDrawing(), size: frame.layout.stage.size, scale: scale)
            let start = picturesFolder.appending(path: ExportPlace.name(for: state)).path
            let caption = Caption(state, scene: scene)
            exporter.write(.picture(ExportedPicture(image: image, caption: caption))) {
                URL(filePath: ExportPlace.freePath(start, ending: ".png"))
            }
        } catch {
            frame.memory.failure = Sentence.for(error)
        }
    }

    /// The stage as it is seen, at the scale and in the colours of the options.
    func stageContent(_ options: ExportOptions) throws -> ExportContent {
        let (theme, size) = (theme(of: options), frame.layout.stage.size)
        let scale: Float = options.isSVG ? 1 : Float(options.scale)
        showScene(in: theme, scale: scale)
        scene.settle()
        let (drawing, caption) = (scene.makeDrawing(), Caption(state, scene: scene))
        if options.isSVG {
            return .drawing(
                SVGFile.Part(drawing, size: size), caption, theme: options.hasCaption ? theme : nil)
        }
        var image = try renderer.image(of: drawing, size: size, scale: scale)
        if options.hasCaption {
            image = try renderer.captioned(image, caption, scale: scale, theme: theme)
        }
        return .picture(ExportedPicture(image: image, caption: caption))
    }

    /// The window without the card, or its panel.
    func windowPicture(_ options: ExportOptions, time: Double) throws -> ExportedPicture {
        let panel = frame.layout.panel
        guard options.subject == .window || panel != nil else { throw ExportError.noPanel }
        let (scale, theme) = (Float(options.scale), state.settings.theme)
        var place = Rectangle(origin: .zero, size: size)
        if options.subject == .panel, let panel { place = panel }
        if options.isForPrint { state.perform(.setTheme(.light)) }
        defer { if options.isForPrint { state.perform(.setTheme(theme)) } }
        let caption = Caption(state, scene: scene)
        let whole = try drawWindow(scale: scale, time: time)
        let low = (place.origin * scale).rounded(.toNearestOrAwayFromZero)
        let extent = (place.size * scale).rounded(.toNearestOrAwayFromZero)
        let (width, height) = (Int(extent.x), Int(extent.y))
        // Rounded by itself, the far side may lie one pixel beyond the window.
        var image = whole.cropped(
            x: min(Int(low.x), whole.width - width), y: min(Int(low.y), whole.height - height), width: width,
            height: height)
        if options.hasCaption {
            image = try renderer.captioned(image, caption, scale: scale, theme: Theme(state.settings))
        }
        return ExportedPicture(image: image, caption: caption)
    }
}
