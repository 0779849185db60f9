import Datasets
import Foundation
import Testing

@Suite("Sidecar of a network")
struct SidecarTests {
    @Test("Every key is read")
    func everyKey() throws {
        let scratch = try Scratch()
        try scratch.write(
            """
            {"size": [2, 3], "mean": [0.5, 0.25, 0], "deviation": [1, 2, 3], "channelOrder": "BGR",
             "layout": "NHWC", "resize": "crop", "scaledSize": [4, 6], "interpolation": "bicubic",
             "labels": ["cat", "dog"], "meanings": ["Purrs.", "Barks."],
             "groups": {"pets": [1, 0]}, "layerNames": {"Conv_0": "first"}, "input": "picture", "classes": false,
             "inputs": {"step": 0.5, "flags": [[true, false], [0, 2]], "noise": "noise.npy"}, "license": "free", "author": 1}
            """, as: "net.json")
        let model = scratch.folder.appendingPathComponent("net.onnx")
        let sidecar = try #require(try Sidecar.read(beside: model))
        #expect(sidecar.size == [2, 3])
        #expect(sidecar.mean == [0.5, 0.25, 0] && sidecar.deviation == [1, 2, 3])
        #expect(sidecar.channelOrder == .bgr && sidecar.layout == .channelsLast && sidecar.resize == .crop)
        #expect(sidecar.scaledSize == [4, 6] && sidecar.interpolation == .bicubic)
        #expect(sidecar.labels == ["cat", "dog"] && sidecar.meanings == ["Purrs.", "Barks."])
        #expect(sidecar.groups == ["pets": [1, 0]] && sidecar.layerNames == ["Conv_0": "first"])
        #expect(sidecar.input == "picture" && sidecar.classes == false)
        #expect(sidecar.inputs?["step"] == .numbers([0.5], shape: []))
        #expect(sidecar.inputs?["flags"] == .numbers([1, 0, 0, 2], shape: [2, 2]))
        guard case .file(let noise)? = sidecar.inputs?["noise"] else {
            Issue.record("\(String(describing: sidecar.inputs))")
            return
        }
        #expect(noise.path == scratch.folder.appendingPathComponent("noise.npy").path)
        #expect(sidecar.unknownKeys == ["author", "license"])
    }

    @Test("No sidecar is no error, and an empty one says nothing")
    func nothing() throws {
        let scratch = try Scratch()
        let model = scratch.folder.appendingPathComponent("net.onnx")
        #expect(try Sidecar.read(beside: model) == nil)
        try scratch.write("{\"mean\": null}", as: "net.json")
        #expect(try Sidecar.read(beside: model) == Sidecar(file: "net.json"))
    }

    @Test("Labels may stand in a text file beside it, one a line")
    func labelFile() throws {
        let scratch = try Scratch()
        let url = try scratch.write("{\"labels\": \"names.txt\"}", as: "net.json")
        try scratch.write("\u{FEFF}cat \r\n\r\nPersian cat\r\n\r\n", as: "names.txt")
        #expect(try Sidecar.read(url).labels == ["cat", "", "Persian cat"])
        try FileManager.default.removeItem(at: scratch.folder.appendingPathComponent("names.txt"))
        expectError("names.txt cannot be read: no such file or directory.", url)
    }

