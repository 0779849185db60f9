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
            name: StageSnapshot.name(for: state))
    }

    /// Where things went last, else where pictures go.
    private var exportFolder: URL {
        let last = frame.memory.exportOptions
        return last.path.isEmpty ? StageSnapshot.folder : last.url.deletingLastPathComponent()
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
        frame.memory.exportCard?.facts = exportFacts
        frame.memory.exportCard?.progress = exporter.progress
    }

    /// Begins what the card asks for; the card stays while a series is drawn.
    func beginExport(_ options: ExportOptions) {
        frame.memory.exportOptions = options
        if options.subject != .frames { frame.memory.exportCard = nil }
        exporter.begin(options)
    }

    /// Ends the series that is being drawn, else closes the card.
    func closeExport() {
        if exporter.cancel(state) { frame.memory.notice = "Stopped; nothing was written." }
        frame.memory.exportCard = nil
    }

    /// Says what has come of it. Returns whether something has.
    func receiveExports() -> Bool {
        let outcomes = exporter.receive()
        for outcome in outcomes {
            switch outcome {
            case .moved: break
            case .wrote(let path):
                frame.memory.notice = "Saved \(path)"
                frame.memory.exportCard = nil
            case .failed(let sentence):
                frame.memory.failure = sentence
                frame.memory.exportCard = nil
            }
        }
        return !outcomes.isEmpty
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
            image = try renderer.captioned(image, caption, width: size.x, scale: scale, theme: theme)
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
        let (low, high) = (place.origin * scale, (place.origin + place.size) * scale)
        let (left, top) = (Int(low.x.rounded()), Int(low.y.rounded()))
        let width = Int((place.width * scale).rounded(.toNearestOrAwayFromZero))
        var image = whole.cropped(x: left, y: top, width: width, height: Int(high.y.rounded()) - top)
        if options.hasCaption {
            image = try renderer.captioned(
                image, caption, width: place.width, scale: scale, theme: Theme(state.settings))
        }
        return ExportedPicture(image: image, caption: caption)
    }
}
