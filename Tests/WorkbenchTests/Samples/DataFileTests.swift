import Foundation
import Testing

@testable import Workbench

@Suite struct DataFileTests {
    @Test(arguments: [
        "labels.csv", "stack.NPY", "train-images-idx3-ubyte", "t10k-images.idx3-ubyte",
        "t10k-images-idx3-ubyte.gz",
    ])
    func `data sets are known by their names`(name: String) {
        #expect(DataFile.isOne(URL(filePath: "/nowhere/" + name)))
    }

    @Test(arguments: ["dog.png", "net.onnx", "notes.txt"])
    func `pictures and models are none`(name: String) {
        #expect(!DataFile.isOne(URL(filePath: "/nowhere/" + name)))
    }

    @Test func `a folder is one`() {
        #expect(DataFile.isOne(FileManager.default.temporaryDirectory))
    }

    @Test func `a word is a path, a shipped data set, or the pool`() {
        let folder = FileManager.default.temporaryDirectory.path
        #expect(DataRequest(folder) == .file(URL(filePath: folder)))
        #expect(DataRequest("digits") == .shipped("digits"))
        #expect(DataRequest("pool") == .pool)
        #expect(DataRequest("no such thing") == .file(URL(filePath: "no such thing")))
    }
}
