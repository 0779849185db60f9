import Datasets
import Foundation
import Testing

@Suite("Classes of the data and of the network")
struct ClassMatchTests {
    private let scratch: Scratch
    private var model: URL { scratch.folder.appendingPathComponent("net.onnx") }

    init() throws { scratch = try Scratch() }

    private func labels(_ names: [String]) throws -> Labels {
        let list = try JSONEncoder().encode(["labels": names])
        try list.write(to: scratch.folder.appendingPathComponent("net.json"))
        return try Labels.find(
            beside: model, sidecar: try Sidecar.read(beside: model), classCount: names.count)
    }

    @Test("Names match whatever their case, blanks, hyphens and underscores")
    func names() throws {
        let match = ClassMatch(
            ["Soccer-Ball", "alarm_clock", "Tiger", "unicorn"],
            labels: try labels(["tiger", "soccer ball", "alarm clock", "owl"]))
        #expect(match.networkClasses == [1, 2, 0, nil] && match.unmatched == ["unicorn"])
        #expect(match.remark == "1 of the data's 4 classes is not among the network's: unicorn.")
    }

    @Test("One of several synonyms is enough, unless two classes have it")
    func synonyms() throws {
        try scratch.write(
            "n02123045 tabby, tabby cat\nn02012849 crane\nn03126707 crane, derrick\n", as: "labels.txt")
        let found = try Labels.find(beside: model, sidecar: nil, classCount: 3)
        #expect(found.names == ["tabby", "crane", "crane, derrick"])
        let match = ClassMatch(["Tabby Cat", "tabby", "crane", "derrick"], labels: found)
        #expect(match.networkClasses == [0, 0, 1, 2] && match.remark == nil)
    }

    @Test("Digits and their words are the same classes")
    func words() throws {
        let digits = try labels((0...9).map { "\($0)" })
        #expect(ClassMatch(["seven", "0", "Three"], labels: digits).networkClasses == [7, 0, 3])
        let words = try labels(["zero", "one", "two"])
        #expect(ClassMatch(["2", "0"], labels: words).networkClasses == [2, 0])
    }

    @Test("Numbers are the network's outputs where no name fits and all are below their number")
    func numbers() throws {
        let clothes = try labels(["shirt", "coat", "boot"])
        #expect(ClassMatch(["0", "2"], labels: clothes).networkClasses == [0, 2])
        #expect(ClassMatch(["0", "3"], labels: clothes).networkClasses == [nil, nil])
        #expect(ClassMatch(["0", "hat"], labels: clothes).networkClasses == [nil, nil])
        #expect(ClassMatch(["1"], labels: Labels(classCount: 2)).networkClasses == [1])
    }

    @Test(
        "WordNet's numbers are found in the files beside the model, in any of their forms",
        arguments: [
            ("synset_words.txt", "n01440764 tench, Tinca tinca\nn02123045 tabby\nn02012849 crane\n"),
            ("synset.txt", "n01440764\nn02123045\nn02012849\n"),
            ("labels.csv", "0,n01440764,tench\n2,n02012849,crane\n1,n02123045,tabby\n"),
            (
                "imagenet_class_index.json",
                "{\"0\": [\"n01440764\", \"tench\"], \"2\": [\"n02012849\", \"crane\"], \"1\": [\"n02123045\", \"tabby\"]}"
            ),
            (
                "config.json",
                "{\"label_names\": [\"n01440764\", \"n02123045\", \"n02012849\"], \"label_descriptions\": {\"n01440764\": \"tench\"}}"
            ),
        ])
    func wordNet(file: String, text: String) throws {
        try scratch.write(text, as: file)
        let labels = try labels(["a", "b", "c"])
        let data = ["n02012849", "n01440764", "n09999999"]
        let match = ClassMatch(data, labels: labels, model: model)
        #expect(match.networkClasses == [2, 0, nil] && match.unmatched == ["n09999999"])
    }

    @Test(
        "Without such a file, all of ImageNet's classes are in the order of their numbers, and fewer are not known"
    )
    func imageNet() throws {
        let ids = (0..<1000).map { "n\(10_000_000 + $0 * 7)" }
        let thousand = ClassMatch(ids.reversed(), labels: Labels(classCount: 1000), model: model)
        #expect(thousand.networkClasses == (0..<1000).reversed().map { $0 })
        let background = ClassMatch(ids, labels: Labels(classCount: 1001), model: model)
        #expect(background.networkClasses.first == 1 && background.networkClasses.last == 1000)
        let few = ClassMatch(Array(ids.prefix(10)), labels: Labels(classCount: 1000), model: model)
        #expect(few.networkClasses == [Int?](repeating: nil, count: 10))
        #expect(few.remark?.hasPrefix("None of the data's 10 classes is among the network's: n1") == true)
        #expect(few.remark?.contains("synset_words.txt") == true)
    }
}
