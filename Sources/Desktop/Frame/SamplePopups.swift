import Foundation
import Samples
import Scenes
import Workbench

/// The chips of the scenes that show a data set, and the lists below them.
extension InterfaceFrame {
    func sampleChips(_ state: AppState) -> [ChipContent] {
        let samples = state.samples
        let data = samples.set?.name ?? samples.opening ?? "none"
        var chips = [
            ChipContent(popup: .model, label: "Model", value: state.network?.displayName ?? "none"),
            ChipContent(popup: .data, label: "Data", value: data),
        ]
        guard let store = samples.store else { return chips }
        if state.scene == .map || state.scene == .units, store.layers.indices.contains(samples.layer) {
            chips.append(
                ChipContent(popup: .sampleLayer, label: "Layer", value: store.layers[samples.layer].name))
        } else if state.scene == .curves, let operation = state.openOperation {
            chips.append(ChipContent(popup: .sampleLayer, label: "Operation", value: operation.name))
        } else if state.scene == .channels {
            let names = samples.openLayers.map(\.layer).filter(store.layers.indices.contains).map {
                store.layers[$0].name
            }
            let value = names.isEmpty ? "none" : names.joined(separator: ", ")
            chips.append(ChipContent(popup: .sampleLayer, label: "Layer", value: value))
        }
        let count = state.selection.samples.count
        let places = state.scene == .units ? samples.places?.places.count : nil
        let value =
            count == 0
            ? "none"
            : places.map { NumberFormat.count($0, "place") } ?? NumberFormat.count(count, "picture")
        return chips + [ChipContent(popup: .sampleSelection, label: "Selection", value: value)]
    }

    func dataRows(_ state: AppState) -> [PopupRow] {
        let open = [
            PopupRow(
                title: "Open folder…", icon: .folder, key: inputMap.keyName(of: .openDataFolder),
                action: .openDataFolder),
            PopupRow(title: "Open file…", icon: .file, action: .openDataFile),
        ]
        let shipped = ShippedFiles.dataSets().map { url in
            PopupRow(
                title: url.lastPathComponent, icon: .dataSet,
                isOn: state.samples.set?.url?.path == url.path,
                action: .command(.samples(.openShipped(url.lastPathComponent))))
        }
        var rows = open + shipped
        if let pool = state.pool.pool {
            rows.append(
                PopupRow(
                    title: "The pool",
                    detail: RowDetail(NumberFormat.count(pool.variants.count, "picture")), icon: .occlusion,
                    action: .command(.samples(.openPool))))
        }
        guard state.samples.set != nil else { return rows }
        return rows + [PopupRow(title: "Close", icon: .close, action: .command(.samples(.close)))]
    }

    func sampleLayerRows(_ state: AppState) -> [PopupRow] {
        if state.scene == .curves { return operationRows(state) }
        let isMap = state.scene == .map || state.scene == .units
        return (state.samples.store?.layers ?? []).map { layer in
            let isOn =
                isMap
                ? layer.id == state.samples.layer
                : state.samples.openLayers.contains { $0.layer == layer.id }
            return PopupRow(
                title: layer.name, detail: RowDetail(NumberFormat.count(layer.channelCount, "map")),
                isOn: isOn,
                action: .command(.samples(isMap ? .showLayer(layer.id) : .toggleLayer(layer.id))))
        }
    }

    private func operationRows(_ state: AppState) -> [PopupRow] {
        state.shownOperations.map { operation in
            PopupRow(
                title: operation.name, detail: RowDetail(CurvesWords.extent(operation)),
                isOn: operation.id == state.openOperation?.id,
                action: .command(.samples(.showOperation(operation.id))))
        }
    }

    func sampleSelectionRows(_ state: AppState) -> [PopupRow] {
        guard let population = state.samples.population else { return [] }
        let all = Set(population.samples)
        func row(_ title: String, _ chosen: Set<Int>, _ key: String? = nil) -> PopupRow {
            PopupRow(
                title: title, detail: RowDetail(NumberFormat.count(chosen.count)), key: key,
                action: .command(.samples(.select(chosen))))
        }
        var rows = [row("All pictures", all, "Ctrl+A")]
        let facts = SampleFacts(state)
        if facts.hasAnswers {
            rows.append(row("Taken for another class", all.filter { facts.isRight($0) == false }))
        }
        if population.classOf.contains(-1) {
            let without = zip(population.samples, population.classOf).filter { $0.1 < 0 }.map(\.0)
            rows.append(row("Of no class", Set(without)))
        }
        guard !state.selection.samples.isEmpty else { return rows }
        rows.append(row("All but these", all.subtracting(state.selection.samples)))
        rows.append(PopupRow(title: "None", key: "Esc", action: .command(.samples(.select([])))))
        rows.append(
            PopupRow(title: "Look at nothing but these", action: .command(.samples(.narrowToSelection))))
        return rows
    }

    func moveSampleRows(_ state: AppState) -> [PopupRow] {
        let counts = state.samples.classes.counts
        return state.samples.classes.classes.enumerated().map { index, itsClass in
            PopupRow(
                title: itsClass.name, detail: RowDetail(NumberFormat.count(counts[index], "picture")),
                action: .command(.samples(.moveSelection(toClass: index))))
        }
    }
}
