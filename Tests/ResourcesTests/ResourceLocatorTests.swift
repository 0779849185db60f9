import Foundation
import Testing

@testable import Resources

struct ResourceLocatorTests {
    private func candidates(_ override: String?) -> [String] {
        ResourceLocator.candidates(
            executable: URL(fileURLWithPath: "/opt/tool/bin/convoscope"), override: override,
            sourceFile: URL(fileURLWithPath: "/home/a/src/Sources/Resources/ResourceLocator.swift")
        ).map(\.path)
    }

    @Test func theShareFolderComesBeforeTheFoldersAboveAndTheSources() {
        #expect(
            candidates(nil) == [
                "/opt/tool/share/convoscope", "/opt/tool/bin", "/opt/tool", "/opt", "/home/a/src",
            ])
    }

    @Test func anOverrideComesFirst() {
        #expect(candidates("/data").first == "/data")
        #expect(candidates("") == candidates(nil))
    }

    @Test func theProgramsFilesAreFoundFromHere() throws {
        #expect(try ResourceLocator.standard.text("Shaders/Common/common.glsl").contains("premultiplied"))
    }
}
