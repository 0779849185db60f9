import Datasets
import Analysis
import Datasets
import Rendering
import Tensors
import Workbench

@testable import Samples
@testable import Scenes

/// A made-up data set for the Map: four classes of twelve samples, in three places.
@MainActor struct MapSample {
    static let names = ["dog", "cat", "car", "bus"]
    static let perClass = 12

    let population = Population(
        samples: Array(100..<148), classOf: (0..<48).map { $0 / perClass }, classNames: names)

    /// Where the samples lie: spirals around a place a class; cars and buses around the same.
    var places: SamplePlaces {
        let middles = [Point(0, 0), Point(10, 2), Point(4, 8), Point(4.4, 8.4)]
        let points = (0..<48).map { index -> Point in
            let turn = Float(index % Self.perClass)
            let way = Point(turn.truncatingRemainder(dividingBy: 4) - 1.5, (turn / 4).rounded(.down) - 1)
            return middles[index / Self.perClass] + way * 0.7 + Point(0.11, 0.07) * turn
        }
        return SamplePlaces(samples: population.samples, classOf: population.classOf, points: points)
    }

    /// Three clusters: cars and buses are one.
    var labels: [Int32] { (0..<48).map { Int32(min($0 / Self.perClass, 2)) } }

    /// How strongly each of ten channels answers: those of the sample's class and a few of its own.
    var shared: SharedChannels {
        let values = (0..<48).flatMap { sample -> [Float] in
            (0..<10).map { channel in
                let isOwn = channel / 2 == min(sample / Self.perClass, 2)
                return (isOwn ? 5 : 0) + Float((sample * 7 + channel * 3) % 10) / 3
            }
        }
        let strong = StrongChannels(summaries: Tensor(shape: [48, 10], values: values), share: 0.4)
        let shown = population.shown(atMostPerClass: 6)
        let matrix = strong.matrix(of: shown)
        return SharedChannels(
            shown: shown, matrix: matrix, percentiles: 0...1, keptCount: strong.keptCount, strong: strong)
    }

    /// All of it.
    func content(showsClusters: Bool = true) -> MapContent {
        var content = MapContent()
        content.isOpen = true
        (content.population, content.shared) = (population, shared)
        content.title = .init(
            heading: "48 pictures through the network", remark: "Every layer is a map of the pictures.")
        content.layers = ["input", "conv 1", "conv 2", "fc 1", "logits"].enumerated().map { index, name in
            let values = (0..<16).map { $0 % 5 == 0 ? 0.3 + Float(index) * 0.15 : Float($0 % 3) * 0.1 }
            return .init(
                name: name,
                image: DisplayImage(map: values, width: 4, height: 4, colorMap: .viridis, range: 0...1))
        }
        (content.layer, content.tileTop) = (2, 0.9)
        let (places, labels) = (places, labels)
        content.scatter = Scatter(
            places, classNames: Self.names,
            clusters: showsClusters ? ClusterShape.all(places, labels: labels) : [], labels: labels)
        content.scatterWords = .init(heading: "conv 2 as a map", remark: "t-SNE of channel summaries, seed 3")
        content.matrix = SampleMatrix(shared, population, isClipped: false)
        content.matrixWords = .init(
            heading: "Shared channels", remark: "Jaccard of the top 40 % (4 of 10) of conv 2",
            shortRemark: "top 40 % (4 of 10)")
        content.matrixRemark = "6 pictures of each class"
        content.facts = SampleFacts(
            classNames: Self.names, classOf: Array(repeating: -1, count: 100) + population.classOf,
            networkClassOf: [0, 1, 2, 3],
            answers: SampleAnswers(
                predictions: (0..<148).map { $0 < 100 ? -1 : ($0 == 104 ? 1 : ($0 - 100) / Self.perClass) },
                probabilities: Array(repeating: 0.83, count: 148)),
            labels: Self.names, samples: (0..<148).map { Sample(name: "\($0)", label: nil) })
        content.image = { Self.picture($0) }
        return content
    }

    /// A picture in a colour of its own.
    private static func picture(_ sample: Int) -> DisplayImage {
        let color = Color(red: Float(sample * 37 % 90) / 90, green: Float(sample * 11 % 70) / 70, blue: 0.6)
        let edge = color.mixed(with: Color(0xFFFFFF), 0.5)
        return DisplayImage(
            width: 4, height: 4,
            pixels: (0..<16).flatMap { pixel -> [UInt8] in
                let bytes = [5, 6, 9, 10].contains(pixel) ? edge.bytes : color.bytes
                return (0..<4).map { bytes[$0] }
            })
    }

    /// The content with something selected and pointed at, as the state would have it.
    func content(selected: Set<Int>, pointed: Int? = nil) -> MapContent {
        var content = content()
        (content.selected, content.pointed) = (selected, pointed)
        content.scatter?.selected = selected
        content.scatter?.pointed = pointed
        return content
    }
}
