import Datasets
import Foundation
import Inference
import Tensors

/// A folder that results are written to, each file as a whole or not at all.
final class OutputFolder {
    let url: URL
    /// The names of the files that were written so far, in their order.
    private(set) var fileNames: [String] = []

    /// The folder, made if it is missing.
    ///
    /// - Throws: `OutputError.notWritable`.
    init(_ url: URL) throws {
        self.url = url
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw OutputError.notWritable(url.path)
        }
    }

    /// Checks that the folder is there or can be made, without making it: nobody wants to hear that after minutes.
    ///
    /// - Throws: `OutputError.notWritable`.
    static func requireWritable(_ url: URL) throws {
        let files = FileManager.default
        var place = url.standardizedFileURL
        while !files.fileExists(atPath: place.path), place.pathComponents.count > 1 {
            place.deleteLastPathComponent()
        }
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: place.path, isDirectory: &isFolder), isFolder.boolValue,
            files.isWritableFile(atPath: place.path)
        else { throw OutputError.notWritable(url.path) }
    }

    func write(_ data: Data, _ name: String) throws {
        let file = try place(of: name)
        do {
            try data.write(to: file, options: .atomic)
        } catch {
            throw OutputError.notWritable(file.path)
        }
        fileNames.append(name)
    }

    /// Takes away what an earlier run said about the folder, so that it never speaks of this one's files.
    func removeManifest(_ name: String) throws {
        let file = url.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        do {
            try FileManager.default.removeItem(at: file)
        } catch {
            throw OutputError.notWritable(file.path)
        }
    }

    /// Where a file goes that is written piece by piece.
    func placeToStream(_ name: String) throws -> URL {
        let file = try place(of: name)
        fileNames.append(name)
        return file
    }

    /// Where a file goes; its folder is made if it is missing.
    private func place(of name: String) throws -> URL {
        let file = url.appending(path: name)
        let folder = file.deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw OutputError.notWritable(folder.path)
        }
        return file
    }

    func write(json value: some Encodable, _ name: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // JSON has no infinities: what is not a number is `null`, and never costs the rest.
        let mark = "not a number, \(UUID().uuidString)"
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: mark, negativeInfinity: mark, nan: mark)
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        try write(Data(text.replacing("\"\(mark)\"", with: "null").utf8), name)
    }

    /// Writes a table under its name.
    func write(_ table: DataTable) throws { try write(table.csv, table.name + ".csv") }

    func write(_ tensor: Tensor, _ name: String) throws { try write(NPY.encoded(tensor), name) }

    func write(_ tensor: IntegerTensor, _ name: String) throws { try write(NPY.encoded(tensor), name) }

    func write(_ value: Value, _ name: String) throws {
        switch value {
        case .float(let tensor): try write(tensor, name)
        case .integer(let tensor): try write(NPY.encoded(tensor), name)
        }
    }

    func write(_ picture: Picture, _ name: String) throws {
        try PictureFile.writePNG(picture, to: try place(of: name))
        fileNames.append(name)
    }

    /// Writes a map, `[height, width]`, as a grey picture, its lowest value black and its highest white.
    func write(_ map: Tensor, pictureNamed name: String) throws {
        try write(Picture(grayscale: map), name)
    }

    /// A name that is safe in every file system: letters, digits, dots, hyphens and underscores.
    static func fileName(for name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) ? $0 : "_" })
    }
}

extension Picture {
    /// A map, `[height, width]`, its lowest value black and its highest white; a constant map is black, and so are
    /// pixels that are not finite.
    init(grayscale map: Tensor) {
        let pixels = map.withValues { values in
            let finite = values.lazy.filter(\.isFinite)
            let low = Double(finite.min() ?? 0)
            let range = Double(finite.max() ?? 0) - low
            return values.flatMap { value in
                let hasLevel = range > 0 && value.isFinite
                let level = hasLevel ? UInt8(((Double(value) - low) / range * 255).rounded()) : 0
                return [level, level, level]
            }
        }
        self.init(width: map.shape[1], height: map.shape[0], pixels: pixels)
    }
}

/// Results that cannot be written.
public enum OutputError: Error, CustomStringConvertible {
    /// The file or folder cannot be made.
    case notWritable(String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .notWritable(let path):
            "\(path) cannot be written: choose a folder that you may write to, with space left."
        }
    }
}
