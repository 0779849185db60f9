import Datasets

/// What the further inputs of a network are fed, by name.
public typealias InputConstants = [String: InputConstant]

/// What one further input is fed, as the command line writes it: `name=0.5`, `name=1,0` or `name=file.npy`.
public struct InputSetting: Sendable, Hashable {
    /// The input's name.
    public let name: String
    /// What it is fed.
    public let constant: InputConstant

    /// The setting that a word of the command line says; nil where it has no name or no value.
    public init?(_ argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex,
            sign < argument.index(before: argument.endIndex)
        else { return nil }
        name = String(argument[..<sign])
        constant = InputConstant(argument: String(argument[argument.index(after: sign)...]))
    }

    /// All of several settings; the last one of a name counts.
    public static func constants(_ settings: [InputSetting]) -> InputConstants {
        Dictionary(settings.map { ($0.name, $0.constant) }) { _, last in last }
    }
}
