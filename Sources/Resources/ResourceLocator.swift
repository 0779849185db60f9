import Foundation

/// Finds the files that ship with the program: `Shaders/` and `Assets/`.
///
/// Looked at in this order: the folder named by `CONVOSCOPE_RESOURCES`; `../share/convoscope` beside the
/// binary's folder, where an installed program has them; every folder above the binary, which finds the source
/// tree from any build folder inside it; and the source tree that this file was compiled from. The working
/// directory plays no part.
public struct ResourceLocator: Sendable {
    /// The folders to look in, best first.
    public let roots: [URL]

    /// A locator that looks in the given folders.
    public init(roots: [URL]) {
        self.roots = roots
    }

    /// The locator of the running program.
    public static let standard = ResourceLocator(
        roots: candidates(
            executable: URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath(),
            override: ProcessInfo.processInfo.environment["CONVOSCOPE_RESOURCES"],
            sourceFile: URL(fileURLWithPath: #filePath)))

    /// Where the file or folder lies, such as `Assets/Fonts/Inter-Regular.ttf`.
    ///
    /// - Throws: `ResourceError.missing`.
    public func url(_ name: String) throws -> URL {
        for root in roots {
            let url = root.appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: url.path) { return url }
        }
        throw ResourceError.missing(name)
    }

    /// The file as text.
    ///
    /// - Throws: `ResourceError.missing`.
    public func text(_ name: String) throws -> String {
        let url = try url(name)
        guard let text = try? String(contentsOf: url, encoding: .utf8) else {
            throw ResourceError.missing(name)
        }
        return text
    }

    /// The folders of the standard locator, before it is known which exist.
    static func candidates(executable: URL, override: String?, sourceFile: URL) -> [URL] {
        var roots: [URL] = []
        if let override, !override.isEmpty { roots.append(URL(fileURLWithPath: override)) }
        var folder = executable.deletingLastPathComponent()
        roots.append(folder.deletingLastPathComponent().appendingPathComponent("share/convoscope"))
        while folder.path != "/" {
            roots.append(folder)
            folder = folder.deletingLastPathComponent()
        }
        let sources = sourceFile.deletingLastPathComponent().deletingLastPathComponent()
        return roots + [sources.deletingLastPathComponent()]
    }
}

/// A file that ships with the program is missing, or cannot be read.
public enum ResourceError: Error, CustomStringConvertible, Equatable {
    /// The file, such as `Assets/Fonts/Inter-Regular.ttf`.
    case missing(String)

    /// One sentence that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .missing(let name):
            "The file \(name) of the program is missing; install it again, or run it from its source folder."
        }
    }
}
