import Datasets
import Testing

@testable import Desktop

@Suite struct ClassSearchTests {
    private func labels() throws -> Labels {
        var sidecar = Sidecar(file: "names.json")
        sidecar.labels = ["football", "soccer ball", "Ball python", "dog", "ballpoint pen"]
        return try Labels(sidecar, classCount: 5)
    }

    @Test func `names that begin with what is typed come first, then words that do, then the others`() throws
    {
        let labels = try labels()
        #expect(ClassSearch.classes("ball", labels, count: 8) == [2, 4, 1, 0])
        #expect(ClassSearch.classes(" BALL ", labels, count: 2) == [2, 4])
    }

    @Test func `nothing typed finds nothing, and neither does nonsense`() throws {
        let labels = try labels()
        #expect(ClassSearch.classes("  ", labels, count: 8).isEmpty)
        #expect(ClassSearch.classes("xyz", labels, count: 8).isEmpty)
    }
}
