import Datasets
import Foundation

/// The picture that is drawn by hand: each movement makes it anew, and the columns follow as they follow a mask.
extension AppState {
    /// Why nothing can be drawn, in a sentence; nil where it can.
    public var whyNoDrawing: String? {
        guard let network else { return "Open a model first: a drawing is made for its input." }
        guard network.preprocessing.channelOrder.count == 1 else {
            return "\(network.displayName) looks at color pictures; only black and white ones can be drawn."
        }
        return nil
    }

    /// How the drawing is reduced.
    public var sketchReduction: SketchReduction {
        sketch.chosenReduction ?? .suiting(width: network?.inputWidth ?? 0, height: network?.inputHeight ?? 0)
    }

    func perform(_ command: SketchCommand) {
        guard network != nil, whyNoDrawing == nil else { return }
        switch command {
        case .preview(let stroke):
            sketch.stroke = stroke
            showSketch(.awaitsRunning)
        case .add(let stroke):
            changeSketch { $0.strokes.append(stroke) }
        case .clear:
            guard sketch.isPicture, !sketch.sketch.strokes.isEmpty else { return }
            changeSketch { $0.strokes = [] }
        case .reduce(let reduction):
            sketch.chosenReduction = reduction
            guard sketch.isPicture else { return }
            showSketch(.abandonsRunning)
            noteLessonDrawing()
        case .save(let url): saveSketch(to: url)
        }
    }

    private func changeSketch(_ change: (inout Sketch) -> Void) {
        if !sketch.isPicture { openSketch() }
        sketch.stroke = nil
        recordHistory()
        change(&sketch.sketch)
        showSketch(.abandonsRunning)
        noteLessonDrawing()
    }

    /// Gives up the stroke that is being made.
    func cancelStroke() {
        sketch.stroke = nil
        showSketch(.abandonsRunning)
    }

    /// Makes the drawing the picture; what is on screen stays until its analysis is there.
    func showSketch(_ succession: LatestJob.Succession) {
        guard let network else { return }
        if !sketch.isPicture { openSketch() }
        let reduced = sketchReduction.reduce(
            sketch.whole, width: network.inputWidth, height: network.inputHeight)
        sketch.reduced = reduced
        let isNew = reduced.picture != picture?.picture
        guard isNew || succession == .abandonsRunning else { return }
        picture = OpenPicture(url: Self.sketchFile, picture: reduced.picture)
        fittedInput = network.preprocessing.fit(reduced.picture)
        // What the hand has left behind is still shown, until something newer of the drawing is.
        oldestShownEpoch = min(oldestShownEpoch ?? epoch, epoch)
        epoch += 1
        isFedAnew = true
        answers = [:]
        ownLogits = [:]
        showInput()
        analyze(succession)
        guard succession == .abandonsRunning else { return }
        if pool.pool != nil || pool.progress != nil { runPool() }
        findSuperpixels()
    }

    /// Leaves the picture before; its maps stay until the drawing's are there.
    private func openSketch() {
        guard let network else { return }
        let (kept, stroke, shown) = (sketch.chosenReduction, sketch.stroke, (originalAnalysis, analysis))
        let (layer, cluster, map) = (selection.layer, selection.cluster, selection.map)
        let blank = sketchReduction.reduce(Sketch(), width: network.inputWidth, height: network.inputHeight)
        picture = OpenPicture(url: Self.sketchFile, picture: blank.picture)
        leaveLesson()
        startOver()
        (sketch.chosenReduction, sketch.stroke, sketch.isPicture) = (kept, stroke, true)
        (selection.layer, selection.cluster, selection.map) = (layer, cluster, map)
        (originalAnalysis, analysis) = shown
        isFedAnew = true
    }

    /// Whether a command would leave the picture for a drawing.
    func beginsDrawing(_ command: Command) -> Bool {
        guard !sketch.isPicture, whyNoDrawing == nil else { return false }
        return switch command {
        case .draw(.preview), .draw(.add): true
        default: false
        }
    }

    /// Where the drawing would lie if it were a file; nothing is written there.
    private static let sketchFile = URL(filePath: "drawing.png")

    private func saveSketch(to url: URL) {
        guard let picture = sketch.reduced?.picture else { return }
        do {
            try PictureFile.writePNG(picture, to: url)
            message = Message("Saved \(url.path)", isError: false)
        } catch {
            message = Message(Sentence.for(error), isError: true)
        }
    }
}
