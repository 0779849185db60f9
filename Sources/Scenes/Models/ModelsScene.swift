import Rendering
import Workbench

/// Two networks with the same picture and masks, aligned by depth; or one network at several times of its training.
///
/// Flat: depth would only make equal things unequal.
@MainActor public final class ModelsScene: Scene {
    /// What is under the pointer.
    enum Hover: Equatable {
        /// The picture of the open network: masks are drawn there.
        case picture
        /// A layer of the open network (0) or the other (1).
        case column(network: Int, Int)
        /// A checkpoint, and the row of a map of it.
        case checkpoint(Int, row: Int?)
        /// A button of the notice.
        case offer(Int)
    }

    /// Which one it is.
    public let name = SceneName.models

    /// What is shown.
    private(set) var content = ModelsContent()
    /// Where it stands.
    private(set) var layout = ModelsLayout(ModelsLayout.Request(size: Point(1, 1)))
    /// What is under the pointer.
    private(set) var hover: Hover?
    /// The mask that is being drawn, and the timeline while it is gone through.
    var hand = ModelsHand()

    private let source = ModelsSource()
    private var revision: UInt64?
    private var stageShown: Stage?
    private var pointer: Point?

    /// A scene that shows nothing yet.
    public init() {}

    /// Looks at the state again where it has changed.
    public func update(from state: AppState, in stage: Stage) {
        if revision != state.revision {
            revision = state.revision
            content = source.content(of: state)
        }
        arrange(in: stage)
    }

    /// Shows a content, whatever it comes from.
    func show(_ new: ModelsContent) { content = new }

    /// Lays out what is shown.
    func arrange(in stage: Stage) {
        stageShown = stage
        layout = ModelsLayout(content.layoutRequest(size: stage.size))
        hover = pointer.flatMap { picked(at: $0) }
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        guard let stage = stageShown else {
            return Drawing(background: Color(0xFBFAF7), camera: .flat(stageSize: Point(1, 1)))
        }
        return ModelsPainter(
            content: content, layout: layout, theme: stage.theme, fonts: stage.fonts, hover: hover
        ).drawing()
    }

    /// Nothing moves by itself.
    public func settle() {}
    /// Nothing moves by itself.
    public var isAnimating: Bool { false }

    /// Moves the pointer; nil: it has left.
    func point(at place: Point?) {
        pointer = place
        hover = place.flatMap { picked(at: $0) }
    }

    /// The buttons of the notice, with what they ask for.
    var offers: [(place: Rectangle, command: Command)] {
        guard let stage = stageShown, let notice = ModelsWords.notice(for: content) else { return [] }
        let places = NoticeCard(notice, fonts: stage.fonts, size: stage.size).buttons
        return zip(places, notice.offers).map { (place: $0, command: $1.command) }
    }

    /// The picture of the open network, as large as it is shown.
    var openPicture: Rectangle? {
        guard let image = content.open.picture else { return nil }
        return layout.strips.first?.picture.topFitting(SIMD2(image.width, image.height))
    }

    private func picked(at place: Point) -> Hover? {
        guard content.phase == .ready else {
            return offers.firstIndex { $0.place.contains(place) }.map { .offer($0) }
        }
        if openPicture?.contains(place) == true { return .picture }
        for (network, strip) in layout.strips.enumerated() {
            let hit = strip.faces.indices.filter { strip.column($0)?.contains(place) == true }
            // Those that are left out lie between; of two the nearer one.
            let nearest = hit.min {
                abs((strip.column($0)?.center.x ?? 0) - place.x)
                    < abs((strip.column($1)?.center.x ?? 0) - place.x)
            }
            if let nearest { return .column(network: network, nearest) }
        }
        guard let timeline = layout.timeline, let checkpoint = timeline.checkpoint(at: place) else {
            return nil
        }
        let row = timeline.rows.firstIndex { row in
            row[checkpoint].inset(by: -3).contains(place)
        }
        return .checkpoint(checkpoint, row: row)
    }
}

extension ModelsContent {
    /// What is to be placed.
    func layoutRequest(size: Point) -> ModelsLayout.Request {
        var request = ModelsLayout.Request(size: size)
        request.slots = [open, other].map { $0.columns.map(Self.slot) }
        request.focus = [focus.open, focus.other]
        request.hasMovement = (open.columns + other.columns).contains { $0.movement != nil }
        request.focusFaces = [openFocus, otherFocus].map { column in
            column.map { column in
                var slot = Self.slot(column)
                slot.faceCount = column.faces.count
                return slot
            }
        }
        if let series {
            request.checkpointCount = series.names.count
            request.rowCount = series.rows.count
            if let image = series.rows.first?.cells.lazy.compactMap({ $0?.image }).first {
                request.rowExtent = SIMD2(image.width, image.height)
            }
        }
        return request
    }

    private static func slot(_ column: Column) -> ModelsLayout.Slot {
        let image = column.faces.first?.image
        return ModelsLayout.Slot(
            isDense: column.isDense, depth: column.depth, faceCount: shownFaces(of: column).count,
            extent: SIMD2(image?.width ?? 1, image?.height ?? 1))
    }

    /// Three faces of a layer at most, from the highest entropy to the lowest.
    static func shownFaces(of column: Column) -> [Face] {
        let faces = column.faces
        guard faces.count > 3 else { return faces }
        return [faces[0], faces[faces.count / 2], faces[faces.count - 1]]
    }
}
