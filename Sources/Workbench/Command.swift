import Datasets
import Foundation
import Inference
import Occlusion

/// Something that the user asks for. Scenes and panels make commands; only `AppState.perform` obeys them.
public enum Command: Sendable, Equatable {
    // What is looked at
    /// Opens an ONNX file.
    case openModel(URL)
    /// Opens a picture.
    case openPicture(URL)
    /// Opens whatever the file is by its name: a model, a data set or a picture.
    case openFile(URL)

    // How the network is fed
    /// Feeds pictures with the values of a preset, whatever the files say.
    case chooseValues(ValueRange)
    /// Keeps how pictures are fed for the next time, in the model's sidecar or the user's own.
    case saveValues

    /// Something on the drawing pad.
    case draw(SketchCommand)

    // Labels that count as one
    /// Picks one of the network's own classes to be merged, or no longer.
    case pickLabel(Int)
    /// Picks a shown class, a group with all its members, or no longer.
    case pickShownLabel(Int)
    /// Picks nothing.
    case dropPickedLabels
    /// Makes a group of the network's own classes, which are one from now on.
    case mergeLabels(name: String, classes: [Int])
    /// Gives a group another name.
    case renameGroup(String, to: String)
    /// Forgets a group: its labels count by themselves.
    case splitGroup(String)
    /// Has a group's labels count as one, or by themselves.
    case switchGroup(String, on: Bool)
    /// Keeps the groups for the next time, in the model's sidecar or the user's own.
    case saveGroups

    // The selection
    /// Shows a variant, by `Variant.id`.
    case chooseVariant(Int)
    /// Brings a layer into focus, by `Layer.id`; nil: none.
    case selectLayer(Int?)
    /// Fans out a block; nil folds it.
    case openCluster(layer: Int, cluster: Int?)
    /// Opens one map of the open block large; nil closes it.
    case openMap(Int?)
    /// Closes the map, else folds the block, else lets go of pin and layer.
    case foldOneStep
    /// Keeps the receptive field of a pixel on screen; nil lets go.
    case pin(Selection.Pin?)
    /// Shows where a number of the run comes from.
    case explain(ValuePlace)
    /// Shows where the logit of a shown class comes from: of a group, that of its likeliest member.
    case explainClass(Int)
    /// Goes on to a number that the explained one is made of.
    case stepInto(ValuePlace)
    /// Goes back to the number before.
    case stepBack

    // Masks
    /// Shows a part while it is being drawn, without an entry for undo.
    case previewMask(MaskShape, MaskIntent = .hide)
    /// Adds a part to the current variant; on the original it starts a new one.
    case addMask(MaskShape, MaskIntent = .hide)
    /// Gives up the part that is being drawn.
    case cancelMaskPreview
    /// Removes the topmost part at a pixel of the network's input.
    case removeMask(x: Int, y: Int)
    /// Removes a part of the current variant, by its index.
    case removeMaskPart(Int)
    /// Removes the selected part.
    case removeSelectedMask
    /// Selects a part of the current variant, by its index; nil: none.
    case selectMask(Int?)
    /// Marks a part of the current variant on the picture, by its index; nil: none.
    case pointAtMask(Int?)
    /// Moves or resizes a part of the current variant: its index and its new shape.
    case moveMask(part: Int, to: MaskShape)
    /// Ends a move or resize: what follows is a change of its own for undo.
    case endMaskMove
    /// Moves the selected part by pixels of the network's input.
    case nudgeMask(x: Int, y: Int)
    /// Hides what is shown and shows what is hidden.
    case invertMask
    /// Keeps a copy of the selected part.
    case copyMask
    /// Adds the copy to the current variant.
    case pasteMask
    /// Puts a part of the current variant on another one, by `Variant.id`; nil: on a new one.
    case copyMaskPart(Int, to: Int?)
    /// Fills the selected part, or all of the current variant where none is selected, and those to come.
    case setFill(Fill)
    /// Has the next click on the picture choose the fill's colour, or no longer.
    case pickColor(Bool)
    /// How many superpixels a picture has, about.
    case setSuperpixelCount(Int)
    /// Which tool the pointer holds over the picture.
    case setTool(MaskTool)
    /// The radius of brush and eraser, in pixels of the network's input.
    case setBrushRadius(Float)
    /// Undoes the last change to masks and variants.
    case undo
    /// Does it again.
    case redo

