import Foundation
import Workbench

/// What of a scene a snapshot shows, and how.
public struct SnapshotView: Sendable {
    /// Which scene.
    public var scene: SceneName
    /// The extent, in points.
    public var width: Int
    /// The extent, in points.
    public var height: Int
    /// Pixels a point.
    public var scale: Float
    /// The colours.
    public var theme: ThemeName
    /// How the Network scene is seen.
    public var camera = CameraMode.orbit
    /// Degrees to the right and up, where they are not the camera's own.
    public var angles: SIMD2<Float>?
    /// The layer in focus, by its name.
    public var layer: String?
    /// What is put beside the network in the scene of several: a model, or a folder of checkpoints; nil: the checkpoints
    /// that come with the program.
    public var other: URL?
    /// Which of the checkpoints is shown, from 1; nil: the last.
    public var checkpoint: Int?
    /// The data set of the scenes that show one; nil: the one that comes with the network.
    public var data: DataRequest?
    /// The block of it that is fanned out, from 0 at the top.
    public var block: Int?
    /// The map that is open, by its number.
    public var map: Int?
    /// The pixel of the layer whose receptive field is shown.
    public var pin: (x: Int, y: Int)?
    /// A lesson's file and its step, from 1, which is shown in place of all else.
    public var lesson: (url: URL, step: Int)?
    /// A step of the tour, from 1, which is shown in place of all else.
    public var tourStep: Int?
    /// Whether the step is done.
    public var isTourStepDone = false
    /// The pixel of the open map whose value is explained.
    public var explained: (x: Int, y: Int)?
    /// Whether it is shown what speaks for the answer.
    public var explainsAnswer = false
    /// The samples of a data set as planes, in the Network scene.
    public var showsPlanes = false
    /// Every map by itself instead of clusters.
    public var showsAllMaps = false
    /// As an audience is shown it: large, with nothing but a lesson around.
    public var isPresented = false
    /// The whole window with its panels instead of the stage alone.
    public var includesWindow = false

    /// Whether more is drawn than the stage.
    var showsFrame: Bool { includesWindow || isPresented }
    /// A strip below the picture that says what it shows and how it was made.
    public var hasCaption = false

    /// A view of a scene; see the properties for the meaning of the parameters.
    public init(scene: SceneName, width: Int, height: Int, scale: Float, theme: ThemeName) {
        self.scene = scene
        self.width = width
        self.height = height
        self.scale = scale
        self.theme = theme
    }
}
