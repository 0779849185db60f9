import Foundation
import Testing

@testable import Datasets

/// One small file for each way in which class names are written down.
@Suite("Files of class names")
struct LabelFileTests {
    private func read(_ text: String, as name: String = "labels.txt") throws -> ClassNames? {
        let scratch = try Scratch()
        let url = try scratch.write(text, as: name)
        // The folder goes with the last use of it.
        return try withExtendedLifetime(scratch) { try LabelFile.read(url, file: name) }
    }

    @Test(
        "Every usual way to write three names down is understood",
        arguments: [
            "cat\ndog\ngreat white shark\n",
            "\u{FEFF}cat\r\ndog\r\ngreat white shark\r\n\r\n",
            "0 cat\n1 dog\n2 great white shark",
            "0: cat\n1: dog\n2: great white shark",
            "0:'cat',\n1:'dog',\n2:'great white shark'",
            "1,cat\n2,dog\n3,great white shark",
            "2\tgreat white shark\n0\tcat\n1\tdog",
            "id,name\n0,cat\n1,dog\n2,great white shark",
            "0;\"cat\"\n1;\"dog\"\n2;\"great white shark\"",
            "n02121808 cat\nn02084071 dog\nn01484850 great white shark",
            "n02121808,cat\nn02084071,dog\nn01484850,great white shark",
            "0,n02121808,cat\n1,n02084071,dog\n2,n01484850,great white shark",
            "{0: 'cat', 1: \"dog\", 2: 'great white shark'}",
            "{0: 'cat',\n 1: 'dog',\n 2: 'great white shark'}\n",
            "[\"cat\", \"dog\", \"great white shark\"]",
            "{\"0\": \"cat\", \"1\": \"dog\", \"2\": \"great white shark\"}",
            """
            {"0": ["n02121808", "cat"], "1": ["n02084071", "dog"], "2": ["n01484850", "great_white_shark"]}
            """,
            "[[\"n02121808\", \"cat\"], [\"n02084071\", \"dog\"], [\"n01484850\", \"great_white_shark\"]]",
            "{\"great white shark\": 2, \"cat\": 0, \"dog\": 1}",
            """
            [{"id": 2, "name": "great white shark"}, {"id": 0, "name": "cat"}, {"id": 1, "name": "dog"}]
            """,
            """
            {"model_type": "resnet", "id2label": {"1": "dog", "0": "cat", "2": "great white shark"}}
            """,
            "{\"label_names\": [\"cat\", \"dog\", \"great white shark\"], \"num_classes\": 3}",
            "{\"classes\": [\"cat\", \"dog\", \"great white shark\"]}",
        ])
    func everyWay(text: String) throws {
        #expect(try read(text)?.names == ["cat", "dog", "great white shark"])
    }

    @Test("Of synonyms the first becomes the name, and all of them the meaning")
    func synonyms() throws {
        let names = try #require(
            try read("n01440764 tench, Tinca tinca\nn01443537 goldfish, Carassius auratus\nn01503061 bird"))
        #expect(names.names == ["tench", "goldfish", "bird"])
        #expect(names.meanings == ["tench, Tinca tinca", "goldfish, Carassius auratus", "bird"])
    }

    @Test("No two classes get the same name from their synonyms")
    func ambiguousSynonyms() throws {
        let names = try #require(try read("crane, bird\ncrane, machine\nheron, bird"))
        #expect(names.names == ["crane, bird", "crane, machine", "heron"])
    }

    @Test("A comma in one name among many makes no list of synonyms of it")
    func commas() throws {
        let names = try #require(try read("cat\nsalt, pepper\ndog\ncow"))
        #expect(names.names == ["cat", "salt, pepper", "dog", "cow"] && names.meanings == nil)
    }

    @Test("Digits are names, blank lines are classes without one, and a number may begin a name")
    func oddNames() throws {
        #expect(try read("0\n1\n2\n")?.names == ["0", "1", "2"])
        #expect(try read("cat\n\ndog")?.names == ["cat", "", "dog"])
        #expect(try read("2 cats\n7 dogs")?.names == ["2 cats", "7 dogs"])
    }

    @Test("timm's descriptions are the meanings, and names in place of WordNet's numbers")
    func timm() throws {
        let described = try read(
            "{\"label_names\": [\"a\", \"b\"], \"label_descriptions\": {\"a\": \"an A\", \"b\": \"a B\"}}")
        #expect(described?.names == ["a", "b"] && described?.meanings == ["an A", "a B"])
        let numbers = try read(
            """
            {"label_names": ["n01440764", "n01443537"],
             "label_descriptions": {"n01440764": "tench, Tinca tinca", "n01443537": "goldfish, Carassius auratus"}}
            """)
        #expect(numbers?.names == ["tench", "goldfish"])
    }

    @Test("Quotes and backslashes in Python's dictionaries are undone")
    func escapes() throws {
        #expect(
            try read("{0: 'jack-o\\'-lantern', 1: \"cat's eye\"}")?.names == ["jack-o'-lantern", "cat's eye"])
    }

    @Test("Gaps in the numbers, or no names at all, are no list of classes")
    func notNames() throws {
        #expect(try read("{\"0\": \"cat\", \"2\": \"dog\"}") == nil)
        #expect(try read("{\"model_type\": \"resnet\", \"hidden\": [1, 2]}") == nil)
        #expect(try read("") == nil)
        #expect(throws: SidecarError.notJSON(file: "labels.json")) {
            try read("{\"0\": \"cat\",", as: "labels.json")
        }
        #expect(try read("{0: 'cat'}", as: "labels.json")?.names == ["cat"])
    }

    @Test("A property of the model may have them as Python, JSON or with commas")
    func properties() {
        for text in ["{0: 'cat', 1: 'dog'}", "[\"cat\", \"dog\"]", "cat, dog", "cat\ndog"] {
            #expect(LabelFile.read(text: text)?.names == ["cat", "dog"], "\(text)")
        }
    }
}
