import Foundation
import Inference
import Occlusion
import Rendering
import Scenes
import Workbench

/// The panel of the Network scene.
extension InterfaceFrame {
    func networkSections(_ state: AppState, _ column: PanelColumn) {
        if state.samples.settings.showsPlanes, state.samples.store != nil {
            planesSection(state, column)
            sampleSelectionSection(state, column)
            return cameraSection(state, column)
        }
        maskSection(state, column)
        clustersSection(state, column)
        variantsSection(state, column)
        if let pin = state.selection.pin { pinSection(state, pin, column) }
        answerSection(state, column)
        inputSection(state, column)
        labelSection(state, column)
        planesSection(state, column)
        cameraSection(state, column)
    }

    private func clustersSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.settings
        section("clusters", "Clusters", remark: clustersRemark(settings), column) {
            sliderRow(
                "clusters", "Clusters K", Float(settings.clusterCount), in: 1...8, step: 1,
                text: "\(settings.clusterCount)", column
            ) { ask(.setClusterCount(Int($0))) }
            let groupings = column.take(32, gap: 8)
            let grouping = Grouping.allCases.firstIndex(of: settings.grouping)
            if let index = canvas.segments(
                "grouping", ["Clusters", "All maps"], selected: grouping, groupings)
            {
                ask(.setGrouping(Grouping.allCases[index]))
            }
            canvas.text("Colors", in: column.take(20, gap: 2), .label, canvas.theme.ink2)
            let colors = MapColors.allCases.firstIndex(of: settings.mapColors)
            if let index = canvas.segments("colors", ["Viridis", "Gray"], selected: colors, column.take(32)) {
                ask(.setMapColors(MapColors.allCases[index]))
            }
        }
    }

    private func clustersRemark(_ settings: Settings) -> String? {
        guard memory.foldedSections.contains("clusters") else { return nil }
        return settings.grouping == .clusters ? "\(settings.clusterCount)" : "all maps"
    }

    private func pinSection(_ state: AppState, _ pin: Selection.Pin, _ column: PanelColumn) {
        guard let layers = state.network?.layers, layers.indices.contains(pin.layer) else { return }
        let layer = layers[pin.layer]
        section("pin", "Pinned pixel", remark: layer.name, column) {
            canvas.labeledValue("Place", NumberFormat.position(pin.x, pin.y), column.take(26))
            if let analysis = state.analysis, analysis.layers.indices.contains(pin.layer) {
                pinnedCluster(analysis.layers[pin.layer], pin, column)
            }
            guard let plan = state.network?.plan else { return }
            let pixel = PixelBox(x: pin.x, y: pin.y, width: 1, height: 1)
            if let box = plan.receptiveField(of: pixel, in: layer, at: nil) {
                let area = Float(box.width * box.height)
                let whole = Float((state.network?.inputWidth ?? 0) * (state.network?.inputHeight ?? 0))
                let share = whole > 0 ? ", " + NumberFormat.share(area / whole) : ""
                canvas.labeledValue(
                    "Sees", NumberFormat.pixels(box.width, box.height) + share, column.take(26))
            }
            if canvas.button("unpin", "Unpin", column.take(32).leading(90)) { ask(.pin(nil)) }
        }
    }

    private func pinnedCluster(_ analysis: LayerAnalysis, _ pin: Selection.Pin, _ column: PanelColumn) {
        guard analysis.clusters.indices.contains(pin.cluster) else { return }
        let cluster = analysis.clusters[pin.cluster]
        let row = rowName(pin.cluster, of: analysis.clusters.count)
        canvas.labeledValue(
            "Cluster", row + ", " + NumberFormat.count(cluster.maps.count, "map"), column.take(26))
        let map = cluster.representative
        guard pin.y < map.shape[0], pin.x < map.shape[1] else { return }
        let range = map.withValues { ($0.min() ?? 0, $0.max() ?? 0) }
        canvas.labeledValue(
            "Score",
            NumberFormat.value(map[pin.y, pin.x]) + " of " + NumberFormat.range(range.0, range.1),
            column.take(26))
    }

    private func rowName(_ index: Int, of count: Int) -> String {
        switch (index, count) {
        case (0, _): "high entropy"
        case (count - 1, _): "low entropy"
        case (1, 3): "mid entropy"
        default: "row \(index + 1) of \(count)"
        }
    }

    private func answerSection(_ state: AppState, _ column: PanelColumn) {
        if noClassesSection("answer", "Top 10", state, column) { return }
        let answer = state.analysis.flatMap { $0.top(1).first }
        let labels = state.network?.labels
        let remark = answer.flatMap { answer in
            labels.map {
                RowDetail($0.name(of: answer.index), value: NumberFormat.probability(answer.probability))
            }
        }
        section("answer", "Top 10", detail: remark, column) {
            guard let analysis = state.analysis, let labels else {
                canvas.text("Nothing computed yet.", in: column.take(26), .label, canvas.theme.ink2)
                return
            }
            let original = state.currentVariant.isOriginal ? nil : state.originalAnalysis?.probabilities
            for (position, entry) in analysis.top(10).enumerated() {
                let before = original.flatMap { $0.indices.contains(entry.index) ? $0[entry.index] : nil }
                let isChanged = before.map { abs($0 - entry.probability) >= 0.01 } ?? false
                let row = AnswerRow(
                    id: "answer.\(position)", name: labels.name(of: entry.index),
                    value: NumberFormat.probability(entry.probability), probability: entry.probability,
                    withoutMask: isChanged ? before : nil, meaning: labels.explanation(of: entry.index),
                    isStrong: position < 1, isPicked: isPicked(shown: entry.index, state))
                let touch = canvas.answerRow(row, column.take(42))
                // With Shift or Control a click picks the label to be merged.
                if touch.contains(.clicked), !canvas.modifiers.isEmpty { ask(.pickShownLabel(entry.index)) }
            }
            if original != nil {
                canvas.text(
                    "Tick: without the mask", in: column.take(22), .remark, canvas.theme.ink3)
            }
        }
    }

    private func cameraSection(_ state: AppState, _ column: PanelColumn) {
        section("camera", "Camera", remark: state.settings.camera == .plate ? "Plate" : "Orbit", column) {
            let mode = CameraMode.allCases.firstIndex(of: state.settings.camera)
            if let index = canvas.segments(
                "camera", ["Plate", "Orbit"], selected: mode, column.take(32, gap: 8))
            {
                ask(.setCamera(CameraMode.allCases[index]))
            }
            if canvas.button("frame all", "Show everything", column.take(32)) { ask(.frameAll) }
        }
    }
}

/// Rows that both scenes' panels have.
extension InterfaceFrame {
    /// A label, a slider, and its value.
    func sliderRow(
        _ id: String, _ label: String, _ value: Float, in range: ClosedRange<Float>, step: Float,
        text: String, _ column: PanelColumn, labelWidth: Float = 72, _ change: (Float) -> Void
    ) {
        let row = column.take(32, gap: 8)
        canvas.text(label, in: row, .label, canvas.theme.ink2)
        let track = Rectangle(
            x: row.minX + labelWidth, y: row.minY, width: row.width - labelWidth - 44, height: row.height)
        if let value = canvas.slider(id, value, in: range, step: step, track) { change(value) }
        canvas.text(text, in: row, .bodyStrong, canvas.theme.ink, alignment: .right)
    }
}

extension Rectangle {
    /// The left part of the given width.
    func leading(_ width: Float) -> Rectangle {
        Rectangle(x: minX, y: minY, width: min(width, self.width), height: height)
    }
}
