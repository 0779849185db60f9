import Foundation
import Testing

@testable import Workbench

/// The cases of Tests/Fixtures/Conformance, as Tools/record_conformance.py left them, and damaged copies of them.
@Suite struct ConformanceReportTests {
    private let cases = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/Conformance")

    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test("Every case passes but the one with text, which is skipped with the reason")
    func allPass() throws {
        let report = try ConformanceReport(of: cases)
        #expect(report.summary == "9 passed, 0 failed, 1 skipped")
        #expect(
            report.lines == [
                "skipped  text: The model uses StringConcat (node StringConcat), which Convoscope does not "
                    + "support yet."
            ])
    }

    @Test("A single case's folder is a suite of one")
    func oneCase() throws {
        let report = try ConformanceReport(of: cases.appending(path: "conv_1d"))
        #expect(report.summary == "1 passed, 0 failed, 0 skipped")
    }

    @Test("Other numbers than expected are a failure that says where", arguments: [0, 1])
    func wrongNumbers(set: Int) throws {
        try inFolder { folder in
            let copy = folder.appending(path: "average_pool")
            try FileManager.default.copyItem(at: cases.appending(path: "average_pool"), to: copy)
            let output = copy.appending(path: "test_data_set_\(set)/output_0.pb")
            var bytes = try Data(contentsOf: output)
            // The last byte holds the exponent of the last number.
            bytes[bytes.endIndex - 1] ^= 1
            try bytes.write(to: output)
            let report = try ConformanceReport(of: folder)
            #expect(report.summary == "0 passed, 1 failed, 0 skipped")
            let line = try #require(report.lines.first)
            #expect(
                line.hasPrefix("failed   average_pool: y0: ") && line.hasSuffix("1 of 36 differ"), "\(line)")
        }
    }

    @Test("A damaged model, a missing output and a missing data set are failures")
    func damagedCases() throws {
        try inFolder { folder in
            for name in ["quantize", "split", "conv_1d"] {
                try FileManager.default.copyItem(
                    at: cases.appending(path: name), to: folder.appending(path: name))
            }
            try Data([8, 9, 58, 99]).write(to: folder.appending(path: "quantize/model.onnx"))
            try FileManager.default.removeItem(at: folder.appending(path: "conv_1d/test_data_set_0"))
            try FileManager.default.removeItem(
                at: folder.appending(path: "split/test_data_set_0/input_0.pb"))
            let report = try ConformanceReport(of: folder)
            #expect(report.summary == "0 passed, 3 failed, 0 skipped")
            #expect(
                report.lines.map { $0.split(separator: ":")[0] }
                    == ["conv_1d", "quantize", "split"].map { "failed   \($0)" })
        }
    }

    @Test("A folder without cases is refused by its name")
    func noCases() throws {
        try inFolder { folder in
            #expect(throws: ConformanceError.noCases(folder.path)) { try ConformanceReport(of: folder) }
        }
    }
}
