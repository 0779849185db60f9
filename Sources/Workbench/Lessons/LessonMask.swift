import Occlusion

/// A mask in a lesson's file: rectangles and ellipses in plain keys, which a person may write; other shapes as the
/// program keeps them.
public struct LessonMask: Sendable, Equatable, Codable {
    /// The mask.
    public let part: MaskPart

    /// A mask.
    public init(_ part: MaskPart) { self.part = part }

    private enum Key: String, CodingKey {
        case kind, x, y, width, height, shape, effect, fill, seed
    }

    private enum Kind: String, Codable { case rectangle, ellipse, picture, shape }
    private enum EffectName: String, Codable { case hides, shows, inverts }

    /// Reads a mask.
    public init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: Key.self)
        func rectangle() throws -> PixelRectangle {
            PixelRectangle(
                x: try keys.decode(Int.self, forKey: .x), y: try keys.decode(Int.self, forKey: .y),
                width: try keys.decode(Int.self, forKey: .width),
                height: try keys.decode(Int.self, forKey: .height))
        }
        let shape: MaskShape =
            switch try keys.decode(Kind.self, forKey: .kind) {
            case .rectangle: .rectangle(try rectangle())
            case .ellipse: .ellipse(try rectangle())
            case .picture: .everything
            case .shape: try keys.decode(MaskShape.self, forKey: .shape)
            }
        let effect: MaskPart.Effect =
            switch try keys.decodeIfPresent(EffectName.self, forKey: .effect) ?? .hides {
            case .hides: .hides(try Self.fill(keys))
            case .shows: .shows
            case .inverts: .inverts(try Self.fill(keys))
            }
        part = MaskPart(shape, effect)
    }

    private static func fill(_ keys: KeyedDecodingContainer<Key>) throws -> Fill {
        let name = try keys.decodeIfPresent(String.self, forKey: .fill) ?? "black"
        let seed = try keys.decodeIfPresent(UInt64.self, forKey: .seed) ?? 0
        guard let fill = Fill(name: name, seed: seed) else {
            throw DecodingError.dataCorruptedError(
                forKey: .fill, in: keys, debugDescription: "there is no fill \"\(name)\"")
        }
        return fill
    }

    /// Writes the mask.
    public func encode(to encoder: any Encoder) throws {
        var keys = encoder.container(keyedBy: Key.self)
        func write(_ kind: Kind, _ rectangle: PixelRectangle) throws {
            try keys.encode(kind, forKey: .kind)
            try keys.encode(rectangle.x, forKey: .x)
            try keys.encode(rectangle.y, forKey: .y)
            try keys.encode(rectangle.width, forKey: .width)
            try keys.encode(rectangle.height, forKey: .height)
        }
        switch part.shape {
        case .rectangle(let rectangle): try write(.rectangle, rectangle)
        case .ellipse(let rectangle): try write(.ellipse, rectangle)
        case .everything: try keys.encode(Kind.picture, forKey: .kind)
        case .stroke, .polygon, .region:
            try keys.encode(Kind.shape, forKey: .kind)
            try keys.encode(part.shape, forKey: .shape)
        }
        let effect: EffectName =
            switch part.effect {
            case .hides: .hides
            case .shows: .shows
            case .inverts: .inverts
            }
        try keys.encode(effect, forKey: .effect)
        try keys.encodeIfPresent(part.fill?.name, forKey: .fill)
        try keys.encodeIfPresent(part.fill?.seed, forKey: .seed)
    }
}
