import Foundation
import Occlusion
import Rendering
import Scenes
import Workbench

/// The panel of the Occlusion scene.
extension InterfaceFrame {
    func occlusionSections(_ state: AppState, _ column: PanelColumn) {
        if noClassesSection("pool", "Pool", state, column) { return variantsSection(state, column) }
        poolSection(state, column)
        if let pool = state.pool.pool {
            mapSection(state, pool, column)
            curvesSection(state, column)
            boundarySection(state, pool, column)
        }
        labelSection(state, column)
        variantsSection(state, column)
    }

    func poolSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.pool.settings
        section("pool", "Pool", remark: poolRemark(state.pool), column) {
            windowToggles(settings, column)
            sliderRow(
                "stride", "Step", Float(settings.strideFraction), in: 0.25...1, step: 0.125,
                text: NumberFormat.share(Float(settings.strideFraction)), column, labelWidth: 110
            ) { change(settings) { $0.strideFraction = Double($1) }($0) }
            sliderRow(
                "per label", "Shown a corner", Float(settings.variantsPerLabel), in: 4...24, step: 1,
                text: "\(settings.variantsPerLabel)", column, labelWidth: 110
            ) { change(settings) { $0.variantsPerLabel = Int($1) }($0) }
            fillRow("pool.fill", settings.fill, column) { fill in
                change(settings) { settings, _ in settings.fill = fill }(0)
            }
            column.y += 12
            runRow(state, column)
            if let failure = state.pool.failure { sentence(failure, column) }
        }
    }

    private func poolRemark(_ pool: PoolState) -> String? {
        if let progress = pool.progress { return "\(progress.done) of \(progress.total)" }
        return pool.pool.map { NumberFormat.count($0.variants.count, "variant") }
    }

    private func windowToggles(_ settings: PoolSettings, _ column: PanelColumn) {
        let sizes = [1.0 / 8, 1.0 / 4, 3.0 / 8, 1.0 / 2]
        canvas.text(
            "Windows, share of the picture's side", in: column.take(20, gap: 2), .label, canvas.theme.ink2)
        let on = Set(sizes.indices.filter { settings.windowFractions.contains(sizes[$0]) })
        let place = column.take(32, gap: 8)
        guard let index = canvas.toggles("windows", ["1/8", "1/4", "3/8", "1/2"], on: on, place) else {
            return
        }
        let changed = on.symmetricDifference([index])
        // A pool without any window is no pool: the last one stays on.
        guard !changed.isEmpty else { return }
        change(settings) { settings, _ in settings.windowFractions = changed.sorted().map { sizes[$0] } }(0)
    }

    private func change(
        _ settings: PoolSettings, _ edit: @escaping (inout PoolSettings, Float) -> Void
    ) -> (Float) -> Void {
        { value in
            var changed = settings
            edit(&changed, value)
            self.ask(.setPoolSettings(changed))
        }
    }

    private func runRow(_ state: AppState, _ column: PanelColumn) {
        let row = column.take(32)
        if let progress = state.pool.progress {
            let share = Float(progress.done) / Float(max(progress.total, 1))
            let bar = Rectangle(x: row.minX, y: row.center.y - 2, width: row.width - 102, height: 4)
            canvas.progressBar(share, bar)
            let cancel = Rectangle(x: row.maxX - 90, y: row.minY, width: 90, height: row.height)
            if canvas.button("pool.cancel", "Cancel", cancel) { ask(.cancelPool) }
        } else {
            let isPossible = state.network != nil && state.picture != nil
            let title = state.pool.pool == nil ? "Run" : "Run again"
            if canvas.button("pool.run", title, row, isEnabled: isPossible) { ask(.runPool) }
        }
    }

    private func mapSection(_ state: AppState, _ pool: Pool, _ column: PanelColumn) {
        section("map", "Occlusion map", remark: "mean over windows", column) {
            classRows(state, count: 4, column)
            guard let map = thumbnails.occlusionMap(of: state, canvas.theme) else { return }
            let side = min(column.width, 300)
            let place = column.take(side, gap: 8)
            let square = Rectangle(x: place.center.x - side / 2, y: place.minY, width: side, height: side)
            let longer = Float(max(map.image.width, map.image.height))
            let size = Point(Float(map.image.width), Float(map.image.height)) / longer * side
            let picture = Rectangle(origin: square.center - size / 2, size: size)
            canvas.image(map.image, picture)
            canvas.outline(picture, canvas.theme.ink2)
            let legend = column.take(18)
            canvas.text("raises", in: legend, .label, canvas.theme.ink2)
            canvas.text("lowers", in: legend, .label, canvas.theme.ink2, alignment: .right)
            let ramp = Rectangle(
                x: legend.minX + 52, y: legend.center.y - 5, width: legend.width - 104, height: 10)
            let colors = canvas.theme.signedColors
            canvas.gradient((0...32).map { colors.color(at: Float($0) / 32) }, ramp)
            let values = column.take(18)
            let points = OcclusionMapImage.words(ofRange: map.bound)
            let label = state.explainedClass.flatMap { state.network?.labels.name(of: $0) } ?? ""
            let (raised, lowered) = ("+\(points) points", "\(NumberFormat.minus)\(points) points")
            canvas.text(raised, in: values, .remark, canvas.theme.ink3)
            canvas.text(lowered, in: values, .remark, canvas.theme.ink3, alignment: .right)
            let taken = 2 * max(canvas.width(raised, .remark), canvas.width(lowered, .remark)) + 20
            let middle = Rectangle(
                x: values.minX + taken / 2, y: values.minY, width: values.width - taken, height: values.height
            )
            let words = "hiding it changes P(\(label))"
            let fits = canvas.width(words, .remark) <= middle.width
            canvas.text(
                fits ? words : "P(\(label))", in: middle, .remark, canvas.theme.ink3, alignment: .center)
        }
    }

    private func boundarySection(_ state: AppState, _ pool: Pool, _ column: PanelColumn) {
        let count = pool.boundary.supportVectors.count
        section("boundary", "Boundary", remark: pool.boundary.reason == nil ? "linear SVM" : "none", column) {
            if let reason = pool.boundary.reason {
                sentence(reason, column)
                return
            }
            let row = column.take(26)
            let mark = Rectangle(x: row.minX, y: row.center.y - 7, width: 14, height: 14)
            canvas.outline(mark, canvas.theme.ink, width: 4)
            let words = Rectangle(x: row.minX + 24, y: row.minY, width: row.width - 24, height: row.height)
            canvas.text(NumberFormat.count(count, "support vector"), in: words, .body, canvas.theme.ink)
            let flips = pool.variants.count { !$0.keepsLabel }
            canvas.text(
                "\(flips) of \(NumberFormat.count(pool.variants.count)) flip the label", in: words, .label,
                canvas.theme.ink2, alignment: .right)
        }
    }

    /// A sentence in as many lines as it needs; in ink where no colour is given.
    func sentence(_ text: String, color: Color? = nil, _ column: PanelColumn) {
        for line in canvas.lines(text, .label, width: column.width) {
            canvas.text(line, in: column.take(20), .label, color ?? canvas.theme.ink)
        }
    }
}
