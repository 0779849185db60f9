import Occlusion

/// Something that the user asks of the Saliency scene, and of the map in the Occlusion scene.
public enum SaliencyCommand: Sendable, Equatable {
    /// The class that the maps speak of; nil: the original's most probable one.
    case chooseClass(Int?)
    /// Changes what the panel sets.
    case change(SaliencySettings)
    /// Computes the curves that were given up.
    case runCurves
    /// Gives up the curves that are being computed.
    case cancelCurves
    /// Marks a part of the picture, or takes marks away.
    case mark(PictureMark)
    /// Takes all marks away.
    case clearMarks
    /// Hides the maps, so that the user can predict them.
    case predict
    /// Shows the maps, the marks and the score.
    case reveal
    /// Shows the maps again, without a prediction.
    case stopPredicting
}
