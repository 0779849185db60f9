import Scenes
import Workbench

/// The scenes of the program: a line each.
@MainActor
struct SceneList {
    private let network: any Scene
    private let occlusion: any Scene
    private let compare: any Scene
    private let models: any Scene
    private let saliency: any Scene
    private let classes: any Scene
    private let map: any Scene
    private let channels: any Scene
    private let curves: any Scene
    private let units: any Scene
    private let neighbors: any Scene

    /// Fresh scenes; tests put others in their place.
    init(
        network: any Scene = NetworkScene(), occlusion: any Scene = OcclusionScene(),
        compare: any Scene = CompareScene(), models: any Scene = ModelsScene(),
        saliency: any Scene = SaliencyScene(), classes: any Scene = ClassesScene(),
        map: any Scene = MapScene(),
        channels: any Scene = ChannelsScene(), curves: any Scene = CurvesScene(),
        units: any Scene = UnitsScene(), neighbors: any Scene = NeighborsScene()
    ) {
        self.network = network
        self.occlusion = occlusion
        self.compare = compare
        self.models = models
        self.saliency = saliency
        self.classes = classes
        self.map = map
        self.channels = channels
        self.curves = curves
        self.units = units
        self.neighbors = neighbors
    }

    /// The scene of a name.
    subscript(name: SceneName) -> any Scene {
        switch name {
        case .network: network
        case .occlusion: occlusion
        case .compare: compare
        case .models: models
        case .saliency: saliency
        case .classes: classes
        case .map: map
        case .channels: channels
        case .curves: curves
        case .units: units
        case .neighbors: neighbors
        }
    }
}
