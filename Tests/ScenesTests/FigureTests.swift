import Datasets
import Occlusion
import Rendering
import Tensors
import TestSupport
import Testing

@testable import Scenes

/// The pictures of a report, without a window.
@MainActor @Suite(.serialized) struct FigureTests {
    private let shares = (0...50).map { Float($0) / 50 }

    private func curves(deletion: (Float) -> Float, insertion: (Float) -> Float) -> RemovalCurves {
        RemovalCurves(
            classIndex: 0, fill: .black, shares: shares, deletion: shares.map(deletion),
            insertion: shares.map(insertion))
    }

    private func check(_ figure: Figure, _ name: String) throws {
        try expectGolden(
            try snapshot(figure.drawing, size: figure.size), named: "scenes/figure-\(name)", tolerance: .flat)
    }

    @Test func `an occlusion map with its legend`() throws {
        let (width, height) = (32, 24)
        let values = (0..<width * height).map { pixel -> Float in
            let (x, y) = (Float(pixel % width), Float(pixel / width))
            return 0.4 * (1 - abs(x - 20) / 12) * (1 - abs(y - 12) / 12) - 0.1
        }
        let pixels = (0..<width * height).flatMap { pixel -> [UInt8] in
            [UInt8(pixel % width * 8), UInt8(pixel / width * 10), 90]
        }
        let figure = Figure.occlusion(
            map: Tensor(shape: [height, width], values: values),
            over: Picture(width: width, height: height, pixels: pixels), label: "soccer ball",
            windowCount: 308, fill: .mean, theme: .light)
        try check(figure, "occlusion")
    }

    @Test func `deletion falls and insertion rises`() throws {
        let made = curves(deletion: { 0.86 / (1 + 20 * $0) }, insertion: { 0.86 * $0.squareRoot() })
        try check(Figure.curves(made, label: "dog", theme: .light), "curves")
    }

    @Test func `the names of curves that end together stay apart`() throws {
        let figure = Figure.curves(
            curves(deletion: { _ in 0.5 }, insertion: { _ in 0.5 }), label: "dog", theme: .light)
        let rows = figure.drawing.overlay.compactMap { item -> Float? in
            guard case .text(let run) = item, run.string.hasSuffix("first") else { return nil }
            return run.position.y
        }
        #expect(rows.count == 2 && abs(rows[0] - rows[1]) >= TypeSize.label + 4)
    }

    @Test func `a long label is shortened so that it stays on the paper`() {
        let label = String(repeating: "long-finned pilot whale ", count: 8)
        let figure = Figure.curves(
            curves(deletion: { 1 - $0 }, insertion: { $0 }), label: label, theme: .light)
        for case .text(let run) in figure.drawing.overlay where run.alignment == .left {
            let width = TextMeasure.standard.width(of: run.string, size: run.size, weight: run.weight)
            #expect(run.position.x + width <= figure.size.x, "\(run.string)")
        }
    }
}
