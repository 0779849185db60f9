import Datasets
import Testing

@Suite("Sets of samples")
struct SampleSetTests {
    private static func picture(_ grey: UInt8) -> Picture {
        Picture(width: 2, height: 1, red: grey, green: grey, blue: grey)
    }

    private let set = SampleSet(
        name: "variants", classNames: ["a", "b"], pictures: (0..<6).map(Self.picture),
        labels: [0, 1, 0, nil, 0, 0])

    @Test("Pictures in memory are a set like any other")
    func inMemory() throws {
        #expect(set.samples.map(\.name) == ["0", "1", "2", "3", "4", "5"])
        #expect(set.samples.map(\.label) == [0, 1, 0, nil, 0, 0])
        #expect(try set.picture(4) == Self.picture(4) && set.url == nil && set.skipped.isEmpty)
        let named = SampleSet(
            name: "variants", classNames: [], pictures: [Self.picture(0)], labels: [nil], names: ["whole"])
        #expect(named.samples.first?.name == "whole" && named.fingerprint != set.fingerprint)
    }

    @Test("A part keeps the classes and has a fingerprint of its own")
    func subset() throws {
        let part = set.subset([4, 1], name: "two")
        #expect(part.name == "two" && part.classNames == ["a", "b"])
        #expect(try part.samples.map(\.name) == ["4", "1"] && part.picture(0) == Self.picture(4))
        #expect(part.fingerprint != set.fingerprint && part.fingerprint == set.subset([4, 1]).fingerprint)
        #expect(try part.subset([1]).picture(0) == Self.picture(1))
    }

    @Test("A limit takes as many of every class, spread evenly")
    func limited() {
        #expect(set.limited(perClass: 2).samples.map(\.name) == ["0", "1", "3", "4"])
        #expect(set.limited(perClass: 4).fingerprint == set.fingerprint)
    }
}
