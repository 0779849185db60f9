import Foundation
import Rendering
import Scenes
import Workbench

/// The lists that open from the chips, and the settings.
extension InterfaceFrame {
    /// A line of a list.
    struct PopupRow {
        let title: String
        var detail: RowDetail?
        var thumbnail: DisplayImage?
        var hasThumbnail = false
        var icon: Icon?
        var key: String?
        var isOn = false
        let action: Action
    }

    func popup(_ state: AppState) {
        guard let popup = memory.popup else { return }
        if popup == .settings { return settingsCard(state) }
        if popup == .input { return fedInputCard(state) }
        guard let chip = chipPlaces[popup] else { return }
        list(rows(of: popup, state), below: chip)
    }

    private func rows(of popup: Popup, _ state: AppState) -> [PopupRow] {
        switch popup {
        case .model: modelRows(state)
        case .picture: pictureRows(state)
        case .variant: variantRows(state)
        case .layer: layerRows(state)
        case .copyMask: copyMaskRows(state)
        case .data: dataRows(state)
        case .sampleLayer: sampleLayerRows(state)
        case .sampleSelection: sampleSelectionRows(state)
        case .moveSamples: moveSampleRows(state)
        case .transformedFrom: transformedRows(state, isFrom: true)
        case .transformedTo: transformedRows(state, isFrom: false)
        case .filterLabel: filterRows(state, isLabel: true)
        case .filterPrediction: filterRows(state, isLabel: false)
        case .lessons: lessonRows(state)
        case .settings, .input: []
        }
    }

    private func modelRows(_ state: AppState) -> [PopupRow] {
        let shipped = ShippedFiles.models()
        let rows = (shipped + memory.recentModels.without(shipped)).map { url in
            PopupRow(
                title: url.displayName, detail: shipped.contains(url) ? nil : RowDetail(url.folderName),
                icon: .file,
                isOn: state.network?.url.path == url.path, action: .command(.openModel(url)))
        }
        return rows + [
            PopupRow(
                title: "Open model…", icon: .folder, key: inputMap.keyName(of: .openModel), action: .openModel
            )
        ]
    }

    private func pictureRows(_ state: AppState) -> [PopupRow] {
        let shipped = ShippedFiles.examples()
        let rows = (memory.recentPictures.without(shipped) + shipped).map { url in
            PopupRow(
                title: url.displayName, detail: shipped.contains(url) ? nil : RowDetail(url.folderName),
                thumbnail: thumbnails.image(of: url), hasThumbnail: true,
                isOn: state.picture?.url.path == url.path, action: .command(.openPicture(url)))
        }
        let open = PopupRow(
            title: "Open picture…", icon: .folder, key: inputMap.keyName(of: .openPicture),
            action: .openPicture)
        let draw = PopupRow(
            title: "Draw one…", icon: .brush, key: inputMap.keyName(of: .switchPad), action: .switchPad)
        return [open] + (state.whyNoDrawing == nil && !memory.pad.isOpen ? [draw] : []) + rows
    }

    private func variantRows(_ state: AppState) -> [PopupRow] {
        let rows = state.variants.enumerated().map { index, variant in
            PopupRow(
                title: variant.name, detail: answerText(of: variant, state),
                thumbnail: thumbnails.image(of: variant), hasThumbnail: true,
                key: index < 9 ? "\(index + 1)" : nil, isOn: variant.id == state.selection.variant,
                action: .command(.chooseVariant(variant.id)))
        }
        return rows + [
            PopupRow(
                title: "New variant", icon: .plus, key: inputMap.keyName(of: .command(.newVariant)),
                action: .command(.newVariant))
        ]
    }

    private func layerRows(_ state: AppState) -> [PopupRow] {
        let layers = (state.network?.layers ?? []).filter { $0.kind != .join }
        let rows = layers.map { layer in
            PopupRow(
                title: layer.name, detail: RowDetail(NumberFormat.count(layer.mapCount, "map")),
                isOn: layer.id == state.selection.layer, action: .command(.selectLayer(layer.id)))
        }
        return [PopupRow(title: "All layers", action: .command(.selectLayer(nil)))] + rows
    }

    /// A card with lines to choose from, under a chip, scrolled where the window is too low.
    private func list(_ rows: [PopupRow], below chip: Rectangle) {
        let hasThumbnails = rows.contains(where: \.hasThumbnail)
        let rowHeight: Float = hasThumbnails ? 48 : 34
        let wanted = Float(rows.count) * rowHeight + 12
        let height = min(wanted, layout.statusLine.minY - chip.maxY - 16)
        let width = max(chip.width, hasThumbnails ? 300 : 260)
        let left = max(min(chip.minX, layout.statusLine.maxX - width - 8), 8)
        let place = Rectangle(x: left, y: chip.maxY + 6, width: width, height: height)
        float("popup", place) {
            card(place)
            let inner = Rectangle(x: place.minX, y: place.minY + 6, width: place.width, height: height - 12)
            scrolled("popup", inner) { top in
                for (index, row) in rows.enumerated() {
                    let line = Rectangle(
                        x: place.minX + 6, y: top + Float(index) * rowHeight, width: place.width - 12,
                        height: rowHeight)
                    if popupRow("popup.\(index)", row, line) {
                        ask(row.action)
                        memory.popup = nil
                    }
                }
                return Float(rows.count) * rowHeight
            }
        }
    }

