import Foundation

/// What a further input of a network is fed with every picture, as a sidecar or a command line says it.
public enum InputConstant: Sendable, Hashable {
    /// Numbers in row-major order; the shape `[]` is one number, which fills the input whatever its shape.
    case numbers([Double], shape: [Int])
    /// A .npy file.
    case file(URL)

    /// What a word of the command line says: a number, numbers with commas between them, or else the name of a file.
    public init(argument: String) {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = words.compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }.filter(\.isFinite)
        guard numbers.count == words.count else {
            self = .file(URL(filePath: argument))
            return
        }
        self = .numbers(numbers, shape: numbers.count == 1 ? [] : [numbers.count])
    }

    /// - Parameter folder: where files are that are named without a path.
    init?(_ value: JSONValue, folder: URL) {
        if let name = value.string {
            self = .file(URL(fileURLWithPath: name, relativeTo: folder))
            return
        }
        var numbers: [Double] = []
        guard let shape = Self.collect(value, into: &numbers) else { return nil }
        self = .numbers(numbers, shape: shape)
    }

    /// Adds the numbers of a value; returns its shape, nil where it is no array of numbers.
    private static func collect(_ value: JSONValue, into numbers: inout [Double]) -> [Int]? {
        switch value {
        case .number(let number):
            numbers.append(number)
            return []
        case .bool(let isTrue):
            numbers.append(isTrue ? 1 : 0)
            return []
        case .list(let values):
            let shapes = values.map { collect($0, into: &numbers) }
            guard let first = shapes.first, let inner = first, shapes.allSatisfy({ $0 == inner }) else {
                return nil
            }
            return [values.count] + inner
        case .null, .string, .object: return nil
        }
    }
}
