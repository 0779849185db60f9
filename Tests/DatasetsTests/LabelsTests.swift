import Datasets
import Testing

@Suite("Labels")
struct LabelsTests {
    @Test("Without names a class has its number")
    func defaults() throws {
        let labels = try Labels(nil, classCount: 18)
        #expect(labels.name(of: 17) == "class 17" && labels.name(of: 99) == "class 99")
        #expect(labels.meaning(of: 3) == nil && labels.groups.isEmpty)
        #expect(try Labels(Sidecar(file: "n.json"), classCount: 18) == labels)
    }

    @Test("Names, meanings and groups are the sidecar's")
    func named() throws {
        var sidecar = Sidecar(file: "n.json")
        sidecar.labels = ["cat", "dog"]
        sidecar.meanings = ["Purrs.", "Barks."]
        sidecar.groups = ["pets": [1, 0, 1]]
        let labels = try Labels(sidecar, classCount: 2)
        #expect(labels.name(of: 1) == "dog" && labels.meaning(of: 0) == "Purrs.")
        #expect(labels.groups == ["pets": [0, 1]])
    }

    @Test("A count that does not fit the network is an error in one sentence")
    func counts() {
        var labels = Sidecar(file: "n.json")
        labels.labels = (0..<39).map { "\($0)" }
        expectError("The sidecar names 39 labels, but the network has 40 outputs.", labels, classCount: 40)
        var meanings = Sidecar(file: "n.json")
        meanings.meanings = ["One."]
        expectError("The sidecar names 1 meaning, but the network has 2 outputs.", meanings, classCount: 2)
        var groups = Sidecar(file: "n.json")
        groups.groups = ["pets": [0, 40]]
        expectError(
            "n.json: \"groups\" puts class 40 into \"pets\", but the network's classes are 0 to 39.", groups,
            classCount: 40)
    }

    private func expectError(_ sentence: String, _ sidecar: Sidecar, classCount: Int) {
        do throws(SidecarError) {
            _ = try Labels(sidecar, classCount: classCount)
            Issue.record("no error, but expected: \(sentence)")
        } catch {
            #expect(error.description == sentence)
        }
    }
}
