import Datasets
import Foundation

/// The drawing that is the picture.
public struct SketchState: Sendable {
    /// The strokes that are done.
    public internal(set) var sketch = Sketch()
    /// The one that is being made.
    public internal(set) var stroke: Sketch.Stroke?
    /// How the drawing is reduced; nil: as it suits the network's input.
    public internal(set) var chosenReduction: SketchReduction?
    /// What was made of it.
    public internal(set) var reduced: ReducedSketch?
    /// Whether it is the picture that is open.
    public internal(set) var isPicture = false

    /// All strokes, with the one that is being made.
    public var whole: Sketch { Sketch(sketch.strokes + (stroke.map { [$0] } ?? [])) }
}

/// What is done on the drawing pad.
public enum SketchCommand: Sendable, Equatable {
    /// Shows a stroke while it is being made, without an entry for undo.
    case preview(Sketch.Stroke)
    /// Adds a stroke.
    case add(Sketch.Stroke)
    /// Takes everything away.
    case clear
    /// Reduces the drawing in another way.
    case reduce(SketchReduction)
    /// Writes the drawing as the network is fed it, a PNG file.
    case save(URL)
}
