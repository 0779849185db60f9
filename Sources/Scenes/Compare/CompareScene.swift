import Rendering
import Workbench

/// Two or more variants of a picture side by side: one layer of each in full, and how far every layer moved.
///
/// Flat: depth would only make equal things unequal.
@MainActor public final class CompareScene: Scene {
    /// Which one it is.
    public let name = SceneName.compare

    /// What is shown.
    private(set) var content = CompareContent()
    /// Where it stands.
    private(set) var layout = CompareLayout(CompareLayout.Request(size: Point(1, 1)))
    /// What is under the pointer.
    private(set) var hover: Hover?
    /// How far rows and maps are scrolled, in points.
    var rowScroll: Float = 0
    var tileScroll: Float = 0

    private let images = CompareImages()
    private var revision: UInt64?
    /// The stage of the latest frame.
    private(set) var stageShown: Stage?
    private var pointer: Point?

    /// A scene that shows nothing yet.
    public init() {}

    /// Looks at the state again where it has changed.
    public func update(from state: AppState, in stage: Stage) {
        if revision != state.revision {
            revision = state.revision
            show(CompareContent(state))
        }
        arrange(in: stage)
    }

    /// Shows a content, whatever it comes from.
    func show(_ new: CompareContent) {
        if new.layer?.layer.id != content.layer?.layer.id { (rowScroll, tileScroll) = (0, 0) }
        content = new
    }

    /// Lays out what is shown.
    func arrange(in stage: Stage) {
        stageShown = stage
        let mapCount = content.isDense ? 0 : content.layer?.layer.mapCount ?? 0
        layout = CompareLayout(
            CompareLayout.Request(
                size: stage.size, rowCount: content.rows.count, cellCount: content.cells.count,
                aspect: aspect, isTable: content.isTable, mapCount: mapCount,
                showsAllMaps: content.settings.showsAllMaps,
                rowScroll: rowScroll, tileScroll: tileScroll))
        rowScroll = min(max(rowScroll, 0), layout.longestRowScroll)
        tileScroll = min(max(tileScroll, 0), layout.longestTileScroll)
        hover = pointer.flatMap { picked(at: $0) }
    }

    /// The height of the rows' pictures by their width, at most 1.
    private var aspect: Float {
        guard let row = content.rows.first else { return 1 }
        let extent = content.extent(of: row)
        return min(Float(extent.y) / Float(max(extent.x, 1)), 1)
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        guard let stage = stageShown else {
            return Drawing(background: Color(0xFBFAF7), camera: .flat(stageSize: Point(1, 1)))
        }
        images.beginFrame()
        let painter = ComparePainter(
            content: content, layout: layout, strip: strip, theme: stage.theme, fonts: stage.fonts,
            hover: hover, images: images)
        return painter.drawing()
    }

    /// Makes all pictures at once, as for a still one.
    public func settle() { images.isUnhurried = true }

    /// Whether pictures are still missing.
    public var isAnimating: Bool { images.isBehind }

    /// The strip of layers.
    var strip: CompareStrip { CompareStrip(content, in: layout.bars) }

    /// Moves the pointer; nil: it has left.
    func point(at place: Point?) {
        pointer = place
        hover = place.flatMap { picked(at: $0) }
    }

    /// The position of the layer that is shown in the strip.
    var stripIndex: Int? { content.strip.firstIndex { $0.id == content.layer?.layer.id } }

    /// The buttons of the notice, with what they ask for.
    var offers: [(place: Rectangle, command: Command)] {
        guard let stage = stageShown, let notice = CompareWords.notice(for: content) else { return [] }
        let places = NoticeCard(notice, fonts: stage.fonts, size: stage.size).buttons
        return zip(places, notice.offers).map { (place: $0, command: $1.command) }
    }
}