    private func popupRow(_ id: String, _ row: PopupRow, _ place: Rectangle) -> Bool {
        let touch = canvas.area(id, place)
        if !touch.isDisjoint(with: [.hovered, .focused]) {
            canvas.fill(place, canvas.theme.surface, radius: 4)
        }
        var left = place.minX + 8
        if row.hasThumbnail {
            canvas.thumbnail(
                row.thumbnail, Rectangle(x: left, y: place.center.y - 20, width: 40, height: 40))
            left += 50
        } else if let icon = row.icon {
            let box = Rectangle(x: left, y: place.minY, width: 20, height: place.height)
            canvas.icon(icon, in: box, size: 18, canvas.theme.ink2)
            left += 30
        }
        var right = place.maxX - 8
        if row.isOn {
            let box = Rectangle(x: right - 18, y: place.minY, width: 18, height: place.height)
            canvas.icon(.check, in: box, size: 18, canvas.theme.ink)
            right -= 26
        }
        if let key = row.key {
            right -= canvas.keyCapWidth(key)
            canvas.keyCap(key, at: Point(right, place.center.y))
            right -= 8
        }
        if let detail = row.detail {
            let width = min(canvas.width(detail.whole, .label), (right - left) / 2)
            let box = Rectangle(x: right - width, y: place.minY, width: width + 1, height: place.height)
            canvas.detail(detail, in: box, .label, canvas.theme.ink2, alignment: .right)
            right -= width + 10
        }
        let words = Rectangle(x: left, y: place.minY, width: right - left, height: place.height)
        canvas.text(row.title, in: words, row.isOn ? .bodyStrong : .body, canvas.theme.ink)
        return touch.contains(.clicked)
    }

    /// A raised card with an outline.
    func card(_ place: Rectangle) {
        canvas.fill(place, canvas.theme.raised, radius: 6)
        canvas.outline(place, canvas.theme.line2, radius: 6)
    }

    // MARK: Settings

    private func settingsCard(_ state: AppState) {
        let log = studyWords(state)
        let size = Point(300, 326 + Float(log.count) * 17)
        let place = Rectangle(
            origin: Point(layout.rail.maxX + 8, layout.rail.maxY - size.y - 8), size: size)
        float("settings", place) {
            card(place)
            let column = PanelColumn(x: place.minX + 16, width: place.width - 32, y: place.minY + 14)
            canvas.text("Theme", in: column.take(20, gap: 2), .label, canvas.theme.ink2)
            let theme = ThemeName.allCases.firstIndex(of: state.settings.theme)
            if let index = canvas.segments(
                "settings.theme", ["Light", "Dark", "System"],
                selected: memory.followsSystemTheme ? 2 : theme, column.take(32, gap: 10))
            {
                ask(index == 2 ? .followSystemTheme : .chooseTheme(ThemeName.allCases[index]))
            }
            canvas.text("Text size", in: column.take(20, gap: 2), .label, canvas.theme.ink2)
            let sizes = FrameMemory.textScales
            let titles = sizes.map { NumberFormat.share($0) }
            if let index = canvas.segments(
                "settings.text size", titles, selected: sizes.firstIndex(of: memory.textScale),
                column.take(32, gap: 10))
            {
                memory.textScale = sizes[index]
            }
            canvas.text("Motion", in: column.take(20, gap: 2), .label, canvas.theme.ink2)
            let isReduced = state.settings.isMotionReduced
            if let index = canvas.segments(
                "settings.motion", ["Full", "Reduced"], selected: isReduced ? 1 : 0, column.take(32))
            {
                ask(.setReducedMotion(index == 1))
            }
            column.y += 12
            if canvas.button("settings.tour", "Start the tour", column.take(32)) {
                memory.popup = nil
                ask(.tour(.start))
            }
            column.y += 10
            studySetting(state, log, column)
        }
    }
}

extension FrameMemory {
    /// The sizes of text that can be chosen; all lengths follow.
    static let textScales: [Float] = [1, 1.15, 1.3, 1.5]
}

extension URL {
    /// What a list calls a file: its name without ending, hyphens as spaces, the first letter large.
    var displayName: String {
        let words = deletingPathExtension().lastPathComponent.replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// The name of the folder that it lies in.
    var folderName: String { deletingLastPathComponent().lastPathComponent }
}
