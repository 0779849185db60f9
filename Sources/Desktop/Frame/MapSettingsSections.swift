import Rendering
import Samples
import Scenes
import Workbench

/// What can be set of the maps of a layer: how samples are laid out, which clusters are looked for, which channels
/// count as strong.
extension InterfaceFrame {
    // MARK: Projection

    func projectionSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.samples.settings
        section("map.projection", "Projection", remark: settings.method.title, column) {
            let methods = EmbeddingMethod.allCases
            if let index = canvas.segments(
                "map.method", methods.map(\.title), selected: methods.firstIndex(of: settings.method),
                column.take(32, gap: 8))
            {
                changeSamples(state) { $0.method = methods[index] }
            }
            methodRow(settings, state, column)
            choiceRow(
                "map.vector", "Made of", ["Summaries", "All values"],
                selected: settings.usesWholeActivations ? 1 : 0,
                column
            ) { index in changeSamples(state) { $0.usesWholeActivations = index == 1 } }
            choiceRow(
                "map.points", "Drawn as", ["Points", "Pictures"], selected: settings.showsThumbnails ? 1 : 0,
                column
            ) { index in changeSamples(state) { $0.showsThumbnails = index == 1 } }
            if settings.method.hasSeed { seedRow(settings, state, column) }
        }
    }

    private func methodRow(_ settings: SampleSettings, _ state: AppState, _ column: PanelColumn) {
        switch settings.method {
        case .tsne:
            sliderRow(
                "map.perplexity", "Perplexity", Float(settings.perplexity), in: 5...100, step: 1,
                text: NumberFormat.decimal(Float(settings.perplexity), places: 0), column, labelWidth: 84
            ) { value in changeSamples(state) { $0.perplexity = Double(value) } }
        case .umap:
            sliderRow(
                "map.neighbors", "Neighbors", Float(settings.neighborCount), in: 2...100, step: 1,
                text: "\(settings.neighborCount)", column, labelWidth: 84
            ) { value in changeSamples(state) { $0.neighborCount = Int(value) } }
        case .mds, .pca: break
        }
    }

    /// The seed, the next one, and how much depends on it.
    private func seedRow(_ settings: SampleSettings, _ state: AppState, _ column: PanelColumn) {
        let row = column.take(32, gap: 8)
        canvas.text("Seed \(settings.seed)", in: row, .label, canvas.theme.ink2)
        let place = Rectangle(x: row.minX + 84, y: row.minY, width: row.width - 84, height: row.height)
        if canvas.button("map.reseed", "Reseed", place) { changeSamples(state) { $0.seed &+= 1 } }
        canvas.tooltip("map.reseed", "Start from other random places", key: "R", beside: place)
        choiceRow(
            "map.steadiness", "Steadiness", ["Shown", "Hidden"], selected: settings.showsSteadiness ? 0 : 1,
            column
        ) { index in changeSamples(state) { $0.showsSteadiness = index == 0 } }
        guard settings.showsSteadiness else { return }
        let found = state.stabilityRequest(layer: state.samples.layer).flatMap {
            state.samples.results.result(of: $0)
        }
        let words =
            found.map {
                "Over \($0.seedCount) seeds a picture keeps \(NumberFormat.share($0.mean)) of its ten nearest."
            } ?? "Five seeds are compared after all else is done."
        sentence(words, color: canvas.theme.ink3, column)
    }

    // MARK: Clusters

    func clusterSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.samples.settings
        section("map.clusters", "Clusters", remark: clusterRemark(state), column) {
            let isKMeans = if case .kmeans = settings.clusters { true } else { false }
            if let index = canvas.segments(
                "map.cluster.method", ["X-means", "K-means"], selected: isKMeans ? 1 : 0,
                column.take(32, gap: 8))
            {
                changeSamples(state) {
                    $0.clusters = index == 0 ? .xmeans(largestCount: 10) : .kmeans(count: 8)
                }
            }
            if case .kmeans(let count) = settings.clusters {
                sliderRow(
                    "map.cluster.count", "Clusters K", Float(count), in: 2...20, step: 1, text: "\(count)",
                    column,
                    labelWidth: 84
                ) { value in changeSamples(state) { $0.clusters = .kmeans(count: Int(value)) } }
            }
            choiceRow(
                "map.cluster.shown", "Outlines", ["Shown", "Hidden"],
                selected: settings.showsClusters ? 0 : 1, column
            ) { index in changeSamples(state) { $0.showsClusters = index == 0 } }
            clusterBars(state, column)
        }
    }

    private func clusterRemark(_ state: AppState) -> String? {
        clusters(state).map { NumberFormat.count($0.mix.count, "cluster") }
    }

    private func clusters(_ state: AppState) -> SampleClusters? {
        state.clusterRequest(layer: state.samples.layer).flatMap { state.samples.results.result(of: $0) }
    }

    /// For each cluster its size and the mix of its classes; a click selects its samples.
    private func clusterBars(_ state: AppState, _ column: PanelColumn) {
        guard let clusters = clusters(state), let population = state.samples.population else {
            let failure = state.clusterRequest(layer: state.samples.layer).flatMap {
                state.samples.results.failure(of: $0)
            }
            return sentence(failure ?? "The clusters are being looked for.", color: canvas.theme.ink2, column)
        }
        for (number, mix) in clusters.mix.enumerated() {
            let row = column.take(21)
            let id = "map.cluster.\(number)"
            let touch = canvas.area(id, row)
            if touch.contains(.hovered) { canvas.fill(row.inset(by: -2), canvas.theme.raised, radius: 4) }
            let size = mix.reduce(0, +)
            canvas.text(ClusterLetter.of(number), in: row, .bodyStrong, canvas.theme.ink)
            canvas.text(
                NumberFormat.count(size), in: row.leading(58), .label, canvas.theme.ink2, alignment: .right)
            let bar = Rectangle(x: row.minX + 68, y: row.center.y - 8, width: row.width - 68, height: 16)
            canvas.draw(ClassMixBar(mix).items(in: bar, theme: canvas.theme))
            canvas.focusRing(row, touch)
            canvas.tooltip(id, Self.words(mix, population.classNames), beside: row)
            guard touch.contains(.clicked) else { continue }
            let members = clusters.labels.indices.filter { clusters.labels[$0] == Int32(number) }
            ask(
                .samples(
                    .select(Set(members.map { population.samples[$0] }), SelectionMode(canvas.modifiers))))
        }
    }

    /// As in "dog 82 %, cat 11 %, 5 others".
    private static func words(_ mix: [Int], _ names: [String]) -> String {
        let total = Float(max(mix.reduce(0, +), 1))
        let order = mix.indices.filter { mix[$0] > 0 }.sorted { (mix[$0], $1) > (mix[$1], $0) }
        let parts = order.prefix(3).map { index in
            let name = names.indices.contains(index) ? names[index] : "no class"
            return "\(name) \(NumberFormat.share(Float(mix[index]) / total))"
        }
        let others = order.count - 3
        return (parts + (others > 0 ? ["\(others) more"] : [])).joined(separator: ", ")
    }

    // MARK: Shared channels

    func sharedChannelsSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.samples.settings
        section("map.shared", "Shared channels", remark: "Jaccard", column) {
            sliderRow(
                "map.share", "Strongest", settings.strongShare, in: 0.05...1, step: 0.05,
                text: NumberFormat.share(settings.strongShare), column, labelWidth: 84
            ) { value in changeSamples(state) { $0.strongShare = value } }
            sliderRow(
                "map.matrix.count", "Pictures", Float(settings.matrixCount), in: 1...50, step: 1,
                text: "\(settings.matrixCount)", column, labelWidth: 84
            ) { value in changeSamples(state) { $0.matrixCount = Int(value) } }
            choiceRow(
                "map.matrix.range", "Colors", ["All values", "1 to 99\(NumberFormat.thinSpace)%"],
                selected: settings.clipsMatrix ? 1 : 0, column
            ) { index in changeSamples(state) { $0.clipsMatrix = index == 1 } }
        }
    }

    // MARK: Pieces

    /// A label and what there is to choose from.
    func choiceRow(
        _ id: String, _ label: String, _ titles: [String], selected: Int, _ column: PanelColumn,
        _ choose: (Int) -> Void
    ) {
        let row = column.take(32, gap: 8)
        canvas.text(label, in: row, .label, canvas.theme.ink2)
        let place = Rectangle(x: row.minX + 84, y: row.minY, width: row.width - 84, height: row.height)
        if let index = canvas.segments(id, titles, selected: selected, place) { choose(index) }
    }
}
