import Foundation

/// Any JSON value, so that a wrong type can be named instead of failing to decode.
enum JSONValue: Codable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }

    /// Reads a small file.
    ///
    /// - Throws: `SidecarError.unreadable`, `.notJSON`.
    static func read(_ url: URL, file: String) throws(SidecarError) -> JSONValue {
        let content = try TextFile.content(of: url, file: file)
        guard let value = JSONValue(content) else { throw .notJSON(file: file) }
        return value
    }

    /// The value that a text spells; nil where it is not JSON.
    init?(_ content: Data) {
        do {
            self = try JSONDecoder().decode(JSONValue.self, from: content)
        } catch {
            return nil
        }
    }

    /// Whether it is neither a list nor an object.
    var isScalar: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }

    /// The value of a key, where this is an object that has it and it is not null.
    subscript(key: String) -> JSONValue? {
        guard case .object(let values) = self, let value = values[key], value != .null else { return nil }
        return value
    }

    var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    var number: Float? {
        guard case .number(let value) = self, Float(value).isFinite else { return nil }
        return Float(value)
    }

    var integer: Int? {
        guard case .number(let value) = self else { return nil }
        return Int(exactly: value)
    }

    /// A number, or a list of numbers.
    var numbers: [Float]? { number.map { [$0] } ?? list { $0.number } }

    /// The elements, if this is a list and `element` reads each of them.
    func list<Element>(of element: (JSONValue) -> Element?) -> [Element]? {
        guard case .list(let values) = self else { return nil }
        let elements = values.compactMap(element)
        return elements.count == values.count ? elements : nil
    }

    /// The entries, if this is an object and `element` reads each of its values.
    func object<Element>(of element: (JSONValue) -> Element?) -> [String: Element]? {
        guard case .object(let values) = self else { return nil }
        let elements = values.compactMapValues(element)
        return elements.count == values.count ? elements : nil
    }
}
