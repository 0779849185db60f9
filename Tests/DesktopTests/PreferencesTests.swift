import Foundation
import Testing
import Workbench

@testable import Desktop

@Suite struct PreferencesTests {
    @Test func whatIsWrittenIsReadAgain() throws {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "\(UUID().uuidString)/preferences.json")
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        var preferences = Preferences()
        preferences.theme = "dark"
        preferences.textScale = 1.3
        preferences.recentModels = ["/models/a.onnx"]
        preferences.write(to: file)
        let read = Preferences.read(from: file)
        #expect(read.theme == "dark")
        #expect(read.textScale == 1.3)
        #expect(read.recentModels == ["/models/a.onnx"])
        #expect(read.camera == nil)
    }

    @Test(arguments: [
        ("(<<uint32 1>>,)\n", ThemeName.dark), ("(<<uint32 2>>,)", .light), ("(<<uint32 0>>,)", .light),
        ("'prefer-dark'\n", .dark), ("'default'", .light),
    ]) func theDesktopsThemeIsUnderstood(answer: String, theme: ThemeName) {
        #expect(SystemTheme.theme(in: answer) == theme)
    }

    @Test(arguments: ["", "No such interface", "uint32 ?"]) func noAnswerIsNone(answer: String) {
        #expect(SystemTheme.theme(in: answer) == nil)
    }

    @Test func aDamagedFileIsNoReasonToStop() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("{\"theme\": 3".utf8).write(to: file)
        #expect(Preferences.read(from: file).theme == nil)
        #expect(Preferences.read(from: URL(filePath: "/nowhere/preferences.json")).theme == nil)
    }
}
