import Foundation
import TestSupport
import Testing

@testable import Datasets

/// What Tools/record_drawing.py has made with numpy of dots, blocks and strokes.
private struct RecordedDrawing: Decodable {
    struct Counted: Decodable { let dots: RecordedBytes, counts: RecordedBytes }
    struct Enlarged: Decodable { let counts: RecordedBytes, bytes: RecordedBytes }
    struct Drawn: Decodable {
        let digit: Int
        let strokes: [[[Double]]]
        let pen: Double
        let counts: RecordedBytes

        var sketch: Sketch { Sketch(strokes.map { .init($0.map { SIMD2($0[0], $0[1]) }) }) }
    }
    let counted: [Counted]
    let enlarged: [Enlarged]
    let drawn: [Drawn]

    static func read() throws -> RecordedDrawing {
        try JSONRecording.read("analysis/drawing.json", as: RecordedDrawing.self)
    }
}

@Suite("A drawing is reduced the way the data were made")
struct SketchReductionTests {
    private let cross = Sketch([
        .init([SIMD2(0.2, 0.3), SIMD2(0.8, 0.3)]), .init([SIMD2(0.5, 0.1), SIMD2(0.5, 0.7)]),
    ])

    @Test("Blocks of 4 x 4 dots are counted as numpy counts them")
    func counting() throws {
        for example in try RecordedDrawing.read().counted {
            let counts = ReducedSketch.blockCounts(example.dots.values.map { $0 != 0 })
            #expect(counts == example.counts.values.map { Int($0) })
        }
    }

    @Test("Counts become the very bytes of the data set that comes with the program")
    func enlarging() throws {
        for example in try RecordedDrawing.read().enlarged {
            #expect(ReducedSketch.enlarged(example.counts.values.map { Int($0) }) == example.bytes.values)
        }
    }

    @Test("Strokes become the counts that numpy makes of them")
    func strokes() throws {
        for example in try RecordedDrawing.read().drawn {
            let reduced = SketchReduction.blocks.reduce(example.sketch, width: 32, height: 32)
            #expect(reduced.penWidth == example.pen, "\(example.digit)")
            // A dot whose centre lies on the pen's edge may fall to either side.
            let apart = zip(reduced.levels, example.counts.values).reduce(0) { $0 + abs($1.0 - Int($1.1)) }
            #expect(apart <= 2, "\(example.digit): \(reduced.levels)")
        }
    }

    @Test("An empty pad is black everywhere", arguments: SketchReduction.allCases)
    func empty(reduction: SketchReduction) {
        let reduced = reduction.reduce(Sketch(), width: 32, height: 32)
        #expect(reduced.levels.allSatisfy { $0 == 0 })
        #expect(reduced.picture == Picture(width: 32, height: 32, red: 0, green: 0, blue: 0))
    }

