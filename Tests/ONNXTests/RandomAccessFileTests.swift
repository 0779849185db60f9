import Foundation
import Inference
import Testing
import Tensors

@testable import ONNX

@Suite struct RandomAccessFileTests {
    @Test("Parts are read from any place, and not beyond the end")
    func readsParts() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write(Data(0..<100), as: "f.bin")
        let file = try #require(RandomAccessFile(url))
        #expect(file.byteCount == 100)
        #expect(file.bytes(in: 13..<17) == Data([13, 14, 15, 16]))
        #expect(file.bytes(in: 50..<50) == Data())
        #expect(file.bytes(in: 90..<101) == nil)
        #expect(RandomAccessFile(folder.url.appendingPathComponent("none")) == nil)
    }

    @Test func aFileThatHasBecomeShorterIsNoticed() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write(Data(count: 3 << 20), as: "f.bin")
        let file = try #require(RandomAccessFile(url))
        let part = FilePart(file: file, range: 1..<3 << 20)
        var bytes = [UInt8](repeating: 9, count: part.range.count)
        #expect(bytes.withUnsafeMutableBytes { part.read(into: $0, on: Workers(count: 2)) })
        #expect(bytes.allSatisfy { $0 == 0 })
        try FileHandle(forWritingTo: url).truncate(atOffset: 2 << 20)
        #expect(!bytes.withUnsafeMutableBytes { part.read(into: $0, on: Workers(count: 2)) })
    }
}
