import Rendering
import TestSupport
import Testing

@testable import Scenes

@Suite struct CurveNamesTests {
    private let bounds = Rectangle(x: 0, y: 0, width: 400, height: 200)

    private func line(_ heights: [Float]) -> [Point] {
        heights.enumerated().map { Point(400 * Float($0) / Float(heights.count - 1), $1) }
    }

    /// Whether any part of a line comes into a rectangle, tried at many places.
    private func meets(_ line: [Point], _ place: Rectangle) -> Bool {
        zip(line, line.dropFirst()).contains { start, end in
            (0...50).contains { place.contains(start + (end - start) * Float($0) / 50) }
        }
    }

    @Test func `a name stands near its own curve`() {
        let lines = [line([20, 20, 20, 20]), line([180, 180, 180, 180])]
        let places = CurveNames(lines: lines, widths: [80, 80], bounds: bounds).places.compactMap(\.self)
        #expect(places.count == 2)
        #expect(abs(places[0].center.y - 20) < 20 && abs(places[1].center.y - 180) < 20)
    }

    @Test(arguments: 1...30) func `no name covers a curve, another name, or leaves the axes`(seed: Int) {
        var generator = SplitMix(seed: UInt64(seed))
        let lines = (0..<4).map { _ in
            line((0..<21).map { _ in Float.random(in: 0...200, using: &generator) })
        }
        let places = CurveNames(lines: lines, widths: [90, 60, 70, 80], bounds: bounds).places
        for (index, place) in places.enumerated() {
            guard let place else { continue }
            #expect(!lines.contains { meets($0, place) })
            #expect(!places.dropFirst(index + 1).contains { $0?.intersects(place) ?? false })
            #expect(place.minX >= 0 && place.maxX <= 400 && place.minY >= 0 && place.maxY <= 200)
        }
    }
}