    @Test(
        "A wrong type or count is an error that names the key",
        arguments: [
            ("\"mean\": [1, 2]", "\"mean\" must be a list of 1 or 3 numbers, one a channel"),
            (
                "\"mean\": [1], \"channelOrder\": \"RGB\"",
                "\"mean\" must be a list of 3 numbers, one a channel"
            ),
            ("\"mean\": [true, 1, 2]", "\"mean\" must be a list of 1 or 3 numbers, one a channel"),
            ("\"mean\": [1, 2], \"channelOrder\": \"gray\"", "\"mean\" must be a list of 1 number"),
            (
                "\"deviation\": [1, 0, 1]",
                "\"deviation\" must be a list of 1 or 3 numbers above 0, one a channel"
            ),
            (
                "\"mean\": [1, 2, 3], \"deviation\": [1]",
                "\"deviation\" must be as long as \"mean\", which has 3 numbers"
            ),
            ("\"size\": 224", "\"size\" must be a list of 2 whole numbers above 0, height and width"),
            ("\"size\": [224.5, 3]", "\"size\" must be a list of 2 whole numbers above 0, height and width"),
            ("\"size\": [0, 3]", "\"size\" must be a list of 2 whole numbers above 0, height and width"),
            ("\"channelOrder\": \"rgb\"", "\"channelOrder\" must be \"RGB\", \"BGR\" or \"gray\""),
            ("\"layout\": 1", "\"layout\" must be \"NCHW\" or \"NHWC\""),
            ("\"resize\": \"fit\"", "\"resize\" must be \"squash\" or \"crop\""),
            (
                "\"scaledSize\": 9",
                "\"scaledSize\" must be a list of 2 whole numbers above 0, height and width"
            ),
            (
                "\"interpolation\": 3",
                "\"interpolation\" must be \"nearest\", \"bilinear\", \"bicubic\" or \"lanczos\""
            ),
            (
                "\"labels\": [1]",
                "\"labels\" must be a list of names, or the name of a text file with one name a line"
            ),
            ("\"meanings\": {}", "\"meanings\" must be a list of sentences, one a class"),
            ("\"groups\": {\"a\": [-1]}", "\"groups\" must be an object of lists of class indices"),
            ("\"layerNames\": {\"a\": 1}", "\"layerNames\" must be an object of names"),
        ])
    func wrongValue(entries: String, complaint: String) throws {
        let scratch = try Scratch()
        expectError("net.json: \(complaint).", try scratch.write("{\(entries)}", as: "net.json"))
    }

    @Test("Written values are read again, and what else a sidecar says stays")
    func writing() throws {
        let scratch = try Scratch()
        let url = try scratch.write(
            "{\"labels\": [\"a\", \"b\"], \"author\": 7, \"mean\": [9]}", as: "net.json")
        let preprocessing = Preprocessing(width: 4, height: 4, values: .caffe)
        try Sidecar.writeValues(of: preprocessing, to: url)
        let sidecar = try Sidecar.read(url)
        #expect(sidecar.mean == ValueRange.caffe.mean && sidecar.deviation == ValueRange.caffe.deviation)
        #expect(sidecar.channelOrder == .bgr && sidecar.labels == ["a", "b"])
        #expect(sidecar.unknownKeys == ["author"])
        let fresh = scratch.folder.appendingPathComponent("fresh.json")
        try Sidecar.writeValues(of: Preprocessing(width: 4, height: 4, values: .torchvision), to: fresh)
        #expect(try String(contentsOf: fresh, encoding: .utf8).contains("0.485,"))
        #expect(
            try Preprocessing(inputShape: [1, 3, 4, 4], sidecar: Sidecar.read(fresh)).valueRange
                == .torchvision)
    }

    @Test("A file that is no sidecar is not written over")
    func writingOverOthers() throws {
        let scratch = try Scratch()
        let url = try scratch.write("[1, 2]", as: "net.json")
        let preprocessing = Preprocessing(width: 4, height: 4, values: .caffe)
        #expect(throws: SidecarError.notAnObject(file: "net.json")) {
            try Sidecar.writeValues(of: preprocessing, to: url)
        }
        try scratch.write("{\"0\": \"cat\"}", as: "net.json")
        #expect(throws: SidecarError.notAnObject(file: "net.json")) {
            try Sidecar.writeValues(of: preprocessing, to: url)
        }
        let missing = scratch.folder.appendingPathComponent("missing/net.json")
        #expect(throws: SidecarError.unwritable(file: "net.json")) {
            try Sidecar.writeValues(of: preprocessing, to: missing)
        }
    }

    @Test("What is not JSON, or no object, is an error")
    func notJSON() throws {
        let scratch = try Scratch()
        expectError("a.json is not valid JSON.", try scratch.write("{\"mean\": [", as: "a.json"))
        expectError("b.json is not valid JSON.", try scratch.write("", as: "b.json"))
        expectError(
            "c.json: the sidecar must be an object in braces, with keys and values.",
            try scratch.write("[1]", as: "c.json"))
    }

    private func expectError(_ sentence: String, _ url: URL) {
        do throws(SidecarError) {
            _ = try Sidecar.read(url)
            Issue.record("no error, but expected: \(sentence)")
        } catch {
            #expect(error.description == sentence)
        }
    }
}
