import Foundation
import Rendering
import Workbench

/// What is taken away, and how: what the card sets.
struct ExportOptions: Equatable, Sendable {
    /// What is taken away.
    enum Subject: Int, CaseIterable, Sendable {
        case stage, window, panel, table, frames
    }

    /// What a picture of the stage is written as.
    enum Format: Int, CaseIterable, Sendable {
        case png, svg
    }

    /// What is taken away.
    var subject = Subject.stage
    /// What a picture of the stage is written as.
    var format = Format.png
    /// Pixels a point, 1...4.
    var scale = 2
    /// Whether the caption stands below.
    var hasCaption = true
    /// Whether it is on white paper, whatever the window's theme.
    var isForPrint = false
    /// Which table; nil: the scene's first.
    var table: StageTable?
    /// Whether the frames are those of the lesson, not of a turntable.
    var isLesson = false
    /// Frames of a turntable.
    var turntableCount = 72
    /// Frames a step of a lesson.
    var framesPerStep = 1
    /// The file, or the folder of the frames.
    var path = ""

    /// The series that is asked for.
    var motion: FrameMotion {
        isLesson ? .lesson(perStep: framesPerStep) : .turntable(count: turntableCount)
    }

    /// Whether it is a drawing of shapes.
    var isSVG: Bool { subject == .stage && format == .svg }

    /// The ending of the file; empty for a folder.
    var ending: String {
        switch subject {
        case .stage: format == .svg ? "svg" : "png"
        case .window, .panel: "png"
        case .table: "csv"
        case .frames: ""
        }
    }

    /// The typed path as a file.
    var url: URL { URL(filePath: NSString(string: path).expandingTildeInPath) }
}

/// What the card has to know of the program.
struct ExportFacts: Equatable {
    /// The stage's extent, in points.
    var stageSize = SIMD2<Float>(0, 0)
    /// The window's.
    var windowSize = SIMD2<Float>(0, 0)
    /// The panel's; nil: it is folded.
    var panelSize: SIMD2<Float>?
    /// How high a caption is, by the width of what it stands below.
    var captionHeights: [Float: Float] = [:]
    /// Whether the stage can be drawn as shapes.
    var isFlat = true
    /// How a turntable would turn: all the way round, or there and back; nil: nothing turns.
    var turnsRound: Bool?
    /// The tables that can be made of what is on stage.
    var tables: [StageTable] = []
    /// How many steps the lesson has; nil: there is none.
    var stepCount: Int?
    /// Where pictures go.
    var folder = ""
    /// What names of files begin with.
    var name = "convoscope"

    /// The table that the options mean.
    func table(of options: ExportOptions) -> StageTable? {
        options.table.flatMap { tables.contains($0) ? $0 : nil } ?? tables.first
    }

    /// The extent of the picture, without its caption, in points; nil where there is none.
    private func size(of subject: ExportOptions.Subject) -> SIMD2<Float>? {
        switch subject {
        case .stage, .frames: stageSize
        case .window: windowSize
        case .panel: panelSize
        case .table: nil
        }
    }

    /// The extent of the picture that will be written, in pixels; nil where none will.
    func pixels(of options: ExportOptions) -> SIMD2<Int>? {
        guard let size = size(of: options.subject) else { return nil }
        let scale: Float = options.isSVG ? 1 : Float(options.scale)
        func whole(_ points: Float) -> Int { Int((points * scale).rounded(.toNearestOrAwayFromZero)) }
        let caption = options.hasCaption ? whole(captionHeights[size.x] ?? 0) : 0
        return SIMD2(whole(size.x), whole(size.y) + caption)
    }

    /// How many frames will be written.
    func frameCount(of options: ExportOptions) -> Int {
        guard options.isLesson else { return options.turntableCount }
        return stepCount.map { 1 + ($0 - 1) * options.framesPerStep } ?? 0
    }

    /// Why nothing can be written, in one sentence; nil where something can.
    func problem(with options: ExportOptions) -> String? {
        switch options.subject {
        case .stage where options.isSVG && !isFlat: return SVGError.perspective.description
        case .panel where panelSize == nil: return "The panel is folded: unfold it first."
        case .table where tables.isEmpty: return ExportError.noTable.description
        case .frames where options.isLesson && stepCount == nil: return ExportError.noLesson.description
        case .frames where !options.isLesson && turnsRound == nil: return ExportError.notTurning.description
        default: break
        }
        if let pixels = pixels(of: options), pixels.max() > Self.mostPixels {
            return "More than \(Self.mostPixels) pixels a side cannot be drawn: choose a smaller scale."
        }
        return problem(withPlace: options)
    }

    private func problem(withPlace options: ExportOptions) -> String? {
        guard !options.path.isEmpty else { return "Type where it goes." }
        let files = FileManager.default
        var isFolder: ObjCBool = false
        let isThere = files.fileExists(atPath: options.url.path, isDirectory: &isFolder)
        if options.subject == .frames {
            do { try FrameFolder.requireFree(options.url) } catch { return Sentence.for(error) }
        } else if isThere, isFolder.boolValue || options.path.hasSuffix("/") {
            return "This is a folder: type the name of a file in it."
        }
        let parent = options.url.deletingLastPathComponent().path
        guard files.fileExists(atPath: parent, isDirectory: &isFolder), isFolder.boolValue else {
            return "There is no folder \(parent)."
        }
        return files.isWritableFile(atPath: parent) ? nil : "You may not write to \(parent)."
    }

    /// What most graphics drivers can draw.
    private static let mostPixels = 16_384

    /// A path for what is taken away that is not there yet.
    func suggestion(for options: ExportOptions) -> String {
        var start = name
        switch options.subject {
        case .stage: break
        case .window: start += "-window"
        case .panel: start += "-panel"
        case .table: start += table(of: options).map { "-\($0.rawValue)" } ?? ""
        case .frames: start += options.isLesson ? "-lesson" : "-turntable"
        }
        let ending = options.ending.isEmpty ? "" : "." + options.ending
        return ExportPlace.freePath((folder.hasSuffix("/") ? folder : folder + "/") + start, ending: ending)
    }
}
