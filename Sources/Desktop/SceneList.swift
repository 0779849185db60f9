import Scenes
import Workbench

/// The scenes of the program: a line each.
@MainActor
struct SceneList {
    private let network: any Scene
    private let occlusion: any Scene
    private let compare: any Scene
    private let saliency: any Scene

    /// Fresh scenes; tests put others in their place.
    init(
        network: any Scene = NetworkScene(), occlusion: any Scene = OcclusionScene(),
        compare: any Scene = CompareScene(), saliency: any Scene = SaliencyScene()
    ) {
        self.network = network
        self.occlusion = occlusion
        self.compare = compare
        self.saliency = saliency
    }

    /// The scene of a name.
    subscript(name: SceneName) -> any Scene {
        switch name {
        case .network: network
        case .occlusion: occlusion
        case .compare: compare
        case .saliency: saliency
        }
    }
}
