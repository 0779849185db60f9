import Rendering
import Workbench

extension InterfaceFrame {
    /// The scenes, and below what concerns the program.
    func rail(_ state: AppState) {
        let place = layout.rail
        canvas.region("rail", place) {
            canvas.fill(place, canvas.theme.surface)
            canvas.fill(
                Rectangle(x: place.maxX - 1, y: 0, width: 1, height: place.height), canvas.theme.line)
            // Twelve cells: where the window is low they move together.
            let pitch = min((place.height - 16) / 12, 64)
            var top: Float = 8
            for scene in SceneName.allCases where !scene.showsSamples {
                if cell("rail.\(scene)", scene.icon, scene.title, top: top, isOn: state.scene == scene) {
                    ask(.command(.showScene(scene)))
                }
                top += pitch
            }
            sampleCell(state, top: top)
            for scene in [SceneName.units, .neighbors] {
                top += pitch
                if cell("rail.\(scene)", scene.icon, scene.title, top: top, isOn: state.scene == scene) {
                    ask(.command(.showScene(scene)))
                }
            }
            let bottom = place.maxY - 8
            if cell("rail.help", .help, "Help", top: bottom - pitch, isOn: state.settings.isHelpShown) {
                ask(.command(.toggleHelp))
            }
            if cell("rail.present", .present, "Present", top: bottom - 3 * pitch, isOn: false) {
                ask(.present)
            }
            if let key = inputMap.keyName(of: .present) {
                let place = Rectangle(x: 5, y: bottom - 3 * pitch, width: 65, height: pitch)
                canvas.tooltip("rail.present", "Large, for an audience", key: key, beside: place)
            }
            let showsLessons = memory.popup == .lessons
            if cell(
                "rail.lessons", .lessons, "Lessons", top: bottom - 4 * pitch,
                isOn: state.lesson != nil || showsLessons)
            {
                memory.popup = showsLessons ? nil : .lessons
            }
            chipPlaces[.lessons] = Rectangle(
                x: place.maxX + 2, y: bottom - 4 * pitch - 138, width: 340, height: 0)
            let isOpen = memory.popup == .settings
            if cell("rail.settings", .settings, "Settings", top: bottom - 2 * pitch, isOn: isOpen) {
                memory.popup = isOpen ? nil : .settings
            }
        }
    }

    /// One cell for the scenes that share a switch; it returns to what was shown last.
    private func sampleCell(_ state: AppState, top: Float) {
        let isOn = SceneName.ofSwitch.contains(state.scene)
        if isOn { memory.sampleScene = state.scene }
        if cell("rail.samples", .dataSet, "Data set", top: top, isOn: isOn), !isOn {
            ask(.command(.showScene(memory.sampleScene)))
        }
    }

    private func cell(_ id: String, _ icon: Icon, _ word: String, top: Float, isOn: Bool) -> Bool {
        let height = min((layout.rail.height - 16) / 12, 64) - 2
        let place = Rectangle(x: 5, y: top, width: FrameLayout.railWidth - 11, height: height)
        let touch = canvas.area(id, place)
        if isOn {
            canvas.fill(place, canvas.theme.raised, radius: 6)
            canvas.outline(place, canvas.theme.line, radius: 6)
        } else if touch.contains(.hovered) {
            canvas.outline(place, canvas.theme.line2, radius: 6)
        }
        let color = isOn || touch.contains(.hovered) ? canvas.theme.ink : canvas.theme.ink2
        let upper = Rectangle(
            x: place.minX, y: place.minY + (height - 44) / 2, width: place.width, height: 26)
        canvas.icon(icon, in: upper, color)
        canvas.text(
            word, at: Point(place.center.x, place.maxY - (height - 38) / 2), isOn ? .remarkStrong : .remark,
            color,
            alignment: .center)
        canvas.focusRing(place.inset(by: 4), touch)
        return touch.contains(.clicked)
    }
}

extension SceneName {
    /// What the rail says.
    var title: String {
        switch self {
        case .network: "Network"
        case .occlusion: "Occlusion"
        case .compare: "Compare"
        case .models: "Models"
        case .saliency: "Saliency"
        case .classes: "Classes"
        case .map: "Map"
        case .channels: "Channels"
        case .curves: "Curves"
        case .units: "Units"
        case .neighbors: "Neighbors"
        }
    }

    /// What the rail shows.
    var icon: Icon {
        switch self {
        case .network: .network
        case .occlusion: .occlusion
        case .compare: .compare
        case .models: .models
        case .saliency: .saliency
        case .classes, .map, .channels, .curves: .dataSet
        case .units: .units
        case .neighbors: .neighbors
        }
    }
}