    @Test("What an eraser has wiped away is as if it had never been", arguments: SketchReduction.allCases)
    func erased(reduction: SketchReduction) {
        let line = Sketch.Stroke([SIMD2(0.1, 0.9), SIMD2(0.9, 0.9)])
        let wipe = Sketch.Stroke([SIMD2(0, 0.9), SIMD2(1, 0.9)], isErasing: true)
        #expect(
            reduction.reduce(Sketch([line, wipe]), width: 32, height: 32)
                == reduction.reduce(Sketch(), width: 32, height: 32))
        // What is drawn after stays.
        let again = Sketch([line, wipe] + cross.strokes)
        #expect(
            reduction.reduce(again, width: 32, height: 32)
                == reduction.reduce(cross, width: 32, height: 32))
    }

    @Test("As the UCI digits: all rows are filled, and size and place on the pad do not matter")
    func filled() {
        let reduced = SketchReduction.blocks.reduce(cross, width: 32, height: 32)
        for row in [0, 7] { #expect(reduced.levels[row * 8..<row * 8 + 8].contains { $0 > 0 }) }
        #expect(reduced.levels.allSatisfy { 0...16 ~= $0 })
        // Of straight lines whole rows of dots lie on the pen's edge and fall to either side; of a curve single ones.
        let curve = (0...60).map { step in
            let turn = Double(step) / 60 * 5
            return SIMD2(0.5 + 0.29 * sin(turn * 1.3), 0.12 + 0.15 * turn + 0.03 * cos(turn * 3))
        }
        let large = SketchReduction.blocks.reduce(Sketch([.init(curve)]), width: 32, height: 32)
        // No more than four times as large: a dot stays a dot.
        let small = Sketch([.init(curve.map { $0 * 0.5 + SIMD2(0.4, 0.05) })])
        let again = SketchReduction.blocks.reduce(small, width: 32, height: 32)
        #expect(again.penWidth == large.penWidth)
        #expect(zip(again.levels, large.levels).reduce(0) { $0 + abs($1.0 - $1.1) } <= 8)
        let ink = Double(reduced.levels.reduce(0, +)) / 1024
        #expect(0.26...0.35 ~= ink, "\(ink)")
    }

    @Test("A dot stays a dot")
    func dot() {
        let dot = Sketch([.init([SIMD2(0.1, 0.1)])])
        for reduction in SketchReduction.allCases {
            let reduced = reduction.reduce(dot, width: 28, height: 28)
            let lit = reduced.levels.count { $0 > 0 }
            #expect((1...64).contains(lit), "\(reduction): \(lit)")
            #expect(lit < reduced.levels.count / 4 + 1)
        }
    }

    @Test("As MNIST: 20 pixels at most, the centre of mass in the middle of 28 x 28")
    func mnist() {
        let reduced = SketchReduction.mnist.reduce(cross, width: 28, height: 28)
        #expect((reduced.picture.width, reduced.picture.height) == (28, 28))
        var (mass, sum) = (0.0, SIMD2<Double>.zero)
        var (low, high) = (SIMD2(28, 28), SIMD2(0, 0))
        for (index, level) in reduced.levels.enumerated() where level > 0 {
            let place = SIMD2(index % 28, index / 28)
            mass += Double(level)
            sum += SIMD2(Double(place.x) + 0.5, Double(place.y) + 0.5) * Double(level)
            if level > 127 { (low, high) = (pointwiseMin(low, place), pointwiseMax(high, place)) }
        }
        let middle = sum / mass
        #expect(abs(middle.x - 14) <= 0.5 && abs(middle.y - 14) <= 0.5, "\(middle)")
        #expect(max(high.x - low.x, high.y - low.y) + 1 == 20)
        // Proportions are kept: the cross is as wide as high.
        #expect(abs((high.x - low.x) - (high.y - low.y)) <= 1)
        // A larger input has it in its middle.
        let padded = SketchReduction.mnist.reduce(cross, width: 32, height: 32).picture
        #expect(padded[16, 16] == reduced.picture[14, 14] && padded[1, 16] == (0, 0, 0))
    }

    @Test("As drawn: the pen covers what is near its line, and nothing else")
    func plain() {
        let reduced = SketchReduction.plain.reduce(cross, width: 40, height: 40)
        let radius = Sketch.penWidth * 40 / 2
        for (index, level) in reduced.levels.enumerated() {
            let x = Double(index % 40) + 0.5, y = Double(index / 40) + 0.5
            // The naive distance to the cross's two bars.
            let across = ((y - 12) * (y - 12) + pow2(max(8 - x, 0, x - 32))).squareRoot()
            let down = ((x - 20) * (x - 20) + pow2(max(4 - y, 0, y - 28))).squareRoot()
            let expected = min(max(radius - min(across, down) + 0.5, 0), 1) * 255
            #expect(abs(Double(level) - expected) <= 0.51, "(\(x), \(y))")
        }
    }

    @Test("The input's extents say which data a network was trained on")
    func suiting() {
        #expect(SketchReduction.suiting(width: 32, height: 32) == .blocks)
        #expect(SketchReduction.suiting(width: 8, height: 8) == .blocks)
        #expect(SketchReduction.suiting(width: 28, height: 28) == .mnist)
        #expect(SketchReduction.suiting(width: 224, height: 224) == .plain)
        #expect(SketchReduction.blocks.reduce(cross, width: 8, height: 8).picture.width == 8)
    }

    private func pow2(_ number: Double) -> Double { number * number }
}
