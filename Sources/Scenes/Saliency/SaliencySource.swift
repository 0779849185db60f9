import Datasets
import Occlusion
import Rendering
import Tensors
import Workbench

/// Turns the state into what the Saliency scene shows, and keeps between changes what takes time to make.
@MainActor final class SaliencySource {
    private var theme = Theme.light
    private var picture: (picture: Picture, image: DisplayImage, thumbnail: DisplayImage)?
    private var hidden: (picture: Picture, fill: Fill, thumbnail: DisplayImage)?
    /// Keeps what the fills make of the picture.
    private var painter: MaskPainter?
    private var map: (number: UInt64, opacity: Float, isDark: Bool, field: SaliencyContent.Field)?
    private var gradCAM: (key: GradCAMKey, opacity: Float, field: SaliencyContent.Field, remark: String)?
    private var marks: (marks: [PictureMark], pixels: MarkedPixels, outline: [[Point]], tint: DisplayImage)?
    private var top: (number: UInt64, outline: [[Point]])?
    private var runs: [CurveOrder: CurveRun] = [:]
    private var classIndex: Int?

    /// The side of the small pictures in pixels: enough for displays of scale 2.
    private static let thumbnailSide = 160

    /// What is shown now.
    func content(of state: AppState, _ theme: Theme) -> SaliencyContent {
        var content = SaliencyContent()
        self.theme = theme
        (classIndex, runs) = (nil, [:])
        content.labels = state.network?.labels
        content.settings = state.saliency.settings
        content.prediction = state.saliency.prediction
        content.poolProgress = state.pool.progress.map { .init(done: $0.done, total: $0.total) }
        content.isPoolCancelled = state.pool.isCancelled
        guard let network = state.network else { return content }
        if let reason = network.whyNoClasses {
            content.phase = .noClasses(reason)
            return content
        }
        content.phase = .noPicture
        guard let picture = state.fittedInput else { return content }
        show(picture, in: &content)
        content.phase = .opening
        guard let original = state.originalAnalysis, let classIndex = state.explainedClass else {
            return content
        }
        (self.classIndex, content.classIndex) = (classIndex, classIndex)
        name(classIndex, original, state, in: &content)
        mark(state, picture, in: &content)
        content.phase = state.pool.failure.map { .failed($0) } ?? .waiting
        addPool(state, picture, in: &content)
        addGradCAM(state, picture, in: &content)
        addCurves(state, in: &content)
        addVerdict(state, in: &content)
        return content
    }

    /// The picture of a step of a curve, as the network has seen it.
    func picture(of order: CurveOrder, _ kind: SaliencyContent.Curve.Kind, step: Int) -> DisplayImage? {
        guard let run = runs[order], let picture = picture?.picture,
            let content = painter?.content(of: run.curves.fill)
        else { return nil }
        let masked = run.picture(
            of: picture, content: content, step: step, isInserting: kind == .insertion)
        return DisplayImage(rgb: masked.pixels, width: masked.width, height: masked.height)
    }

    // MARK: Parts

    private func show(_ picture: Picture, in content: inout SaliencyContent) {
        if self.picture?.picture != picture {
            let image = DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
            self.picture = (picture, image, image.scaledDown(longestSide: Self.thumbnailSide))
            painter = MaskPainter(of: picture)
            (map, gradCAM, marks, top) = (nil, nil, nil, nil)
        }
        content.picture = picture
        content.image = self.picture?.image
        content.thumbnail = self.picture?.thumbnail
    }

    private func name(
        _ classIndex: Int, _ original: NetworkAnalysis, _ state: AppState, in content: inout SaliencyContent
    ) {
        content.label = state.network?.labels.name(of: classIndex) ?? ""
        content.probability = original.probabilities[classIndex]
        if let answer = original.answer, answer.classIndex != classIndex {
            content.otherAnswer = (
                state.network?.labels.name(of: answer.classIndex) ?? "", answer.probability
            )
        }
        content.isMaskedElsewhere = !state.currentVariant.isOriginal
    }

    private func mark(_ state: AppState, _ picture: Picture, in content: inout SaliencyContent) {
        if marks?.marks != state.saliency.marks {
            let pixels = MarkedPixels(state.saliency.marks, width: picture.width, height: picture.height)
            marks = (
                state.saliency.marks, pixels, pixels.mask.outline, Self.tint(of: pixels)
            )
        }
        content.marked = marks?.pixels
        content.markedTint = marks.flatMap { $0.pixels.order.isEmpty ? nil : $0.tint }
        content.markedOutline = marks?.outline ?? []
    }

