import Datasets
import Testing

@testable import Desktop

@Suite struct LabelDialogTests {
    private func labels() throws -> Labels {
        var sidecar = Sidecar(file: "x.json")
        sidecar.labels = ["car, auto", "sports car", "cat", "dog", "bus"]
        sidecar.meanings = [
            "A road vehicle.", "A fast one.", "It purrs.", "It barks.", "A road vehicle for many.",
        ]
        return try Labels(sidecar, classCount: 5)
    }

    @Test("The search finds all its words in names and meanings, in any case")
    func search() throws {
        var dialog = LabelDialog()
        #expect(try dialog.found(in: labels()) == [0, 1, 2, 3, 4])
        for (text, found) in [("CAR", [0, 1]), ("road many", [4]), ("vehicle", [0, 4]), ("x", [])] {
            dialog.search = text
            #expect(try dialog.found(in: labels()) == found)
        }
    }

    @Test("A group that is not named gets its labels' first words")
    func names() throws {
        var dialog = LabelDialog()
        #expect(try dialog.groupName(of: [0, 1], labels: labels()) == "car + sports car")
        #expect(
            try dialog.groupName(of: [0, 1, 2, 3], labels: labels()) == "car + sports car + cat \u{2026}")
        dialog.name = "vehicles"
        #expect(try dialog.groupName(of: [0, 1], labels: labels()) == "vehicles")
    }
}
