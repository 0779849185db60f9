import Scenes
import Workbench

/// The scenes of the program: a line each.
@MainActor
struct SceneList {
    private let network = NetworkScene()
    private let occlusion = OcclusionScene()

    /// The scene of a name.
    subscript(name: SceneName) -> any Scene {
        switch name {
        case .network: network
        case .occlusion: occlusion
        }
    }
}
