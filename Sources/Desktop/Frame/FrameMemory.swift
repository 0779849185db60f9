import Datasets
import Foundation
import Occlusion
import Rendering
import Workbench

/// What the frame remembers by itself: what is open, folded and scrolled. Nothing of it concerns the network.
@MainActor
final class FrameMemory {
    /// The list that is open.
    var popup: Popup?
    /// Sections of the panel that are folded, by their id.
    var foldedSections: Set<String> = ["answer", "labels", "input"]
    /// The panel's width by scene, in points.
    var panelWidths: [SceneName: Float] = [
        .network: 264, .occlusion: 392, .compare: 356, .models: 300, .saliency: 320, .classes: 312, .map: 312,
        .channels: 312, .neighbors: 288, .units: 312,
    ]
    /// Which of the scenes that show a data set was shown last.
    var sampleScene = SceneName.classes
    /// What is typed to find a class.
    var classSearch = ""
    /// How far a scrolled part is scrolled, in points, by its name.
    var scrolls: [String: Float] = [:]
    /// Multiplies all lengths, 1...1.5.
    var textScale: Float = 1
    /// Whether all classes that rose or fell are listed, not only those that did most.
    var showsAllChanges = false
    /// The variant whose name is being typed.
    var renaming: Renaming?
    /// The colour that was last chosen for a fill.
    var fillColor = Fill.color(red: 0xE6, green: 0x9F, blue: 0)
    /// A colour while it is typed, and in which row.
    var typedColor: (row: String, text: String)?
    /// Whether the list of masks is shown to its end.
    var showsAllMasks = false
    /// The dialog for a typed path.
    var pathDialog: PathDialog?
    /// The dialog in which labels are merged.
    var labelDialog: LabelDialog?
    /// The card that asks what is to be taken away.
    var exportCard: ExportCard?
    /// What was taken away last, and how.
    var exportOptions = ExportOptions()
    /// The group whose name is being typed.
    var groupRenaming: GroupRenaming?
    /// The class whose name is being typed.
    var classNaming: ClassNaming?
    /// Whether the list of classes is shown to its end.
    var showsAllClasses = false
    /// Counts the texts that were put into its field.
    var pathFieldGeneration = 0
    /// The drawing pad, and what it shows of the reduced drawing.
    var pad = PadMemory()
    var padImage: (reduced: ReducedSketch, image: DisplayImage)?
    /// Something that went well, for the status line.
    var notice: String?
    /// When it goes away.
    var noticeEnd: Double?
    /// Something that went wrong in the window itself, for the card.
    var failure: String?
    /// The key that was pressed last before an audience, and when.
    var pressedKey: (name: String, time: Double)?
    /// Models, pictures and lessons that were opened, the newest first.
    var recentModels: [URL] = []
    var recentPictures: [URL] = []
    var recentLessons: [URL] = []
    private var notedPicture: URL?
    /// Whether light and dark are as the desktop is.
    var followsSystemTheme = false
    /// The model of which is not asked any more how it was fed.
    var silencedQuestion: URL?
    /// The tour's card and its offer.
    var tour = TourMemory()
    /// When the maps on screen began to lag.
    var busySince: Double?

    /// Puts what is open at the top of what was opened.
    func noteOpened(in state: AppState) {
        recentModels.note(state.network?.url)
        // A picture of a data set has no file of its own. Asked of a new one only: every turn of the loop comes by.
        if let url = state.picture?.url, url != notedPicture {
            notedPicture = url
            if url.isFile { recentPictures.note(url) }
        }
        recentLessons.note(state.lesson?.url)
    }

    /// A variant's name while it is typed.
    struct Renaming {
        let id: Int
        var name: String
        var isNew = true
    }
}

extension [URL] {
    /// The last ten are kept.
    fileprivate mutating func note(_ file: URL?) {
        guard let file, first != file else { return }
        self = Array(([file] + filter { $0 != file }).prefix(10))
    }

    /// Those that are none of `others`.
    func without(_ others: [URL]) -> [URL] {
        filter { file in !others.contains { $0.path == file.path } }
    }
}

extension URL {
    /// Whether a file lies there.
    fileprivate var isFile: Bool { FileManager.default.fileExists(atPath: path) }
}

/// What is opened from a chip, the rail or the panel, and closed by a click beside it.
enum Popup: Equatable {
    case model, picture, variant, layer, settings, lessons, input, copyMask
    case data, sampleLayer, sampleSelection, moveSamples
    case transformedFrom, transformedTo, filterLabel, filterPrediction
}
