/// Any JSON value, so that a wrong type can be named instead of failing to decode.
enum JSONValue: Decodable, Equatable {
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
