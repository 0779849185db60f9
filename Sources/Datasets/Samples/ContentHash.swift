import Tensors

/// Tells whether bytes are the same as before: 128 bits, the same on every machine, no protection from forgery.
///
/// Two streams of multiplications and rotations over words of 8 bytes, each mixed at the end as SplitMix64 mixes.
public struct ContentHash: Sendable {
    private var first: UInt64 = 0x243F_6A88_85A3_08D3
    private var second: UInt64 = 0x1319_8A2E_0370_7344

    /// The hash of nothing.
    public init() {}

    /// Takes in bytes and how many they are; the same bytes in other portions make another hash.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        add(bytes.count)
        let wordCount = bytes.count / 8
        for word in 0..<wordCount {
            take(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)))
        }
        var rest: UInt64 = 0
        for index in wordCount * 8..<bytes.count { rest = rest << 8 | UInt64(bytes[index]) }
        take(rest)
    }

    /// Takes in a text.
    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// Takes in a number.
    public mutating func add(_ number: Int) { take(UInt64(bitPattern: Int64(number))) }

    private mutating func take(_ word: UInt64) {
        first = (first ^ word) &* 0x9E37_79B9_7F4A_7C15
        first ^= first >> 29
        second = (second &+ word) &* 0xBF58_476D_1CE4_E5B9
        second = second << 31 | second >> 33
    }

    /// 32 hexadecimal digits.
    public var text: String {
        [first, second &+ first].map { state in
            var mix = SplitMix64(seed: state)
            let digits = String(mix.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
