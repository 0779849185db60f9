import Foundation
import Rendering
import Tensors
import Testing

@testable import Samples
@testable import Scenes

@MainActor struct PlanePlacesTests {
    private let sample = PlaneSample()

    /// The mean squared distance between the same samples on two planes.
    private func unrest(_ a: SamplePlaces, _ b: SamplePlaces) -> Float {
        zip(a.points, b.points).reduce(0) { sum, pair in
            let way = pair.0 - pair.1
            return sum + (way * way).sum()
        } / Float(a.count)
    }

    private func turned(_ points: Tensor, by angle: Float, mirrored: Bool) -> Tensor {
        let values = points.values
        return Tensor(
            shape: points.shape,
            values: stride(from: 0, to: values.count, by: 2).flatMap { index -> [Float] in
                let (x, y) = (values[index] * (mirrored ? -1 : 1), values[index + 1])
                return [5 * (cos(angle) * x - sin(angle) * y) + 7, 5 * (sin(angle) * x + cos(angle) * y) - 3]
            })
    }

    @Test func `an embedding fills the plane and keeps its proportions`() {
        let places = SamplePlaces(onPlane: sample.embedding(1), sample.population, like: nil)
        #expect(places.bounds.minX >= 0.049 && places.bounds.maxX <= 0.951)
        #expect(abs(max(places.bounds.width, places.bounds.height) - 0.9) < 1e-4)
        let raw = sample.embedding(1).values
        let ratio: (Int) -> Float = { index in
            let before = Point(raw[2 * index] - raw[0], -(raw[2 * index + 1] - raw[1]))
            let after = places.points[index] - places.points[0]
            return (after * after).sum() / (before * before).sum()
        }
        for index in 2..<20 { #expect(abs(ratio(index) / ratio(1) - 1) < 1e-3) }
    }

    @Test(arguments: [Float(0.4), 2.1, 4.5], [false, true])
    func `a turned and mirrored copy lies on the plane before it`(angle: Float, mirrored: Bool) {
        let first = SamplePlaces(onPlane: sample.embedding(0.6), sample.population, like: nil)
        let copy = turned(sample.embedding(0.6), by: angle, mirrored: mirrored)
        let fitted = SamplePlaces(onPlane: copy, sample.population, like: first)
        #expect(unrest(first, fitted) < 1e-6)
        #expect(unrest(first, SamplePlaces(onPlane: copy, sample.population, like: nil)) > 1e-3)
    }

    @Test func `a chain of fitted planes is calmer than one of planes as they come`() {
        var (fitted, raw): ([SamplePlaces], [SamplePlaces]) = ([], [])
        for step in 0..<6 {
            let points = turned(
                sample.embedding(Float(step) / 5), by: Float(step) * 1.3, mirrored: step % 2 == 1)
            fitted.append(SamplePlaces(onPlane: points, sample.population, like: fitted.last))
            raw.append(SamplePlaces(onPlane: points, sample.population, like: nil))
        }
        let total = { (chain: [SamplePlaces]) in
            zip(chain, chain.dropFirst()).reduce(0) { $0 + self.unrest($1.0, $1.1) }
        }
        #expect(total(fitted) < 0.25 * total(raw))
    }

    @Test func `the middle of a class is the mean of its samples`() throws {
        let places = SamplePlaces(onPlane: sample.embedding(0.8), sample.population, like: nil)
        let means = places.classMeans(count: 6)
        let own = places.points.indices.filter { places.classOf[$0] == 3 }.map { places.points[$0] }
        let mean = own.reduce(Point.zero, +) / Float(own.count)
        let found = try #require(means[3])
        #expect(abs(found.x - mean.x) < 1e-5 && abs(found.y - mean.y) < 1e-5)
        #expect(means[5] == nil)
    }

    @Test func `at most as many paths as can be told apart are drawn, evenly chosen`() {
        let sample = PlaneSample(perClass: 100)
        let all = sample.planes(selected: Set(sample.population.samples))
        #expect(all.pathPositions.count == 200 && Set(all.pathPositions).count == 200)
        #expect(all.pathPositions.last ?? 0 > 490)
        let few = sample.planes(selected: [100, 104, 7])
        #expect(few.pathPositions == [0, 2])
        #expect(PlaneContent.pathLimit(linkCount: 70) < 200)
    }
}
