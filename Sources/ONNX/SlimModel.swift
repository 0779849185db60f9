import Foundation

/// A model file taken apart: the message without its large weights, and where in the file those lie.
///
/// The protobuf library would copy every weight out of the file's bytes. Here only the message is read; the weights
/// are later read straight to where they are used. A message is a row of fields, each a tag, mostly a length, and
/// the content; only the way from the model over the graph to its initialisers is walked.
/// Source: https://protobuf.dev/programming-guides/encoding/ and onnx.proto.
struct SlimModel {
    /// The serialised model; the weights are missing in it.
    let message: Data
    /// By position among the graph's initialisers: the raw data that was left out.
    let weights: [Int: FilePart]

    /// - Parameter smallest: fewer bytes of raw data stay in the message.
    /// - Returns: nil where the bytes cannot be followed; the protobuf library knows best why.
    init?(_ file: RandomAccessFile, smallest: Int = 16 << 10) {
        var walk = Walk(fields: FieldReader(file), smallest: smallest)
        guard let pieces = walk.model(0..<file.byteCount), let message = pieces.joined(from: file) else {
            return nil
        }
        self.message = message
        weights = walk.weights.mapValues { FilePart(file: file, range: $0) }
    }
}

/// The numbers of the fields that are followed.
private enum FieldNumber {
    static let graph = 7
    static let initializer = 5
    static let rawData = 9
}

/// Goes through the messages and leaves out what is large.
private struct Walk {
    var fields: FieldReader
    let smallest: Int
    var weights: [Int: Range<Int>] = [:]
    private var initializerCount = 0

    init(fields: FieldReader, smallest: Int) {
        self.fields = fields
        self.smallest = smallest
    }

    mutating func model(_ range: Range<Int>) -> Pieces? {
        replacing(FieldNumber.graph, in: range) { $0.graph($1) }
    }

    private mutating func graph(_ range: Range<Int>) -> Pieces? {
        replacing(FieldNumber.initializer, in: range) { $0.initializer($1) }
    }

    /// The message in `range`, the fields called `number` replaced by what `content` makes of them.
    private mutating func replacing(
        _ number: Int, in range: Range<Int>, content: (inout Walk, Range<Int>) -> Pieces?
    ) -> Pieces? {
        var result = Pieces()
        var place = range.lowerBound
        while place < range.upperBound {
            guard let field = fields.field(at: place, before: range.upperBound) else { return nil }
            place = field.content.upperBound
            if field.number == number, field.hasLength {
                guard let replacement = content(&self, field.content) else { return nil }
                result.append(replacement, asField: number)
            } else {
                result.append(field.start..<place)
            }
        }
        return result
    }

    private mutating func initializer(_ range: Range<Int>) -> Pieces? {
        defer { initializerCount += 1 }
        var raw: [Field] = []
        var place = range.lowerBound
        while place < range.upperBound {
            guard let field = fields.field(at: place, before: range.upperBound) else { return nil }
            place = field.content.upperBound
            if field.number == FieldNumber.rawData { raw.append(field) }
        }
        var result = Pieces()
        // Of a field that comes several times the last one counts: rare enough to be left to the library.
        guard raw.count == 1, let field = raw.first, field.hasLength, field.content.count >= smallest else {
            result.append(range)
            return result
        }
        weights[initializerCount] = field.content
        result.append(range.lowerBound..<field.start)
        result.append(field.content.upperBound..<range.upperBound)
        return result
    }
}

/// A field of a message: places in the file.
private struct Field {
    let number: Int
    /// Where its tag begins.
    let start: Int
    let content: Range<Int>
    /// Whether its content is bytes, a text or a message.
    let hasLength: Bool
}

/// Reads tags and lengths through a small window of the file.
private struct FieldReader {
    private let file: RandomAccessFile
    private var window = Data()
    private var windowStart = 0
    private static let windowLength = 4 << 10

    init(_ file: RandomAccessFile) { self.file = file }

    /// The field at `place`; nil where it is malformed, reaches beyond `end`, or is of the old kind of groups.
    mutating func field(at place: Int, before end: Int) -> Field? {
        var next = place
        guard let tag = number(at: &next, before: end), let number = Int(exactly: tag >> 3), number > 0 else {
            return nil
        }
        switch tag & 7 {
        case 0:
            let start = next
            guard self.number(at: &next, before: end) != nil else { return nil }
            return Field(number: number, start: place, content: start..<next, hasLength: false)
        case 1: return fixed(8, number, from: place, content: next, before: end)
        case 5: return fixed(4, number, from: place, content: next, before: end)
        case 2:
            guard let length = self.number(at: &next, before: end), length <= UInt64(end - next) else {
                return nil
            }
            return Field(number: number, start: place, content: next..<next + Int(length), hasLength: true)
        default: return nil
        }
    }

    private func fixed(_ width: Int, _ number: Int, from start: Int, content: Int, before end: Int) -> Field?
    {
        guard content + width <= end else { return nil }
        return Field(number: number, start: start, content: content..<content + width, hasLength: false)
    }

    /// A number of variable length, seven bits a byte, the lowest first.
    private mutating func number(at place: inout Int, before end: Int) -> UInt64? {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard place < end, let byte = byte(at: place) else { return nil }
            place += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return result }
        }
        return nil
    }

    private mutating func byte(at place: Int) -> UInt8? {
        if !(windowStart..<windowStart + window.count).contains(place) {
            let end = min(place + Self.windowLength, file.byteCount)
            guard place < end, let bytes = file.bytes(in: place..<end) else { return nil }
            (window, windowStart) = (bytes, place)
        }
        return window[window.startIndex + place - windowStart]
    }
}

/// A message put together from bytes of the file and a few new ones.
private struct Pieces {
    private enum Piece {
        case new(Data)
        case old(Range<Int>)
    }
    private var pieces: [Piece] = []
    private var byteCount = 0

    mutating func append(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        byteCount += range.count
        if case .old(let last) = pieces.last, last.upperBound == range.lowerBound {
            pieces[pieces.count - 1] = .old(last.lowerBound..<range.upperBound)
        } else {
            pieces.append(.old(range))
        }
    }

    /// Adds `content` as a field with a length.
    mutating func append(_ content: Pieces, asField number: Int) {
        let header = Self.encoded(UInt64(number) << 3 | 2) + Self.encoded(UInt64(content.byteCount))
        pieces.append(.new(header))
        pieces += content.pieces
        byteCount += header.count + content.byteCount
    }

    /// All bytes; nil where the file has become shorter.
    func joined(from file: RandomAccessFile) -> Data? {
        var result = Data(capacity: byteCount)
        for piece in pieces {
            switch piece {
            case .new(let bytes): result.append(bytes)
            case .old(let range):
                guard let bytes = file.bytes(in: range) else { return nil }
                result.append(bytes)
            }
        }
        return result
    }

    private static func encoded(_ number: UInt64) -> Data {
        var (rest, bytes) = (number, Data())
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return bytes
    }
}
