import Datasets
import Foundation
import Inference
import Rendering
import Tensors
import Workbench

@testable import Samples
@testable import Scenes

/// A made-up layer of units: 60 pictures of four classes, maps of 8 x 8 places, 3,000 of them points.
@MainActor struct UnitsSample {
    static let names = ["dog", "cat", "tiger", "car"]
    static let count = 3_000

    let population = Population(
        samples: Array(100..<160), classOf: (0..<60).map { $0 / 15 }, classNames: names)
    let unitCount: Int
    let side: Int

    /// `side` 1: vectors, a point a picture.
    init(unitCount: Int = 24, side: Int = 8) { (self.unitCount, self.side) = (unitCount, side) }

    /// Every class has a middle of its own on every unit, and some units go with others.
    var points: UnitPoints {
        get throws {
            var random = SplitMix64(seed: 11)
            let total = 60 * side * side
            let places = UnitsRequest.chosen(min(Self.count, total), of: total, seed: 5)
            func noise() -> Float {
                (0..<4).reduce(0) { sum, _ in sum + Float.random(in: -1...1, using: &random) }
            }
            let common = places.map { _ in noise() }
            var values: [Float] = []
            for unit in 0..<unitCount {
                let spread = 3 / (1 + Float(unit) * 0.12)
                for (index, place) in places.enumerated() {
                    let itsClass = place / (side * side) / 15
                    let middle = Float((itsClass * 7 + unit * 5) % 9 - 4) * 0.8
                    let sign: Float = unit % 3 == 0 ? 1 : unit % 3 == 1 ? -0.8 : 0
                    values.append((middle + sign * common[index] + noise() * 0.5) * spread / 3)
                }
            }
            return try UnitPoints(
                places: places, pixels: side * side,
                values: Tensor(shape: [unitCount, places.count], values: values),
                placeCount: total)
        }
    }

    /// All of it, with some points or pictures selected as the state would have it.
    func content(selected: Set<Int> = [], places: ((Int, Int) -> Bool)? = nil) throws -> UnitsContent {
        var content = UnitsContent()
        content.isOpen = true
        content.title = .init(
            heading: "conv 3_2, unit against unit",
            remark: UnitsWords.remark(pictures: 60, isMap: side > 1))
        let cloud = UnitCloud(try points, of: population)
        (content.cloud, content.order) = (cloud, cloud.points.order)
        content.unitNames = UnitsWords.names([], count: unitCount)
        (content.mapSize, content.operation, content.layer) = (SIMD2(side, side), 5, 3)
        content.selected = selected
        content.hasPlaces = places != nil
        if !selected.isEmpty { content.chosen = UnitSelection(selected, in: cloud, where: places) }
        content.facts = facts
        content.pictureSize = SIMD2(64, 64)
        content.thumbnail = { Self.picture($0, side: 8) }
        content.picture = { Self.picture($0, side: 64) }
        let side = side
        content.field = { place in
            PixelBox(x: max(place % side * 8 - 8, 0), y: max(place / side * 8 - 8, 0), width: 24, height: 24)
        }
        content.classes = Self.names.enumerated().map { index, name in
            let count =
                selected.isEmpty
                ? 15 : content.chosen.indices.count { cloud.classIndex(Int($0)) == index }
            return .init(index: index, name: name, count: count)
        }
        addLayers(to: &content, theme: .light)
        return content
    }

    /// Six layers; responses where something is selected.
    func addLayers(to content: inout UnitsContent, theme: Theme) {
        content.layers = ["input", "conv 1_1", "conv 2_1", "conv 3_2", "fc 1", "logits"].enumerated().map {
            index, name in
            let count = [3, 12, 16, unitCount, 40, 4][index]
            var layer = UnitsContent.Layer(id: index, name: name)
            layer.unitNames = UnitsWords.names(index == 5 ? Self.names : [], count: count)
            guard !content.selected.isEmpty else { return layer }
            let scores = (0..<count).map { sinf(Float($0 * 7 + index)) * (0.4 + Float(index) * 0.15) }
            layer.scores = scores
            (layer.barcode, layer.order) = UnitBarcode.make(of: scores, theme: theme)
            return layer
        }
        content.responseWait =
            content.selected.isEmpty
            ? "Select pictures: this shows how every unit of the network answers." : ""
    }

    private var facts: SampleFacts {
        SampleFacts(
            classNames: Self.names, classOf: Array(repeating: -1, count: 100) + population.classOf,
            networkClassOf: [0, 1, 2, 3],
            answers: SampleAnswers(
                predictions: (0..<160).map { $0 < 100 ? -1 : ($0 - 100) / 15 },
                probabilities: Array(repeating: 0.83, count: 160)),
            labels: Self.names, samples: (0..<160).map { Sample(name: "\($0)", label: nil) })
    }

    /// A disc in a colour of the sample's own.
    private static func picture(_ sample: Int, side: Int) -> DisplayImage {
        let color = Color(red: Float(sample * 37 % 90) / 90, green: Float(sample * 11 % 70) / 70, blue: 0.6)
        let ground = color.mixed(with: Color(0xFFFFFF), 0.6)
        let middle = Float(side - 1) / 2
        return DisplayImage(
            width: side, height: side,
            pixels: (0..<side * side).flatMap { pixel -> [UInt8] in
                let way = Point(Float(pixel % side), Float(pixel / side)) - middle
                let bytes = (way * way).sum() < middle * middle * 0.5 ? color.bytes : ground.bytes
                return (0..<4).map { bytes[$0] }
            })
    }
}
