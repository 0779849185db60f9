import Datasets
import Rendering
import Workbench

@testable import Samples
@testable import Scenes

/// Made-up classes with made-up answers, the same every time.
struct ClassesSample {
    /// How many classes.
    var classCount = 6
    /// How many samples a class.
    var size = 20
    /// Whether the network is a classifier.
    var hasAnswers = true
    /// Samples of no class, after all others.
    var strayCount = 0

    private static let names = ["dog", "cat", "tiger", "cow", "car", "bus", "apple", "soccer ball"]

    var classNames: [String] {
        (0..<classCount).map { $0 < Self.names.count ? Self.names[$0] : "class \($0)" }
    }

    private var classOf: [Int] {
        (0..<classCount * size).map { $0 / size } + [Int](repeating: -1, count: strayCount)
    }

    /// Every seventh sample of a class is taken for the next class, every eleventh for a class that the data lack.
    var facts: SampleFacts {
        let predictions = classOf.enumerated().map { sample, own -> Int in
            if own < 0 { return 0 }
            let position = sample % size
            if position % 11 == 10 { return classCount }
            return position % 7 == 6 ? (own + 1) % classCount : own
        }
        let answers = SampleAnswers(
            predictions: predictions, probabilities: predictions.indices.map { 0.5 + Float($0 % 50) / 100 })
        return SampleFacts(
            classNames: classNames, classOf: classOf, networkClassOf: (0..<classCount).map { $0 },
            answers: hasAnswers ? answers : nil, labels: classNames + ["something else"],
            samples: classOf.indices.map { Sample(name: "\($0)", label: nil) })
    }

    var population: Population {
        Population(samples: Array(classOf.indices), classOf: classOf, classNames: classNames)
    }

    var content: ClassesContent {
        var content = ClassesContent()
        content.isReady = true
        content.facts = facts
        let figures = ClassFigures(population, content.facts)
        content.figures = figures
        content.reference = 0
        content.sampleCount = population.count
        content.layerNames = (0..<8).map { "conv \($0)" }
        content.rows = (0..<classCount).map { index in
            ClassesContent.Row(
                classIndex: index, name: classNames[index], samples: figures.members[index],
                accuracy: figures.qualities[index]?.recall,
                similarities: (0..<8).map {
                    0.2 + 0.3 / Float(index + 1) + 0.02 * Float($0) * Float(index % 3)
                },
                exemplars: exemplars(of: figures.members[index], count: 1 + index % 5))
        }
        return content
    }

    private func exemplars(of members: [Int], count: Int) -> [ClassesContent.Exemplar] {
        (0..<count).map { part in
            let cluster = Array(members[part * members.count / count..<(part + 1) * members.count / count])
            return ClassesContent.Exemplar(
                sample: cluster.last ?? 0, cluster: cluster,
                share: Float(cluster.count) / Float(members.count))
        }
    }

    /// A square in a colour of its own.
    static func picture(of sample: Int) -> DisplayImage {
        let colors: [[UInt8]] = [
            [200, 80, 60], [60, 140, 200], [230, 200, 80], [90, 160, 90], [150, 90, 170],
        ]
        let color = colors[sample % colors.count]
        let pixels = (0..<64).flatMap { pixel -> [UInt8] in
            let isInside = (2..<6).contains(pixel % 8) && (2..<6).contains(pixel / 8)
            return (isInside ? color : [UInt8](repeating: UInt8(40 + 5 * (sample % 20)), count: 3)) + [255]
        }
        return DisplayImage(width: 8, height: 8, pixels: pixels)
    }
}
