import Foundation
import Testing
import Workbench

@testable import Desktop

@Suite struct PathDialogTests {
    /// A folder with two models, a picture, a text, a hidden file and a folder.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "paths-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "models"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["Vgg16.onnx", "vgg19.onnx", "dog.JPG", "notes.txt", ".hidden.onnx"] {
            try Data().write(to: folder.appending(path: name))
        }
        try body(folder.path + "/")
    }

    @Test func foldersComeFirstThenFittingFiles() throws {
        try withFolder { folder in
            let models = PathCompletion.list(folder, kind: .model).map(\.name)
            #expect(models == ["models", "Vgg16.onnx", "vgg19.onnx"])
            #expect(PathCompletion.list(folder, kind: .picture).map(\.name) == ["models", "dog.JPG"])
            #expect(
                PathCompletion.list(folder, kind: .any).map(\.name)
                    == ["models", "dog.JPG", "Vgg16.onnx", "vgg19.onnx"])
        }
    }

    @Test func whatIsTypedNarrowsTheList() throws {
        try withFolder { folder in
            let list = PathCompletion.list(folder + "vgg1", kind: .any)
            #expect(list.map(\.name) == ["Vgg16.onnx", "vgg19.onnx"])
            #expect(PathCompletion.list(folder + ".", kind: .any).map(\.name) == [".hidden.onnx"])
        }
    }

    @Test func tabTypesWhatAllHaveInCommon() throws {
        try withFolder { folder in
            let folders = PathCompletion.list(folder + "mod", kind: .model)
            #expect(PathCompletion.common(folders) == folder + "models/")
            #expect(PathCompletion.common([]) == nil)
        }
    }

    @Test func aFolderThatIsNotThereHasNothing() {
        #expect(PathCompletion.list("/nowhere/at/all/", kind: .any).isEmpty)
    }
}

@MainActor
@Suite struct FileDialogTests {
    /// A folder for the search path that holds the given programs.
    private func withPrograms(_ names: [String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in names {
            let file = folder.appending(path: name)
            try Data("#!/bin/sh\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        try body(folder.path)
    }

    @Test func zenityIsAskedBeforeKdialog() throws {
        try withPrograms(["kdialog", "zenity"]) { path in
            let (program, arguments) = try #require(
                FileDialog.command(.model, folder: URL(filePath: "/data"), searchPath: path))
            #expect(program.lastPathComponent == "zenity")
            #expect(arguments.contains("--file-filter=Open model | *.onnx *.ONNX"))
            #expect(arguments.contains("--filename=/data/"))
        }
    }

    @Test func kdialogServesWhereZenityIsMissing() throws {
        try withPrograms(["kdialog"]) { path in
            let (program, arguments) = try #require(
                FileDialog.command(.picture, folder: nil, searchPath: path))
            #expect(program.lastPathComponent == "kdialog")
            #expect(arguments.contains("--getopenfilename"))
        }
    }

    @Test(arguments: [("zenity", "--directory"), ("kdialog", "--getexistingdirectory")])
    func aFolderOfPicturesIsAskedForAsAFolder(program: String, option: String) throws {
        try withPrograms([program]) { path in
            let (found, arguments) = try #require(
                FileDialog.command(.dataFolder, folder: URL(filePath: "/data"), searchPath: path))
            #expect(found.lastPathComponent == program)
            #expect(arguments.contains(option))
            #expect(!arguments.contains { $0.hasPrefix("--file-filter") })
        }
    }

    @Test func withoutEitherThereIsNoDialog() throws {
        try withPrograms([]) { path in
            #expect(FileDialog.command(.model, folder: nil, searchPath: path) == nil)
        }
    }

    @Test(
        "The field of a new dialog has the keyboard before anything else happens", arguments: [true, false])
    @MainActor func takesKeys(isSelected: Bool) throws {
        try withProgram(AppState(), frames: 1) { program, target, send in
            try send([.key(.character("l"), isDown: true, .control)])
            let wake = try #require(program.wakeTime)
            target.bind()
            try program.draw(time: wake)
            #expect(program.frame.isTyping)
            try send([.key(.character("l"), isDown: false, [])])
            let before = try #require(program.frame.memory.pathDialog?.text)
            if isSelected {
                try send([.key(.character("a"), isDown: true, .control)])
                try send([.key(.character("a"), isDown: false, [])])
            }
            try send([.character("x")])
            for _ in 0..<3 { try send([]) }
            #expect(program.frame.memory.pathDialog?.text == (isSelected ? "x" : before + "x"))
        }
    }

    @Test("A whole path that is pasted behind another one counts alone")
    func pasted() {
        #expect(PathCompletion.meant("/home/me//data/x.onnx") == "/data/x.onnx")
        #expect(PathCompletion.meant("/home/me/~/x.onnx") == "~/x.onnx")
        #expect(PathCompletion.meant("/a//b//c") == "/c")
        for path in ["/home/me/", "~/x", "x", "", "/"] { #expect(PathCompletion.meant(path) == path) }
        // Whatever is typed, letter by letter, has a list.
        for path in ["", "x", "/", "/x", "~", "~x", ".", "..", "//", "a/", "\u{e9}"] {
            #expect(PathCompletion.list(path, kind: .any).count <= 200)
        }
        // Without a slash, of the folder that is worked in.
        let here = FileManager.default.currentDirectoryPath + "/"
        #expect(PathCompletion.list("t", kind: .any) == PathCompletion.list(here + "t", kind: .any))
        #expect(PathCompletion.list("t", kind: .any).contains { $0.name == "Tests" || $0.name == "Tools" })
    }
}