    // Variants
    /// Starts a new variant without a mask yet.
    case newVariant
    /// Starts a new variant with the masks of another one, by `Variant.id`.
    case duplicateVariant(Int)
    /// Gives a variant another name.
    case renameVariant(Int, String)
    /// Removes a variant.
    case removeVariant(Int)

    // The Network scene
    /// The number of clusters a layer, 1...8.
    case setClusterCount(Int)
    /// Clusters, or every map by itself.
    case setGrouping(Grouping)
    /// The colours of the maps.
    case setMapColors(MapColors)
    /// Turns the view.
    case setCamera(CameraMode)
    /// Shows everything.
    case frameAll
    /// Lines show where the map or class under the pointer takes from, or none do.
    case showConnections(Bool)
    /// The pointer has come to a map or class, or left it.
    case traceConnections(ConnectionTarget?)

    // The Occlusion scene
    /// Changes the pool's windows and fill; a pool that is there is made anew.
    case setPoolSettings(PoolSettings)
    /// Runs the pool.
    case runPool
    /// Gives the running pool up.
    case cancelPool
    /// Makes a variant of the pool the current one of the Network scene, by its index.
    case adoptPoolVariant(Int)

    // The Compare scene
    /// Changes what is compared, and how.
    case setComparison(ComparisonSettings)
    /// The reference and the current variant change places.
    case swapCompared
    /// Opens a row of the comparison large; nil closes it.
    case enlarge(EnlargedRow?)
    /// Makes that window of the pool current which lowers the answer most.
    case compareStrongestVariant

    // The Models scene
    /// Something of the networks beside the open one.
    case models(ModelsCommand)

    // The Saliency scene
    /// Something of the Saliency scene, and of the map in the Occlusion scene.
    case saliency(SaliencyCommand)

    // The data-set views
    /// Something of the data-set views.
    case samples(SampleCommand)

    /// Something of a lesson.
    case lesson(LessonCommand)
    /// Something of the tour.
    case tour(TourCommand)

    /// Something of the study log.
    case study(StudyCommand)

    // The window
    /// Goes to a scene.
    case showScene(SceneName)
    /// Light or dark.
    case setTheme(ThemeName)
    /// Folds or unfolds the panel.
    case togglePanel
    /// Shows or hides the keys.
    case toggleHelp
    /// Leaves motion out, or brings it back.
    case setReducedMotion(Bool)
    /// Shows the stage to an audience, or no longer.
    case setPresenting(Bool)
    /// Takes the message away.
    case dismissMessage
}

/// How a column is divided.
public enum Grouping: String, Sendable, CaseIterable {
    /// Blocks of maps of similar entropy.
    case clusters
    /// Every map by itself.
    case allMaps
}

/// The colours of the maps.
public enum MapColors: String, Sendable, CaseIterable {
    /// Dark blue to yellow, the same for everybody's eyes.
    case viridis
    /// Black to white.
    case gray
}

/// How the Network scene is seen.
public enum CameraMode: String, Sendable, CaseIterable {
    /// Oblique and crisp, for reading.
    case plate
    /// In perspective, to walk around.
    case orbit
}

/// The scenes of the rail.
public enum SceneName: String, Sendable, CaseIterable {
    /// The layers as columns.
    case network
    /// The tetrahedron of masked variants.
    case occlusion
    /// Two or more variants side by side.
    case compare
    /// Two networks, or one while it learned, with the same picture and masks.
    case models
    /// What matters for a class: occlusion map, Grad-CAM, curves.
    case saliency
    /// A data set: its classes, their pictures, and what the network takes for what.
    case classes
    /// A data set: the samples in a layer as points, and which strong channels they share.
    case map
    /// A data set: what the channels of a layer tell apart.
    case channels
    /// A data set: every operation's order of the samples, on a fractal curve.
    case curves
    /// A data set: the units of a layer against each other.
    case units
    /// A data set: which samples stay near each other on their way through the network.
    case neighbors

    /// The scenes that share a switch at the top of the stage, in its order.
    public static let ofSwitch: [SceneName] = [.classes, .map, .channels, .curves]

    /// The scenes that show a data set.
    public static let ofSamples: [SceneName] = ofSwitch + [.units, .neighbors]

    /// Whether it shows a data set.
    public var showsSamples: Bool { Self.ofSamples.contains(self) }

    /// Whether it shows the pool, which then starts by itself.
    public var showsPool: Bool { self == .occlusion || self == .saliency }
}

/// The two sets of colours.
public enum ThemeName: String, Sendable, CaseIterable {
    /// For projectors and print.
    case light
    /// For dim rooms.
    case dark
}
