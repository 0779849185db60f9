import Foundation
import Tensors
import Testing

@Suite struct NPYTests {
    /// np.save of np.array([[1, -2.5]], np.float32), byte by byte as numpy 2.4 writes it.
    private static let saved: Data = {
        let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }"
        let header = text + String(repeating: " ", count: 117 - text.utf8.count) + "\n"
        let start: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 0x76, 0]
        return Data(start + Array(header.utf8) + [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0])
    }()

    @Test func aFileOfNumpyIsRead() throws {
        #expect(try NPY.decoded(Self.saved) == .float(Tensor(shape: [1, 2], values: [1, -2.5])))
    }

    @Test("What is written is read again", arguments: [[], [3], [2, 3], [0, 4], [1, 2, 3, 4]])
    func roundTrip(shape: [Int]) throws {
        let count = shape.reduce(1, *)
        let floats = Tensor(shape: shape, values: (0..<count).map { Float($0) / 3 })
        #expect(try NPY.decoded(NPY.encoded(floats)) == .float(floats))
        let integers = IntegerTensor(shape: shape, values: (0..<count).map { $0 - 1 })
        #expect(try NPY.decoded(NPY.encoded(integers)) == .integer(integers))
    }

    @Test func theElementsBeginAtAMultipleOf64Bytes() {
        for extent in [1, 10, 1_000_000] {
            let file = NPY.encoded(IntegerTensor(shape: [0, extent], values: []))
            #expect(file.count % 64 == 0)
            #expect(file.last == UInt8(ascii: "\n"))
        }
    }

    @Test(
        "Other bytes are refused",
        arguments: [
            Data(), Data("not an array at all".utf8), saved.prefix(40), saved.dropLast(),
            Data(String(decoding: saved.prefix(128), as: Unicode.ASCII.self).utf8),
        ])
    func otherBytes(file: Data) {
        #expect(throws: NPY.FormatError.self) { try NPY.decoded(file) }
    }

    @Test(
        "Headers that cannot be used are refused",
        arguments: [
            ("(1, 2)", "(-1, 2)"), ("(1, 2)", "(4611686018427387904, 4)"), ("False", "True "), ("<f4", "<c8"),
        ])
    func badHeaders(part: String, replacement: String) {
        let text = String(decoding: Self.saved.dropFirst(10).prefix(118), as: UTF8.self)
            .replacing(part, with: replacement)
        let file =
            Self.saved.prefix(8) + Data([UInt8(text.utf8.count), 0]) + Data(text.utf8) + Self.saved.suffix(8)
        #expect(throws: NPY.FormatError.self) { try NPY.decoded(file) }
    }
}
