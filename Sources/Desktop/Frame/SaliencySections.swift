import Foundation
import Occlusion
import Rendering
import Scenes
import Workbench

/// The panel of the Saliency scene.
extension InterfaceFrame {
    func saliencySections(_ state: AppState, _ column: PanelColumn) {
        if noClassesSection("saliency.class", "Class", state, column) { return }
        let name = state.explainedClass.flatMap { state.network?.labels.name(of: $0) }
        section("saliency.class", "Class", remark: name, column) { classRows(state, count: 5, column) }
        predictionSection(state, column)
        if state.saliency.prediction != .marking { mapsSection(state, column) }
        orderSection(state, column)
        curveSettingsSection(state, column)
        poolSection(state, column)
        labelSection(state, column)
    }

    // MARK: Prediction

    private func predictionSection(_ state: AppState, _ column: PanelColumn) {
        let phase = state.saliency.prediction
        let remark =
            switch phase {
            case .off: "off"
            case .marking: "maps hidden"
            case .revealed:
                state.saliency.score.map { "overlap \(NumberFormat.share($0.intersectionOverUnion))" }
            }
        section("saliency.predict", "Predict, then reveal", remark: remark, column) {
            switch phase {
            case .off: predictionStart(state, column)
            case .marking:
                let hasMarks = !state.saliency.marks.isEmpty
                if canvas.button("reveal", "Reveal", column.take(32, gap: 8), isEnabled: hasMarks) {
                    ask(.saliency(.reveal))
                }
                if canvas.button("predict.stop", "Stop", column.take(32)) { ask(.saliency(.stopPredicting)) }
            case .revealed:
                if canvas.button("predict.again", "Try again", column.take(32, gap: 8)) {
                    ask(.saliency(.predict))
                }
                if canvas.button("predict.done", "Done", column.take(32)) { ask(.saliency(.stopPredicting)) }
            }
        }
    }

    private func predictionStart(_ state: AppState, _ column: PanelColumn) {
        sentence(
            "Mark what you think matters, then see what the network looks at.", color: canvas.theme.ink2,
            column)
        column.y += 6
        let isPossible = state.originalAnalysis != nil
        if canvas.button("predict", "Hide the maps and predict", column.take(32), isEnabled: isPossible) {
            ask(.saliency(.predict))
        }
    }

    // MARK: Maps

