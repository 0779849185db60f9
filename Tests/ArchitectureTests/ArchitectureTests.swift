import Foundation
import Testing

/// The map of the house is true: the README's module table, the targets and the imports agree.
@Suite struct ArchitectureTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Which of our own Swift modules each module may import, as the README's table orders them.
    private let allowedImports: [String: Set<String>] = [
        "Tensors": [],
        "Inference": ["Tensors"],
        "ONNX": ["Inference", "Tensors"],
        "Analysis": ["Tensors"],
        "Datasets": ["Tensors"],
        "Occlusion": ["Analysis", "Datasets", "Inference", "Tensors"],
        "Samples": ["Analysis", "Datasets", "Inference", "Tensors"],
        "Resources": [],
        "Rendering": ["Resources"],
        "Workbench": [
            "Analysis", "Datasets", "Inference", "ONNX", "Occlusion", "Rendering", "Resources", "Samples",
            "Tensors",
        ],
        "Scenes": [
            "Analysis", "Datasets", "Inference", "Occlusion", "Rendering", "Samples", "Tensors", "Workbench",
        ],
        "Desktop": [
            "Analysis", "Datasets", "Inference", "Occlusion", "Rendering", "Resources", "Samples", "Scenes",
            "Tensors",
            "Workbench",
        ],
        "convoscope": ["Desktop", "Occlusion", "Samples", "Workbench"],
    ]

    /// Which module may import a C module; one that is not listed here is open to nobody.
    private let allowedBridges: [String: Set<String>] = [
        "CGLFW": ["Desktop"],
        "CInterface": ["Desktop"],
        "CGL": ["Rendering", "Desktop"],
        "CFreeType": ["Rendering"],
        "CPNG": ["Rendering"],
        "CGraphviz": ["Scenes"],
        "COpenBLAS": ["Tensors", "Inference"],
        "CKernels": ["Analysis", "Inference", "Tensors"],
        "CPixbuf": ["Datasets"],
        "CZlib": ["Datasets"],
        "CSVM": ["Analysis"],
    ]

    @Test("Every module imports only what lies below it")
    func importsGoDownOnly() throws {
        for (module, allowed) in allowedImports {
            for (file, imported) in try imports(of: module) where allowedImports[imported] != nil {
                #expect(allowed.contains(imported), "\(module)/\(file) imports \(imported)")
            }
        }
    }

    @Test("Libraries are reached through one module each")
    func librariesAreReachedThroughTheirModule() throws {
        for module in allowedImports.keys {
            for (file, imported) in try imports(of: module) where imported.wholeMatch(of: /C[A-Z]\w+/) != nil
            {
                let owners = try #require(
                    allowedBridges[imported], "\(module)/\(file) imports \(imported), which has no owner")
                #expect(owners.contains(module), "\(module)/\(file) imports \(imported)")
            }
        }
    }

    @Test("The folders of Sources, the targets and the README's table name the same modules")
    func tableIsTrue() throws {
        let folders = Set(try FileManager.default.contentsOfDirectory(atPath: path("Sources").path))
        let manifest = try String(contentsOf: path("Package.swift"), encoding: .utf8)
        let targets = Set(
            manifest.matches(of: /\.(?:executableTarget|target)\(\s*name: "(\w+)"/).map {
                String($0.output.1)
            }
        ).subtracting(["TestSupport"])
        let readme = try String(contentsOf: path("README.md"), encoding: .utf8)
        let table = Set(readme.matches(of: /(?m)^\| `(\w+)` \|/).map { String($0.output.1) })

        #expect(folders.subtracting(["SystemLibraries"]) == targets)
        #expect(table == targets.union(["SystemLibraries"]))
        #expect(Set(allowedImports.keys).isSubset(of: targets))
    }

    @Test("No source file is longer than 500 lines")
    func filesAreShort() throws {
        for folder in ["Sources", "Tests"] {
            for file in swiftFiles(under: path(folder)) where !file.lastPathComponent.hasSuffix(".pb.swift") {
                let lines = try String(contentsOf: file, encoding: .utf8).split(
                    separator: "\n", omittingEmptySubsequences: false)
                #expect(lines.count <= 501, "\(file.lastPathComponent) has \(lines.count) lines")
            }
        }
    }

    private func path(_ name: String) -> URL { root.appending(path: name) }

    private func imports(of module: String) throws -> [(file: String, module: String)] {
        let files = swiftFiles(under: path("Sources/\(module)"))
        #expect(!files.isEmpty, "Sources/\(module) has no Swift files")
        return try files.flatMap { file in
            try String(contentsOf: file, encoding: .utf8)
                .matches(of: /(?m)^\s*(?:@\w+ )*(?:\w+ )?import (?:struct |class |func |enum )?(\w+)/)
                .map { (file.lastPathComponent, String($0.output.1)) }
        }
    }

    private func swiftFiles(under folder: URL) -> [URL] {
        guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            return []
        }
        return walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }
}
