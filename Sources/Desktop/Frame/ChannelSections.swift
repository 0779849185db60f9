import Rendering
import Samples
import Scenes
import Workbench

/// The panel of the Channels scene: how the open layers are looked at.
extension InterfaceFrame {
    func channelSections(_ state: AppState, _ column: PanelColumn) {
        guard state.samples.store != nil else { return dataSection(state, column) }
        let views = Set(state.samples.openLayers.map(\.view))
        classListSection(state, column)
        sampleSelectionSection(state, column)
        summarySection(state, column)
        if views.contains(.heatmap) { heatmapSection(state, column) }
        sharedChannelsSection(state, column)
        if views.contains(.map) || views.contains(.hierarchy) { channelClusterSection(state, column) }
        pruningSection(state, column)
        dataSection(state, column)
    }

    // MARK: Heatmap

    private func heatmapSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.samples.settings
        section("heatmap", "Heatmap", remark: nil, column) {
            sliderRow(
                "heatmap.left out", "Lowest left out", settings.leftOutShare, in: 0...0.9, step: 0.05,
                text: NumberFormat.share(settings.leftOutShare), column, labelWidth: 116
            ) { change(settings, \.leftOutShare, to: $0) }
            sliderRow(
                "heatmap.overlay", "Overlay", settings.overlayShare, in: 0...1, step: 0.05,
                text: NumberFormat.share(settings.overlayShare), column, labelWidth: 116
            ) { change(settings, \.overlayShare, to: $0) }
            sliderRow(
                "heatmap.count", "Pictures a class", Float(settings.heatmapCount), in: 1...50, step: 1,
                text: "\(settings.heatmapCount)", column, labelWidth: 116
            ) { change(settings, \.heatmapCount, to: Int($0)) }
        }
    }

    // MARK: Clusters

    /// How the clusters below the hierarchy and on the map are found.
    private func channelClusterSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.samples.settings
        section("channels.clusters", "Clusters", remark: nil, column) {
            var count = 8
            var isKMeans = false
            if case .kmeans(let wanted) = settings.clusters { (count, isKMeans) = (wanted, true) }
            let place = column.take(32, gap: 8)
            if let index = canvas.segments(
                "channels.cluster method", ["X-means", "K-means"], selected: isKMeans ? 1 : 0, place)
            {
                change(
                    settings, \.clusters, to: index == 0 ? .xmeans(largestCount: 10) : .kmeans(count: count))
            }
            guard isKMeans else { return }
            sliderRow(
                "channels.cluster count", "Clusters K", Float(count), in: 2...20, step: 1, text: "\(count)",
                column,
                labelWidth: 116
            ) { change(settings, \.clusters, to: .kmeans(count: Int($0))) }
        }
    }

    // MARK: Pruning

    /// The order of the heatmap's rows, which is that in which channels are taken away, the lowest first.
    private func pruningSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.samples.settings
        let isShown = state.samples.openLayers.contains { $0.view == .pruning }
        section("pruning", "Pruning", remark: isShown ? nil : "off", column) {
            canvas.text(
                "Channels go by, the lowest first", in: column.take(22, gap: 2), .label, canvas.theme.ink2)
            let titles = ["Variance", "Distance", "Norm"]
            let selected = ChannelOrdering.allCases.firstIndex(of: settings.channelOrder)
            let place = column.take(32, gap: 8)
            if let index = canvas.segments("pruning.order", titles, selected: selected, place) {
                change(settings, \.channelOrder, to: ChannelOrdering.allCases[index])
            }
            guard !isShown, let open = state.samples.openLayers.last else { return }
            let row = column.take(32)
            if canvas.button("pruning.show", "Prune the layer", row) {
                ask(.samples(.setView(.pruning, layer: open.layer)))
            }
        }
    }

    private func change<Value>(
        _ settings: SampleSettings, _ path: WritableKeyPath<SampleSettings, Value>, to value: Value
    ) {
        var settings = settings
        settings[keyPath: path] = value
        ask(.samples(.set(settings)))
    }
}
