import Rendering
import TestSupport
import Testing

@testable import Scenes

/// Neighbourhoods in reports.
@MainActor @Suite(.serialized) struct NeighborFigureTests {
    private let sample = NeighborsSample()

    private func check(_ figure: Figure, _ name: String) throws {
        try expectGolden(
            try snapshot(figure.drawing, size: figure.size), named: "scenes/figure-\(name)", tolerance: .flat)
    }

    @Test func `how many neighbors stay, a line for each picture`() throws {
        let figure = Figure.stability(
            overlaps: try sample.overlaps(), operations: sample.operations, count: sample.count, theme: .light
        )
        try check(figure, "stability")
    }

    @Test func `the distances of one picture, dark`() throws {
        let figure = Figure.distances(
            try sample.distances(5, from: 16), of: 16, called: "cat, no. 116", in: sample.population,
            operation: sample.operations[5], count: sample.count, theme: .dark)
        try check(figure, "distances-dark")
    }

    @Test func `the neighborhood of one picture`() throws {
        let image = MapSample().content().image
        let figure = Figure.transformation(
            from: try sample.distances(0, from: 16), to: try sample.distances(5, from: 16), of: 16,
            called: "cat, no. 116", in: sample.population,
            operations: (sample.operations[0], sample.operations[5]), count: sample.count, image: image,
            theme: .light)
        try check(figure, "transformation")
    }

    @Test func `nobody to compare with makes an empty figure, not a crash`() {
        let figure = Figure.stability(
            overlaps: [[], []], operations: Array(sample.operations.prefix(2)), count: 5,
            theme: .light)
        #expect(figure.size.x > 0 && figure.size.y > 0)
    }
}
