import Scenes
import Workbench

/// The scenes of the program: a line each.
@MainActor
enum SceneList {
    /// A fresh scene of every kind.
    static func make() -> [SceneName: any Scene] {
        [.network: NetworkScene(), .occlusion: OcclusionScene()]
    }
}
