import Testing

@testable import Datasets

@Suite struct ClassSearchTests {
    private let labels: Labels

    init() throws {
        var sidecar = Sidecar(file: "net.json")
        sidecar.labels = ["dog", "soccer ball", "crane", "tiger cat", "crane", "7"]
        labels = try Labels(sidecar, classCount: 6)
    }

    private func index(_ words: String) throws -> Int { try labels.classIndex(of: words, classCount: 6) }

    @Test func `a class is found by its name, whatever its capitals, else by its index`() throws {
        #expect(try index("Soccer Ball") == 1)
        #expect(try index("4") == 4)
        #expect(try index("7") == 5)
    }

    @Test func `an unknown name is an error that says what is near`() {
        #expect(throws: ClassSearchError.unknown("dgo", near: ["dog"])) { try index("dgo") }
        #expect(throws: ClassSearchError.unknown("cat", near: ["tiger cat"])) { try index("cat") }
        #expect(throws: ClassSearchError.unknown("zeppelin", near: [])) { try index("zeppelin") }
        #expect(
            ClassSearchError.unknown("cat", near: ["tiger cat"]).description
                == "The network has no class \"cat\": did you mean tiger cat?")
        #expect(ClassSearchError.unknown("x", near: ["a", "b", "c"]).description.hasSuffix("a, b or c?"))
    }

    @Test func `a name that several classes have must be an index`() throws {
        #expect(throws: ClassSearchError.ambiguous("crane", indices: [2, 4])) { try index("crane") }
    }

    @Test func `an index beyond the classes is an error`() {
        #expect(throws: ClassSearchError.outside(6, classCount: 6)) { try index("6") }
        #expect(throws: ClassSearchError.outside(-1, classCount: 6)) { try index("-1") }
    }
}
