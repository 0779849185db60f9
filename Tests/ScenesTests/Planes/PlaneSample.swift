import Datasets
import Foundation
import Rendering
import Tensors
import Workbench

@testable import Samples
@testable import Scenes

/// A made-up data set on planes: five classes that lie in one heap in the input and come apart from layer to layer.
@MainActor struct PlaneSample {
    static let names = ["dog", "cat", "car", "bus", "owl"]
    let specimen: NetworkSpecimen
    let perClass: Int
    let population: Population

    init(_ specimen: NetworkSpecimen = .small, perClass: Int = 24) {
        (self.specimen, self.perClass) = (specimen, perClass)
        let count = perClass * Self.names.count
        population = Population(
            samples: (0..<count).map { 100 + 2 * $0 }, classOf: (0..<count).map { $0 % Self.names.count },
            classNames: Self.names)
    }

    /// Where the samples of a plane lie, `progress` 0 at the input, 1 at the end.
    func embedding(_ progress: Float) -> Tensor {
        let values = (0..<population.count).flatMap { index -> [Float] in
            let turn = 2 * Float.pi * Float(population.classOf[index]) / Float(Self.names.count)
            let own = Float(index) * 2.399963
            let reach = (Float(index / Self.names.count) + 0.5).squareRoot() / Float(perClass).squareRoot()
            let apart = 2.6 * progress
            return [
                apart * cos(turn) + (2 - progress) * reach * cos(own),
                apart * sin(turn) + (2 - progress) * reach * sin(own),
            ]
        }
        return Tensor(shape: [population.count, 2], values: values)
    }

    /// Everything on planes; `ready` of them are known.
    func planes(selected: Set<Int> = [], pointed: Int? = nil, ready: Int = .max) -> PlaneContent {
        let layers = specimen.content().layers
        let read = Set(layers.flatMap(\.predecessors))
        let ends = layers.map(\.id).filter { !read.contains($0) }.map { $0 + 1 }
        let nodes =
            [LayeredGraph.Node(predecessors: [])]
            + layers.map {
                LayeredGraph.Node(
                    predecessors: $0.predecessors.isEmpty ? [0] : $0.predecessors.map { $0 + 1 })
            } + [LayeredGraph.Node(predecessors: ends)]
        var content = PlaneContent(shape: PlaneShape(.laidOut(nodes)), population: population)
        let names = [["input"]] + layers.map { LayerTitle($0).all } + [["logits"]]
        var before: SamplePlaces?
        content.planes = names.enumerated().map { id, names in
            var plane = PlaneContent.Plane(id: id, names: names)
            guard id < ready else { return plane }
            let places = SamplePlaces(
                onPlane: embedding(Float(id) / Float(nodes.count - 1)), population, like: before)
            before = places
            (plane.places, plane.means) = (places, places.classMeans(count: Self.names.count))
            return plane
        }
        content.classCounts = population.membersByClass.map(\.count)
        (content.selected, content.pointed) = (selected, pointed)
        content.settings.showsPlanes = true
        content.method = PlaneWords.method(content.settings)
        if ready < nodes.count { content.wait = "t-SNE of conv 2: 40\u{2009}%" }
        let classOf = (0..<100 + 2 * population.count).map { sample in
            population.position(of: sample).map { population.classOf[$0] } ?? -1
        }
        content.facts = SampleFacts(
            classNames: Self.names, classOf: classOf, networkClassOf: [0, 1, 2, 3, 4],
            answers: SampleAnswers(
                predictions: classOf.map { max($0, 0) },
                probabilities: Array(repeating: 0.83, count: classOf.count)), labels: Self.names,
            samples: classOf.indices.map { Sample(name: "\($0)", label: nil) })
        return content
    }

    /// A scene that shows them on a stage, at rest.
    func scene(
        _ camera: CameraMode, size: Point, theme: Theme = .light, _ planes: PlaneContent? = nil
    ) -> NetworkScene {
        let shown = planes ?? self.planes()
        let scene = specimen.scene(camera, size: size, theme: theme) { content in
            content.parts = []
            content.planes = shown
            content.sampleSettings = shown.settings
        }
        scene.settle()
        return scene
    }
}
