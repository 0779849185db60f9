import Foundation

/// Elements of a tensor that lie in a file of their own, beside the model.
struct ExternalData {
    private let tensorName: String
    private let location: String
    private let offset: Int
    private let length: Int?
    private let folder: URL

    /// Reads the keys `location`, `offset` and `length` of the tensor.
    init(_ tensor: Onnx_TensorProto, folder: URL) throws {
        let keys = Dictionary(tensor.externalData.map { ($0.key, $0.value) }) { first, _ in first }
        tensorName = tensor.name
        self.folder = folder
        location = keys["location"] ?? ""
        offset = try Self.number(keys["offset"], of: tensor.name) ?? 0
        length = try Self.number(keys["length"], of: tensor.name)
    }

    /// Where the bytes lie, of which the tensor's shape asks for `byteCount`.
    func part(byteCount: Int) throws -> FilePart {
        guard length == nil || length == byteCount else {
            throw invalid("its \(length ?? 0) bytes in \(location) do not fit its shape (\(byteCount) bytes)")
        }
        guard let file = RandomAccessFile(try checkedFile()) else {
            throw invalid("\(location) may not be opened")
        }
        guard offset <= file.byteCount, byteCount <= file.byteCount - offset else {
            throw invalid(
                "\(location) is too short: \(byteCount) bytes from \(offset) on are needed, of \(file.byteCount)"
            )
        }
        return FilePart(file: file, range: offset..<offset + byteCount)
    }

    /// The file; it must lie in the model's folder: a model from a stranger reads nothing else.
    private func checkedFile() throws -> URL {
        let base = folder.standardizedFileURL.resolvingSymlinksInPath()
        let parts = location.split(separator: "/", omittingEmptySubsequences: false)
        guard !location.isEmpty, !parts.contains(".."), !location.hasPrefix("/") else {
            throw invalid("the weights file \"\(location)\" lies outside the model's folder")
        }
        let url = base.appendingPathComponent(location).resolvingSymlinksInPath()
        guard url.path.hasPrefix(base.path == "/" ? "/" : base.path + "/") else {
            throw invalid("the weights file \"\(location)\" lies outside the model's folder")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular else {
            throw invalid("the weights file \(location), which belongs beside the model, is missing")
        }
        return url
    }

    private static func number(_ text: String?, of tensor: String) throws -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw ONNXError.invalidTensor(name: tensor, reason: "its place \"\(text)\" is not a number")
        }
        return number
    }

    private func invalid(_ reason: String) -> ONNXError {
        .invalidTensor(name: tensorName, reason: reason)
    }
}
