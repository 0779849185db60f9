import Datasets
import Foundation
import Testing

@Suite("Labels beside a model")
struct LabelSearchTests {
    private let scratch: Scratch
    private var model: URL { scratch.folder.appendingPathComponent("net.onnx") }

    init() throws { scratch = try Scratch() }

    private func labels(_ classCount: Int, properties: [String: String] = [:]) throws -> Labels {
        try Labels.find(
            beside: model, sidecar: try Sidecar.read(beside: model), properties: properties,
            classCount: classCount)
    }

    private func lines(_ count: Int) -> String { (0..<count).map { "thing \($0)\n" }.joined() }

    @Test("The first file that fits is taken: the model's own, its metadata, then the folder's")
    func order() throws {
        #expect(try labels(2).origin == nil)
        #expect(try labels(2).sourceWords == "none found: classes have numbers")
        try scratch.write("plum\npear\n", as: "imagenet_classes.txt")
        #expect(try labels(2).origin == .file("imagenet_classes.txt"))
        try scratch.write("{\"id2label\": {\"0\": \"cat\", \"1\": \"dog\"}}", as: "config.json")
        #expect(try labels(2).name(of: 1) == "dog")
        let metadata = try labels(2, properties: ["names": "{0: 'sun', 1: 'moon'}"])
        #expect(metadata.name(of: 1) == "moon" && metadata.sourceWords == "from the model's metadata")
        try scratch.write("one\ntwo\n", as: "net.labels.txt")
        #expect(try labels(2, properties: ["names": "{0: 'sun', 1: 'moon'}"]).name(of: 0) == "one")
        try scratch.write("{\"labels\": [\"left\", \"right\"]}", as: "net.json")
        #expect(try labels(2).origin == .sidecar(file: "net.json"))
        #expect(try labels(2).sourceWords == "from net.json")
    }

    @Test("A file that does not fit is passed over for one that does")
    func passesOver() throws {
        try scratch.write(lines(3), as: "labels.txt")
        try scratch.write(lines(2), as: "synset.txt")
        let labels = try labels(2)
        #expect(labels.origin == .file("synset.txt") && labels.remark == nil)
    }

    @Test("Where none fits, one sentence says so and the classes have numbers")
    func noneFits() throws {
        try scratch.write(lines(39), as: "labels.txt")
        let labels = try labels(40)
        #expect(labels.name(of: 3) == "class 3" && labels.origin == nil)
        #expect(
            labels.remark
                == "labels.txt names 39 classes for 40 outputs: the classes are shown by their numbers.")
    }

    @Test("A thousand labels for 1,001 outputs: the first output is the background")
    func background() throws {
        try scratch.write(lines(1000), as: "labels.txt")
        let labels = try labels(1001)
        #expect(labels.name(of: 0) == "background" && labels.name(of: 1000) == "thing 999")
        #expect(
            labels.remark
                == "labels.txt names 1,000 classes for 1,001 outputs: output 0 is taken for the background.")
    }

    @Test("A label for the background too many is left out, another one is not")
    func backgroundLabel() throws {
        try scratch.write("background\n" + lines(1000), as: "labels.txt")
        let labels = try labels(1000)
        #expect(labels.name(of: 0) == "thing 0")
        #expect(
            labels.remark
                == "labels.txt names 1,001 classes for 1,000 outputs: the first, \"background\", is left out."
        )
        try scratch.write(lines(1001), as: "labels.txt")
        #expect(try self.labels(1000).origin == nil)
    }

    @Test("The background is recognised in a sidecar's labels too, with their meanings")
    func backgroundInSidecar() throws {
        try scratch.write("{\"labels\": [\"background\", \"cat\", \"dog\"]}", as: "net.json")
        #expect(try labels(2).names == ["cat", "dog"])
        try scratch.write(
            "{\"labels\": [\"background\", \"cat\", \"dog\"], \"meanings\": [\"-\", \"Purrs.\", \"Barks.\"]}",
            as: "net.json")
        #expect(try labels(2).meaning(of: 1) == "Barks.")
    }

    @Test("Numbered placeholders are no labels")
    func placeholders() throws {
        try scratch.write("{\"id2label\": {\"0\": \"LABEL_0\", \"1\": \"LABEL_1\"}}", as: "config.json")
        #expect(try labels(2).origin == nil)
    }

    @Test("A list of names in the sidecar's place is a list of names")
    func listInPlaceOfTheSidecar() throws {
        try scratch.write("{\"0\": \"cat\", \"1\": \"dog\"}", as: "net.json")
        #expect(try labels(2).origin == .file("net.json"))
        try scratch.write("[\"cat\", \"dog\", \"cow\"]", as: "net.json")
        #expect(try labels(3).names == ["cat", "dog", "cow"])
        #expect(try labels(2).remark?.hasPrefix("net.json names 3 classes for 2 outputs") == true)
    }

    @Test("A file that cannot be read is passed over with a sentence")
    func unreadable() throws {
        try Data([0xC3, 0x28, 0x0A, 0xFF]).write(to: scratch.folder.appendingPathComponent("labels.txt"))
        #expect(
            try labels(2).remark == "labels.txt cannot be read: it is not UTF-8 text. It was passed over.")
    }

    @Test("A sidecar names a file of any kind, and one without names is an error")
    func sidecarFile() throws {
        try scratch.write("{\"labels\": \"index.json\"}", as: "net.json")
        try scratch.write("{\"0\": [\"n1\", \"tench\"], \"1\": [\"n2\", \"gold_fish\"]}", as: "index.json")
        #expect(try labels(2).names == ["tench", "gold fish"])
        try scratch.write("{\"a\": {}}", as: "index.json")
        let error = #expect(throws: SidecarError.self) { try labels(2) }
        #expect(error?.description == "index.json cannot be read: it has no list of names.")
    }
}
