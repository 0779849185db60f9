import Rendering
import Samples
import Workbench

/// The network as a graph of layers, each with what it tells apart inside: at most two of them open, with their channels,
/// classes, clusters, or what is left without some channels (ChannelExplorer 2026, sections V.B, V.E and V.F).
@MainActor public final class ChannelsScene: Scene {
    /// Which one it is.
    public let name = SceneName.channels

    /// What is shown.
    private(set) var content = ChannelsContent()
    /// Where it stands.
    private(set) var layout = ChannelsLayout(size: Point(1, 1), cardCount: 0)
    private(set) var stripLayout = StripLayout(LayeredGraph.line(count: 0), in: Point(1, 1))
    /// Which part of the strip is seen.
    var stripView: StripView?
    /// What the cards show.
    private(set) var plots: [CardPlot] = []
    /// What is under the pointer.
    private(set) var hover: ChannelsHover?
    /// The pointer, and what it has hold of.
    private(set) var pointer: Point?
    var grip: Grip?
    /// The lines that separate superclasses, where the user has moved them, by layer.
    var cuts: [Int: Float] = [:]
    /// The branch that was clicked last.
    var chosen: (layer: Int, node: Int)?
    /// Notices double clicks.
    var clicks = DoubleClick<ChannelsHover>()

    let images = ChannelsImages()
    private var memories: [Int: LayerMapMemory] = [:]
    private let thumbnails = SampleImages()
    private var source: ChannelsSource?
    private var findThumbnail: (Int) -> DisplayImage? = { _ in nil }
    private var dataID: AnyHashable = 0
    private var revision: UInt64?
    private(set) var stageShown: Stage?

    /// What a pressed button moves.
    enum Grip: Equatable {
        /// The strip, from the place where it was seized; whether it has moved.
        case strip(from: Point, hasMoved: Bool)
        /// The window of the small strip.
        case minimap
        /// The line that separates superclasses, of a card.
        case cut(card: Int)
        /// The scatterplot of a card.
        case scatter(card: Int)
    }

    /// A scene that shows nothing yet.
    public init() {}

    /// Looks at the state again where it has changed.
    public func update(from state: AppState, in stage: Stage) {
        if revision != state.revision {
            revision = state.revision
            var source = source ?? ChannelsSource()
            show(source.content(of: state))
            self.source = source
            if dataID != source.dataID {
                images.forgetOverlays()
                memories = [:]
            }
            dataID = source.dataID
            let store = state.samples.store
            findThumbnail = { [thumbnails] in thumbnails.image(of: $0, in: store) }
        }
        arrange(in: stage)
    }

    /// Shows a content, whatever it comes from.
    func show(_ new: ChannelsContent) {
        if new.graph != content.graph { stripView = nil }
        if new.settings.summary != content.settings.summary { images.forgetOverlays() }
        content = new
    }

    /// Has pictures found by the given function: what tests show.
    func showThumbnails(_ find: @escaping (Int) -> DisplayImage?) { findThumbnail = find }

    /// Lays out what is shown.
    func arrange(in stage: Stage) {
        if stageShown?.size != stage.size { stripView = nil }
        stageShown = stage
        layout = ChannelsLayout(size: stage.size, cardCount: content.cards.count)
        let cardCount = content.cards.count
        stripLayout = StripLayout(content.graph, in: layout.strip.inset(by: 6).size)
        if stripView == nil { stripView = firstView }
        plots = (0..<cardCount).map { index in
            let card = adjusted(content.cards[index])
            return CardPlot(
                card, in: layout.cards[index], buttons: buttons(of: card, layout.cards[index]),
                memory: memory(of: card.layer))
        }
        hover = pointer.flatMap { picked(at: $0) }
    }

    /// The beginning of the strip, or the first open layer.
    private var firstView: StripView {
        var view = StripView(stripLayout, in: stripArea)
        let open = content.cards.first.flatMap { card in
            content.layers.firstIndex { $0.id == card.layer }
        }
        if let open, stripLayout.tiles.indices.contains(open) {
            view.reveal(stripLayout.tiles[open], stripLayout, in: stripArea)
        }
        return view
    }

    /// What is kept of a layer's card between frames.
    private func memory(of layer: Int) -> LayerMapMemory {
        if let known = memories[layer] { return known }
        let made = LayerMapMemory()
        memories[layer] = made
        return made
    }

    /// Where the strip's layout is seen.
    var stripArea: Rectangle { layout.strip }

    /// A card whose superclasses are separated where the user wants it.
    private func adjusted(_ card: ChannelsContent.Card) -> ChannelsContent.Card {
        guard case .hierarchy(var hierarchy, let clusters) = card.body, let cut = cuts[card.layer] else {
            return card
        }
        hierarchy.cut = cut
        var card = card
        card.body = .hierarchy(hierarchy, clusters)
        return card
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        guard let stage = stageShown else {
            return Drawing(background: Color(0xFBFAF7), camera: .flat(stageSize: Point(1, 1)))
        }
        var drawing = Drawing(background: stage.theme.paper, camera: .flat(stageSize: stage.size))
        let header = SampleHeader(
            "What the channels tell apart", remark: content.isOpen ? ChannelsWords.remark(content) : "",
            shown: name, stageSize: stage.size)
        drawing.overlay = header.items(theme: stage.theme, fonts: stage.fonts, hovered: hoveredTab)
        if content.isOpen {
            let painter = ChannelsPainter(
                content: content, layout: layout, strip: stripPainter(stage), plots: plots, pen: pen(stage),
                hover: hover, images: images, thumbnail: { [self] in thumbnail($0) })
            drawing.overlay += painter.items + card(in: stage)
        }
        return drawing
    }

    /// The small picture of a sample.
    func thumbnail(_ sample: Int) -> DisplayImage? { findThumbnail(sample) }

    /// Draws in the colours of a stage.
    func pen(_ stage: Stage) -> Pen { Pen(theme: stage.theme, fonts: stage.fonts) }

    /// Draws the strip, and says what is where in it.
    func stripPainter(_ stage: Stage) -> StripPainter {
        var hovered: Int?
        if case .node(let node) = hover { hovered = node }
        return StripPainter(
            content: content, layout: stripLayout, view: stripView ?? StripView(stripLayout, in: stripArea),
            area: stripArea, pen: pen(stage), hovered: hovered, images: images.tiles,
            inputPicture: content.inputSample.flatMap { thumbnail($0) })
    }

    private var hoveredTab: SceneName? {
        if case .tab(let scene) = hover { return scene }
        return nil
    }

    /// Nothing is in motion.
    public func settle() {}
    /// Nothing is in motion.
    public var isAnimating: Bool { false }

    /// Moves the pointer; nil: it has left.
    func point(at place: Point?) {
        pointer = place
        hover = place.flatMap { picked(at: $0) }
    }
}