    private func mapsSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.saliency.settings
        let on = Set(
            [settings.showsOcclusionMap ? 0 : nil, settings.showsGradCAM ? 1 : nil].compactMap(\.self))
        section("saliency.maps", "Maps", remark: nil, column) {
            if let index = canvas.toggles(
                "maps", ["Occlusion map", "Grad-CAM"], on: on, column.take(32, gap: 8))
            {
                change(settings) {
                    if index == 0 { $0.showsOcclusionMap.toggle() } else { $0.showsGradCAM.toggle() }
                }
            }
            sliderRow(
                "opacity", "Opacity", settings.opacity, in: 0...1, step: 0.05,
                text: NumberFormat.share(settings.opacity), column
            ) { value in change(settings) { $0.opacity = value } }
        }
    }

    // MARK: Marks

    private func orderSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.saliency.settings
        let isPredicting = state.saliency.prediction != .off
        section(
            "saliency.order", isPredicting ? "Your marks" : "Your order", remark: settings.tool.title, column
        ) {
            marksRow(state, column)
            if settings.tool == .brush || settings.tool == .eraser, let input = state.fittedInput {
                let radius = settings.brushRadius(width: input.width, height: input.height)
                sliderRow(
                    "saliency.brush", "Radius", settings.brushShare, in: 0.01...0.3, step: 0.005,
                    text: "\(NumberFormat.decimal(radius, places: radius < 10 ? 1 : 0)) px", column
                ) { value in change(settings) { $0.brushShare = value } }
            }
            if !isPredicting {
                sentence(
                    "Paint the most important part first: the curves follow your order too.",
                    color: canvas.theme.ink2, column)
            }
        }
    }

    private func marksRow(_ state: AppState, _ column: PanelColumn) {
        let settings = state.saliency.settings
        let row = column.take(34, gap: 8)
        let tools = SaliencyTool.allCases.filter { $0 != .point || state.saliency.prediction != .marking }
        for (index, tool) in tools.enumerated() {
            let place = Rectangle(x: row.minX + Float(index) * 42, y: row.minY, width: 36, height: 34)
            let isClicked = canvas.iconButton(
                "saliency.tool.\(tool)", tool.icon, place, words: tool.words, key: tool.key,
                isOn: settings.tool == tool, isFramed: true)
            if isClicked { change(settings) { $0.tool = tool } }
        }
        let clear = Rectangle(x: row.maxX - 80, y: row.minY, width: 80, height: row.height)
        if canvas.button("marks.clear", "Clear", clear, isEnabled: !state.saliency.marks.isEmpty) {
            ask(.saliency(.clearMarks))
        }
    }

    // MARK: Curves

    private func curveSettingsSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.saliency.settings
        section("saliency.curves", "Deletion and insertion", remark: curvesRemark(state), column) {
            fillRow("curves.fill", settings.fill, column) { fill in change(settings) { $0.fill = fill } }
            column.y += 8
            canvas.text("Steps", in: column.take(20, gap: 2), .label, canvas.theme.ink2)
            let steps = [20, 50, 100]
            if let index = canvas.segments(
                "curves.steps", steps.map(String.init), selected: steps.firstIndex(of: settings.steps),
                column.take(32, gap: 8))
            {
                change(settings) { $0.steps = steps[index] }
            }
            curvesWork(state, column)
        }
    }

    /// How far the curves are, or how to get them.
    private func curvesWork(_ state: AppState, _ column: PanelColumn) {
        let saliency = state.saliency
        if let progress = saliency.progress {
            let row = column.take(32)
            let bar = Rectangle(x: row.minX, y: row.center.y - 2, width: row.width - 102, height: 4)
            canvas.progressBar(Float(progress.done) / Float(max(progress.total, 1)), bar)
            let cancel = Rectangle(x: row.maxX - 90, y: row.minY, width: 90, height: row.height)
            if canvas.button("curves.cancel", "Cancel", cancel) { ask(.saliency(.cancelCurves)) }
        } else if saliency.isCancelled || saliency.failure != nil {
            if let failure = saliency.failure { sentence(failure, column) }
            if canvas.button("curves.run", "Compute", column.take(32)) { ask(.saliency(.runCurves)) }
        }
    }

    private func curvesRemark(_ state: AppState) -> String? {
        if let progress = state.saliency.progress { return "\(progress.done) of \(progress.total)" }
        guard state.saliency.prediction != .marking, let curves = state.saliency.curves[.map]?.curves else {
            return nil
        }
        let areas = [curves.deletionArea, curves.insertionArea].map { NumberFormat.decimal($0, places: 2) }
        return areas.joined(separator: " · ")
    }

    /// The curves in the panel of the Occlusion scene, small.
    func curvesSection(_ state: AppState, _ column: PanelColumn) {
        section("curves", "Deletion and insertion", remark: curvesRemark(state), column) {
            if state.saliency.curves[.map] != nil {
                let place = column.take(150, gap: 4)
                canvas.draw(
                    CurvePlot(of: state.saliency, in: place, theme: canvas.theme, fonts: .standard).items)
                let label = state.explainedClass.flatMap { state.network?.labels.name(of: $0) } ?? ""
                canvas.text(
                    "P(\(label)) in %, by share of the pixels", in: column.take(18), .remark,
                    canvas.theme.ink3)
            }
            curvesWork(state, column)
        }
    }

    private func change(_ settings: SaliencySettings, _ edit: (inout SaliencySettings) -> Void) {
        var changed = settings
        edit(&changed)
        ask(.saliency(.change(changed)))
    }
}

extension SaliencyTool {
    /// What the panel's head says.
    var title: String {
        switch self {
        case .point: "Point"
        case .brush: "Brush"
        case .eraser: "Eraser"
        case .lasso: "Lasso"
        }
    }

    /// What the tooltip says.
    var words: String {
        switch self {
        case .point: "Point at pixels"
        case .brush: "Mark with the brush"
        case .eraser: "Take marks away"
        case .lasso: "Mark with the lasso"
        }
    }

    /// The key that chooses it.
    var key: String {
        switch self {
        case .point: "V"
        case .brush: "B"
        case .eraser: "E"
        case .lasso: "L"
        }
    }

    /// What the button shows.
    var icon: Icon {
        switch self {
        case .point: .pointer
        case .brush: .brush
        case .eraser: .eraser
        case .lasso: .lasso
        }
    }
}
