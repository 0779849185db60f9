import Foundation
import Rendering
import Scenes
import Workbench

/// The card that asks what is to be taken away.
struct ExportCard {
    /// What is set.
    var options: ExportOptions
    /// What it needs to know.
    var facts: ExportFacts
    /// How far a series is; nil: none is drawn.
    var progress: SIMD2<Int>?
    /// Whether the user has typed a path, which is then kept but for its ending.
    var isPathTyped = false

    /// Takes in what has changed: the suggested path follows the options, a typed one keeps its name.
    mutating func follow(_ before: ExportOptions) {
        guard options != before else { return }
        if !isPathTyped {
            options.path = facts.suggestion(for: options)
        } else if options.ending != before.ending {
            let stem =
                before.ending.isEmpty ? options.path : NSString(string: options.path).deletingPathExtension
            options.path = options.ending.isEmpty ? stem : stem + "." + options.ending
        }
    }

    /// What will be written, in a line.
    var preview: String {
        guard let pixels = facts.pixels(of: options) else {
            return "A table of comma-separated values, names in the first line"
        }
        let size = NumberFormat.pixels(pixels.x, pixels.y)
        if options.isSVG { return "Shapes and letters as outlines, \(size) at full size" }
        guard options.subject == .frames else { return size }
        let count = NumberFormat.count(facts.frameCount(of: options), "frame")
        return "\(count) of \(size), \(way)"
    }

    /// How the frames go.
    private var way: String {
        if options.isLesson { return options.framesPerStep == 1 ? "one a step" : "moving from step to step" }
        return facts.turnsRound == true ? "once around" : "there and back"
    }

    /// Whether a file will be replaced.
    var replacesFile: Bool {
        options.subject != .frames && FileManager.default.fileExists(atPath: options.url.path)
    }
}

extension StageTable {
    /// What a button says.
    var title: String {
        switch self {
        case .top: "Top 10"
        case .layers: "Blocks"
        case .maps: "Maps"
        case .pool: "Windows"
        case .comparison: "Layers"
        case .answers: "Answers"
        case .models: "Answers"
        case .curves: "Curves"
        case .samples: "Pictures"
        case .confusion: "Confusion"
        case .map: "Places"
        case .ranks: "Channel ranks"
        case .quality: "Curve quality"
        case .stability: "Neighbors kept"
        }
    }
}
