import Workbench

/// What a shortcut or a part of the frame asks for: a command, or something of the window itself.
enum Action: Sendable, Equatable {
    /// Changes the state.
    case command(Command)
    /// Goes to the scene: its own keys.
    case scene
    /// Asks for a model or picture, with the desktop's dialog where there is one.
    case openModel, openPicture
    /// Asks for a network beside the open one: a file, or a folder of checkpoints.
    case openOtherModel, openCheckpoints
    /// Asks for a data set: a folder of pictures, or a file of many.
    case openDataFolder, openDataFile
    /// Asks for a lesson; asks where one is to be saved.
    case openLesson, saveLesson
    /// Asks for the path of any file, to be typed.
    case typePath
    /// Writes what the stage shows to a PNG file.
    case saveSnapshot
    /// Asks what is to be taken away; takes it; gives it up, or closes the card.
    case openExport, beginExport(ExportOptions), closeExport
    /// Shows the n-th variant, from 1.
    case chooseVariant(number: Int)
    /// Begins to type another name for the current variant.
    case renameVariant
    /// Removes the selected mask; where none is, the current variant.
    case removeVariant
    /// Starts a variant with the masks of the current one.
    case duplicateVariant
    /// The other of light and dark.
    case switchTheme
    /// Light or dark, whatever the desktop is.
    case chooseTheme(ThemeName)
    /// Light or dark as the desktop is; asks how it is.
    case followSystemTheme, askSystemTheme
    /// Folds or unfolds the panel.
    case switchPanel
    /// Larger or smaller text.
    case enlarge, shrink
    /// Gives the keyboard to the frame, or back to the stage.
    case moveFocus
    /// Shows the stage to an audience, or no longer.
    case present
    /// Saves the lesson that is open; where none is, the stage as PNG.
    case save
    /// Fills the screen, or no longer.
    case switchFullScreen
    /// Shows what the network is fed, number by number.
    case showFedInput
    /// Opens the drawing pad, or closes it.
    case switchPad
    /// Ends the program.
    case quit
}
