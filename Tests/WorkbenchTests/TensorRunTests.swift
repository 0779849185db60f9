import Foundation
import Tensors
import Testing

@testable import Workbench

@Suite struct TensorRunTests {
    private struct Entry: Decodable {
        let name: String
        let file: String
        let shape: [Int]
        let type: String
    }

    private func model() throws -> URL {
        try #require(ShippedFiles.assets).appending(path: "Models/digits.onnx")
    }

    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test("The manifest lists every file with its name, shape and type")
    func writesManifest() throws {
        try inFolder { folder in
            let input = folder.appending(path: "x.npy")
            try NPY.encoded(Tensor(shape: [1, 1, 32, 32], repeating: 0.5)).write(to: input)
            let count = try TensorRun(model: try model(), input: input, everyNode: true).write(to: folder)
            let manifest = try Data(contentsOf: folder.appending(path: "manifest.json"))
            let entries = try JSONDecoder().decode([Entry].self, from: manifest)
            #expect(entries.count == count && count > 5)
            for entry in entries {
                let file = try Data(contentsOf: folder.appending(path: entry.file))
                switch try NPY.decoded(file) {
                case .float(let tensor): #expect(tensor.shape == entry.shape && entry.type == "float32")
                case .integer(let tensor): #expect(tensor.shape == entry.shape && entry.type == "int64")
                }
            }
        }
    }

    @Test("An array without numbers is refused by its name")
    func refusesEmpty() throws {
        try inFolder { folder in
            let input = folder.appending(path: "x.npy")
            try NPY.encoded(Tensor(shape: [0, 1, 32, 32])).write(to: input)
            let error = #expect(throws: TensorFileError.self) {
                try TensorRun(model: try model(), input: input, everyNode: false)
            }
            #expect(error?.description == "x.npy holds no numbers.")
        }
    }

    @Test("Further inputs take values, and all but one must have one")
    func furtherInputs() throws {
        let model = try OpenNetwork("conditioned_script")
        let input = try model.write(NPY.encoded(Tensor(shape: [1, 3, 16, 16], repeating: 0.5)), as: "x.npy")
        let constants = InputSetting.constants(
            ["sigma=0", "step=1", "mask=1"].compactMap(InputSetting.init))
        try inFolder { folder in
            let run = try TensorRun(model: model.url, input: input, everyNode: false, inputs: constants)
            #expect(try run.write(to: folder) == 1)
            // With a sigma of 0 the picture comes out as it was.
            let file = try Data(contentsOf: folder.appending(path: "0-output.npy"))
            #expect(try NPY.decoded(file) == .float(Tensor(shape: [1, 3, 16, 16], repeating: 0.5)))
        }
        let error = #expect(throws: FurtherInputError.self) {
            try TensorRun(
                model: model.url, input: input, everyNode: false, inputs: ["sigma": .numbers([0], shape: [])])
        }
        #expect(
            error?.description.contains("give all others a value (--input-value NAME=NUMBER|FILE.npy)")
                == true)
    }
}
