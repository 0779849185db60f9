import Datasets
import Foundation
import Rendering
import Scenes
import Workbench

/// What stands in the middle of the stage while there is no data set to be shown: how to get one, or how far it is.
extension InterfaceFrame {
    func sampleNotice(_ state: AppState) {
        guard state.scene.showsSamples, state.samples.store == nil else { return }
        let stage = visibleStage
        let width = min(stage.width - 48, 520)
        let isBusy = state.samples.opening != nil || state.samples.progress != nil
        let words = SampleNoticeWords(state)
        let lines = canvas.lines(words.text, .body, width: width - 48)
        let height = 76 + Float(lines.count) * 20 + (isBusy ? 52 : state.network == nil ? 0 : 92)
        let place = Rectangle(
            x: stage.center.x - width / 2, y: stage.center.y - height / 2, width: width, height: height)
        float("sample notice", place) {
            card(place)
            if words.isError {
                let bar = Rectangle(x: place.minX, y: place.minY, width: 4, height: height)
                canvas.fill(bar, Color(0xD55E00))
            }
            let column = PanelColumn(x: place.minX + 24, width: width - 48, y: place.minY + 20)
            canvas.text(words.heading, in: column.take(24, gap: 8), .valueStrong, canvas.theme.ink)
            for line in lines { canvas.text(line, in: column.take(20), .body, canvas.theme.ink2) }
            column.y += 14
            if isBusy {
                passRow("notice", state, column)
            } else if state.network != nil {
                offers(state, column)
            }
        }
    }

    /// Whether the notice says already what went wrong.
    func isTold(_ failure: String, _ state: AppState) -> Bool {
        state.scene.showsSamples && state.samples.store == nil && state.samples.failure == failure
    }

    /// How far the pass is, and a button that gives it up.
    func passRow(_ id: String, _ state: AppState, _ column: PanelColumn) {
        let row = column.take(32, gap: 4)
        let cancel = Rectangle(x: row.maxX - 90, y: row.minY, width: 90, height: row.height)
        if canvas.button("\(id).cancel", "Cancel", cancel) { ask(.samples(.cancel)) }
        guard let progress = state.samples.progress else { return }
        let bar = Rectangle(x: row.minX, y: row.center.y - 2, width: row.width - 102, height: 4)
        canvas.progressBar(Float(progress.done) / Float(max(progress.total, 1)), bar)
    }

    private func offers(_ state: AppState, _ column: PanelColumn) {
        let belonging = state.network.flatMap { ShippedFiles.dataSet(for: $0.url) }
        var shipped = ShippedFiles.dataSets()
        // What the network was made for comes first.
        if let belonging { shipped = [belonging] + shipped.filter { $0.path != belonging.path } }
        var rows: [[(title: String, action: Action)]] = [
            [("Open folder…", .openDataFolder), ("Open file…", .openDataFile)], [],
        ]
        rows[1] = shipped.map {
            ($0.lastPathComponent, .command(.samples(.openShipped($0.lastPathComponent))))
        }
        if state.pool.pool != nil {
            rows[1].append(("The pool's variants", .command(.samples(.openPool))))
        }
        for (index, row) in rows.enumerated() where !row.isEmpty {
            let place = column.take(34, gap: 10)
            let width = (place.width - 10 * Float(row.count - 1)) / Float(row.count)
            for (position, offer) in row.enumerated() {
                let cell = Rectangle(
                    x: place.minX + Float(position) * (width + 10), y: place.minY, width: width, height: 34)
                if canvas.button("notice.\(index).\(position)", offer.title, cell) { ask(offer.action) }
            }
        }
    }

    /// What the right of the status line says of the data set; nil: nothing is going on.
    func sampleWork(_ state: AppState) -> String? {
        if let name = state.samples.opening { return "opening \(name)…" }
        if let progress = state.samples.progress {
            return "pictures \(NumberFormat.count(progress.done)) of \(NumberFormat.count(progress.total))"
        }
        guard state.showsSamples, let work = state.samples.results.running.last else { return nil }
        guard let progress = work.progress, progress.y > 1 else { return work.words }
        return "\(work.words) \(NumberFormat.share(Float(progress.x) / Float(progress.y)))"
    }
}

/// What the notice says.
struct SampleNoticeWords: Equatable {
    let heading: String
    let text: String
    var isError = false

    @MainActor init(_ state: AppState) {
        let samples = state.samples
        if state.network == nil {
            (heading, text) = ("No network yet", "Open an ONNX file, or drop one here.")
        } else if let name = samples.opening {
            (heading, text) = ("Opening \(name)…", "Files are listed; no picture is read yet.")
        } else if let progress = samples.progress, let set = samples.set {
            heading = "\(set.name) goes through the network"
            text =
                "\(NumberFormat.count(progress.done)) of \(NumberFormat.count(progress.total, "picture")). "
                + "What is done is kept, also when you cancel."
        } else if let failure = samples.failure {
            (heading, text, isError) = ("There is no data to show", failure, true)
        } else {
            heading = "No data set yet"
            text =
                "Open a folder with a folder of pictures for each class, pictures with a CSV of their labels, IDX "
                + "files as of MNIST, or a stack of pictures in a .npy file; or drop one here."
        }
    }
}