    /// Ink where something is marked, nothing elsewhere.
    private static func tint(of marked: MarkedPixels) -> DisplayImage {
        let ink = Color(0x1B2430).bytes
        var pixels = [UInt8](repeating: 0, count: marked.width * marked.height * 4)
        for pixel in marked.order {
            for channel in 0..<4 { pixels[Int(pixel) * 4 + channel] = ink[channel] }
        }
        return DisplayImage(width: marked.width, height: marked.height, pixels: pixels)
    }

    private func addPool(_ state: AppState, _ picture: Picture, in content: inout SaliencyContent) {
        guard let pool = state.pool.pool, let map = state.saliency.map else { return }
        content.pool = pool
        content.phase = .ready
        let fill = pool.settings.fill
        if hidden?.picture != picture || hidden?.fill != fill, let whole = painter?.content(of: fill) {
            let image = DisplayImage(rgb: whole.pixels, width: whole.width, height: whole.height)
            hidden = (picture, fill, image.scaledDown(longestSide: Self.thumbnailSide))
        }
        content.hiddenThumbnail = hidden?.thumbnail
        content.map = field(of: map, over: picture, opacity: state.saliency.settings.opacity)
        guard state.saliency.prediction == .revealed else { return }
        if top?.number != map.number {
            top = (map.number, PredictionScore.topTenth(of: map.values).outline)
        }
        content.topOutline = top?.outline ?? []
    }

    private func field(of map: ClassMap, over picture: Picture, opacity: Float) -> SaliencyContent.Field {
        if let known = self.map, known.number == map.number, known.opacity == opacity,
            known.isDark == theme.isDark
        {
            return known.field
        }
        let made = OcclusionMapImage.make(of: map.values, over: picture, theme: theme, opacity: opacity)
        let field = SaliencyContent.Field(values: map.values, image: made.image, range: made.range)
        self.map = (map.number, opacity, theme.isDark, field)
        return field
    }

    private func addGradCAM(_ state: AppState, _ picture: Picture, in content: inout SaliencyContent) {
        switch state.saliency.gradCAM {
        case .none: break
        case .failed(let key, let reason):
            if key.classIndex == classIndex { content.gradCAMFailure = reason }
        case .ready(let key, let found):
            guard key.classIndex == classIndex else { return }
            let opacity = state.saliency.settings.opacity
            if gradCAM?.key != key || gradCAM?.opacity != opacity {
                let known = gradCAM.flatMap { $0.key == key ? $0.field.values : nil }
                let values = known ?? found.scaled(toWidth: picture.width, height: picture.height)
                let made = GradCAMImage.make(of: values, over: picture, opacity: opacity)
                let shape = found.map.shape
                gradCAM = (
                    key, opacity, .init(values: values, image: made.image, range: made.range),
                    "\(found.layer.name), \(NumberFormat.pixels(shape[1], shape[0]))"
                )
            }
            content.gradCAM = gradCAM?.field
            content.gradCAMRemark = gradCAM?.remark ?? ""
        }
    }

    private func addCurves(_ state: AppState, in content: inout SaliencyContent) {
        let saliency = state.saliency
        content.curveProgress = saliency.progress.map { .init(done: $0.done, total: $0.total) }
        content.areCurvesCancelled = saliency.isCancelled
        content.curveFailure = saliency.failure
        guard saliency.prediction != .marking else { return }
        runs = saliency.curves
        content.curves = SaliencyContent.curves(of: saliency)
        content.shares = runs.values.first?.curves.shares ?? []
    }

    private func addVerdict(_ state: AppState, in content: inout SaliencyContent) {
        guard state.saliency.prediction == .revealed, let score = state.saliency.score else { return }
        content.verdict = SaliencyContent.Verdict(
            overlap: score.intersectionOverUnion,
            ranks: content.curves.filter { $0.kind == .deletion }
                .map { .init(order: $0.order, area: $0.area) }.sorted { $0.area < $1.area })
    }
}

extension SaliencyContent {
    /// The curves that are there, the map's first.
    static func curves(of saliency: SaliencyState) -> [Curve] {
        CurveOrder.allCases.flatMap { order -> [Curve] in
            saliency.curves[order].map { Self.curves(of: $0.curves, in: order) } ?? []
        }
    }

    /// Both curves of an order.
    static func curves(of curves: RemovalCurves, in order: CurveOrder) -> [Curve] {
        [
            Curve(order: order, kind: .deletion, values: curves.deletion, area: curves.deletionArea),
            Curve(order: order, kind: .insertion, values: curves.insertion, area: curves.insertionArea),
        ]
    }
}

extension Mask {
    /// The contours as points.
    var outline: [[Point]] { contours.map { line in line.map { Point(Float($0.x), Float($0.y)) } } }
}
