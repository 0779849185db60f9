import Foundation
import Testing

@testable import Workbench

@Suite struct ConformanceSkipListTests {
    private let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func list(_ text: String) throws -> ConformanceSkipList {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "convoscope-\(UUID().uuidString).txt")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try ConformanceSkipList(at: file)
    }

    @Test("A line is a name and a reason; remarks and empty lines say nothing")
    func reads() throws {
        let list = try list("# a remark\n\nconv_1d  needs a day off\nsplit\tis tired\n")
        #expect(list.reason(for: "conv_1d") == "needs a day off")
        #expect(list.reason(for: "split") == "is tired")
        #expect(list.reason(for: "#") == nil && list.reason(for: "quantize") == nil)
    }

    @Test("A case without a reason is refused by its name")
    func reasonIsMissing() {
        #expect(throws: ConformanceError.noReason(case: "split")) { try list("conv_1d late\nsplit\n") }
    }

    @Test("Cases of the list are skipped, with its reason")
    func skips() throws {
        let cases = repository.appending(path: "Tests/Fixtures/Conformance/split")
        let report = try ConformanceReport(of: cases, skipping: list("split is tired"))
        #expect(report.lines == ["skipped  split: is tired"])
        #expect(report.summary == "0 passed, 0 failed, 1 skipped")
    }

    @Test("The list of the repository can be read")
    func ownList() throws {
        let list = try ConformanceSkipList(at: repository.appending(path: "Tools/conformance-skips.txt"))
        #expect(list.reason(for: "test_training_dropout") == "training mode: the result is random")
    }
}
