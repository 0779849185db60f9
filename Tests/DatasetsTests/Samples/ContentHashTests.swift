import Datasets
import Testing

@Suite("Hashes of contents")
struct ContentHashTests {
    private func hash(_ bytes: [UInt8]) -> String {
        var hash = ContentHash()
        bytes.withUnsafeBytes { hash.add($0) }
        return hash.text
    }

    @Test("The same bytes have the same hash, and any bit changes it")
    func bits() {
        let bytes = (0..<61).map { UInt8($0 * 3) }
        var seen: Set<String> = [hash(bytes)]
        #expect(hash(bytes) == seen.first)
        for bit in 0..<bytes.count * 8 {
            var other = bytes
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            seen.insert(hash(other))
        }
        #expect(seen.count == bytes.count * 8 + 1)
        #expect(seen.allSatisfy { $0.count == 32 })
    }

    @Test("Zeros of another number, other portions and another order are told apart")
    func lengths() {
        let lengths = Set((0..<40).map { hash([UInt8](repeating: 0, count: $0)) })
        #expect(lengths.count == 40)
        var (ab, ba) = (ContentHash(), ContentHash())
        ["a", "b"].forEach { ab.add($0) }
        ["b", "a"].forEach { ba.add($0) }
        var whole = ContentHash()
        whole.add("ab")
        #expect(Set([ab.text, ba.text, whole.text]).count == 3)
    }
}
