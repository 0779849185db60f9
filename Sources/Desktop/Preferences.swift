import Foundation
import Workbench

/// What the program remembers from one day to the next.
struct Preferences: Codable {
    var theme: String?
    var textScale: Float?
    var isMotionReduced: Bool?
    var camera: String?
    /// In points, by the scene's name.
    var panelWidths: [String: Float]?
    var recentModels: [String]?
    var recentPictures: [String]?
    var recentLessons: [String]?
    /// Whether the tour was offered: it is offered once.
    var wasTourOffered: Bool?

    /// Nothing but what the program begins with.
    init() {}

    /// What is set now.
    @MainActor
    init(of program: Program) {
        let (settings, memory) = (program.state.settings, program.frame.memory)
        theme = memory.followsSystemTheme ? Self.system : settings.theme.rawValue
        textScale = memory.textScale
        isMotionReduced = settings.isMotionReduced
        camera = settings.camera.rawValue
        panelWidths = Dictionary(
            uniqueKeysWithValues: memory.panelWidths.map { ($0.key.rawValue, $0.value) })
        recentModels = memory.recentModels.map(\.path)
        recentPictures = memory.recentPictures.map(\.path)
        recentLessons = memory.recentLessons.map(\.path)
        wasTourOffered = memory.tour.wasOffered
    }

    /// The theme that is as the desktop's.
    private static let system = "system"

    /// Sets what is remembered.
    @MainActor
    func apply(to program: Program) {
        let (state, memory) = (program.state, program.frame.memory)
        if let theme = theme.flatMap(ThemeName.init(rawValue:)) { state.perform(.setTheme(theme)) }
        memory.followsSystemTheme = theme == Self.system
        if let camera = camera.flatMap(CameraMode.init(rawValue:)) { state.perform(.setCamera(camera)) }
        if let isMotionReduced { state.perform(.setReducedMotion(isMotionReduced)) }
        if let textScale, FrameMemory.textScales.contains(textScale) { memory.textScale = textScale }
        for (name, width) in panelWidths ?? [:] {
            if let scene = SceneName(rawValue: name) { memory.panelWidths[scene] = width }
        }
        memory.tour.wasOffered = wasTourOffered ?? false
        memory.recentModels = Self.files(recentModels)
        memory.recentPictures = Self.files(recentPictures)
        memory.recentLessons = Self.files(recentLessons)
    }

    /// Those that are still there.
    private static func files(_ paths: [String]?) -> [URL] {
        (paths ?? []).map { URL(filePath: $0) }.filter { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// What was written last; nothing where there is no file, or none that can be read.
    static func read(from file: URL = file) -> Preferences {
        guard let data = try? Data(contentsOf: file) else { return Preferences() }
        return (try? JSONDecoder().decode(Preferences.self, from: data)) ?? Preferences()
    }

    /// Writes it for the next start. What cannot be written is not remembered: no reason to keep the user.
    func write(to file: URL = file) {
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? JSONEncoder().encode(self).write(to: file, options: .atomic)
    }

    /// In the user's folder for settings.
    static var file: URL { UserFolder.settings.appending(path: "preferences.json") }
}
