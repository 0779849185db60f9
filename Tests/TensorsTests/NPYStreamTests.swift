import Foundation
import Tensors
import Testing

@Suite struct NPYStreamTests {
    private func withFile(_ body: (_ file: URL, _ names: () throws -> [String]) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "npy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appending(path: "a.npy")) {
            try FileManager.default.contentsOfDirectory(atPath: folder.path)
        }
    }

    private let rows = [
        Tensor(shape: [1, 3], values: [1, 2, 3]), Tensor(shape: [2, 3], values: [4, 5, 6, 7, 8, 9]),
    ]

    @Test("Pieces become the file that is written at once, which has its name only when it is full")
    func pieces() throws {
        try withFile { file, names in
            try Data("old".utf8).write(to: file)
            let stream = try NPYStream(file, shape: [3, 3])
            for row in rows { try stream.append(row) }
            #expect(try Data(contentsOf: file) == Data("old".utf8))
            try stream.close()
            #expect(
                try Data(contentsOf: file)
                    == NPY.encoded(Tensor(shape: [3, 3], values: (1...9).map(Float.init))))
            #expect(try names() == ["a.npy"])
        }
    }

    @Test("A file that lacks elements is refused, and nothing is left of it")
    func lacking() throws {
        try withFile { file, names in
            do {
                let stream = try NPYStream(file, shape: [3, 3])
                try stream.append(rows[0])
                #expect(throws: NPY.FormatError.self) { try stream.close() }
            }
            #expect(try names().isEmpty)
        }
    }

    @Test("A file that is given up leaves nothing")
    func givenUp() throws {
        try withFile { file, names in
            do { try NPYStream(file, shape: [3, 3]).append(rows[0]) }
            #expect(try names().isEmpty)
        }
    }
}
