import Rendering
import Workbench

/// The heart of the program: the picture, the layers as columns of blocks, the answer.
@MainActor public final class NetworkScene: Scene {
    /// Network.
    public let name = SceneName.network

    var content = NetworkContent()
    let pictures = NetworkPictures()
    let outlines = MaskOutlines()
    let planeImages = PlaneImages()
    private let planeSource = PlaneSource()
    var stage: Stage?
    var regions = StageRegions(size: Point(1, 1), titleWidth: 0, keyWidth: 0)
    var view = NetworkView()
    var hand = NetworkHand()
    private var revision: UInt64?
    private var analyzingSince: Double?
    private var wantedViewpoint = 0

    /// A scene that has not seen a state yet.
    public init() {}

    /// Looks at the state again where it has changed, and moves what is in motion to the stage's time.
    public func update(from state: AppState, in stage: Stage) {
        if revision != state.revision {
            revision = state.revision
            let isFramingAgain = state.settings.framingCount != content.settings.framingCount
            var next = NetworkContent(state, previous: content)
            if next.hasNetwork { next.planes = planeSource.content(of: state) }
            let isOtherView = (next.planes == nil) != (content.planes == nil)
            show(next)
            if isFramingAgain || isOtherView { frameAll() }
        }
        prepare(stage)
        if state.viewpoint.scene == name, wantedViewpoint != state.viewpoint.number {
            wantedViewpoint = state.viewpoint.number
            view.go(to: state.viewpoint.place, regions: regions, stage: stage)
        }
    }

    /// From where Orbit is seen, and how far the hand has moved and enlarged the stage.
    public var viewpoint: Viewpoint? { view.viewpoint(regions) }

    /// Shows a content, whatever it comes from.
    func show(_ content: NetworkContent) {
        hand.notice(content, after: self.content)
        self.content = content
        pictures.show(content)
        if !content.isAnalyzing { analyzingSince = nil }
        if hand.fanKey != FanKey(content.selection) {
            hand.fanKey = FanKey(content.selection)
            hand.firstRow = 0
        }
    }

    /// Lays out what is shown, and moves what is in motion to the stage's time.
    func prepare(_ stage: Stage) {
        self.stage = stage
        if content.isAnalyzing, analyzingSince == nil { analyzingSince = stage.time }
        let words = HeaderDrawing.title(of: content)
        let titleWidth = max(
            stage.fonts.width(
                of: words.title, size: HeaderDrawing.titleSize(of: content), weight: .bold),
            stage.fonts.width(of: words.subtitle, size: TypeSize.body))
        regions = StageRegions(
            size: stage.size, titleWidth: titleWidth, keyWidth: StageKey.width(content, fonts: stage.fonts),
            isPresented: content.settings.isPresenting)
        view.update(
            content: content, regions: regions, focusRank: focusRank, firstRow: hand.firstRow, stage: stage)
        refreshHand()
        preparePlanes(stage)
    }

    /// Makes images of planes, as many as a frame has time for.
    private func preparePlanes(_ stage: Stage) {
        planeImages.prepare(
            content.planes?.planes ?? [], sides: view.planeSides, highlighted: highlightedSamples,
            theme: stage.theme)
    }

    /// The samples that stand out on planes: those of the class that is pointed at in the list, or the selected ones.
    private var highlightedSamples: Set<Int> {
        guard let planes = content.planes else { return [] }
        return hand.hover?.classIndex.map { planes.members(ofClass: $0) } ?? planes.selected
    }

    /// Looks again at what is under the pointer.
    func refreshHand() {
        // On a copy: the hand looks at the scene, which holds it.
        var looked = hand
        looked.refresh(self)
        hand = looked
    }

    /// The rank around which an accordion is open.
    private var focusRank: Int {
        guard view.hasFoldedColumns || hand.restingLayer != nil else { return 0 }
        let layer = hand.restingLayer ?? content.selection.layer ?? content.selection.pin?.layer ?? 0
        return content.graph.rankOfLayer.indices.contains(layer) ? content.graph.rankOfLayer[layer] : 0
    }

    /// What the drawers of this moment look at; nil before the first update.
    var frame: NetworkFrame? {
        guard let stage else { return nil }
        let isLate = analyzingSince.map { stage.time - $0 > 0.1 } ?? false
        let mapCounts = content.mapCounts
        var arrangement = view.arrangement.deepened(from: content.steadyMapCounts, to: mapCounts)
        if view.isMoving, view.turn > 0, content.planes == nil {
            arrangement.mats = FloorPlan(shape: content.shape).mats(under: arrangement)
        }
        return NetworkFrame(
            content: content, mapCounts: mapCounts, pictures: pictures, outlines: outlines,
            arrangement: arrangement,
            camera: view.camera(stage), turn: view.turn, angles: view.angles,
            scale: view.pose(stage).scale, regions: regions, stage: stage, hover: hand.hover,
            isMovedByHand: view.zoom != 1 || view.pan != .zero, fan: view.fan, fanOut: view.fanOut,
            showsActivity: isLate, planeImages: planeImages, openPlane: hand.openPlane,
            highlighted: highlightedSamples)
    }

    /// Ends all motion at once.
    public func settle() {
        view.settle(regions: regions)
        planeImages.isUnhurried = true
        if let stage { preparePlanes(stage) }
        planeImages.isUnhurried = false
    }

    /// Turns Orbit to the given angles, in radians to the right and up.
    public func setOrbitAngles(azimuth: Float, elevation: Float) {
        view.look(from: OrbitAngles(azimuth: azimuth, elevation: elevation), regions: regions)
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        guard let frame else {
            return Drawing(background: Theme.light.paper, camera: .flat(stageSize: Point(1, 1)))
        }
        return NetworkDrawing(frame: frame, hand: hand).drawing()
    }

    /// Whether another frame must follow.
    public var isAnimating: Bool {
        view.isMoving || hand.awaitsRest || planeImages.isBehind
            || (content.isAnalyzing && !(frame?.showsActivity ?? false))
    }
}

/// What decides whether another fan is open.
struct FanKey: Equatable {
    var layer: Int?
    var cluster: Int?

    init(_ selection: Selection) {
        cluster = selection.cluster
        layer = selection.cluster == nil ? nil : selection.layer
    }
}
