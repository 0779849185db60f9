import Foundation
import Testing

@testable import Datasets

@Suite(".npy stacks")
struct ArraySamplesTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func reds(_ set: SampleSet, _ index: Int) throws -> [UInt8] {
        let pixels = try set.picture(index).pixels
        return stride(from: 0, to: pixels.count, by: 3).map { pixels[$0] }
    }

    @Test("Bytes [n, height, width] are pictures as they are")
    func bytes() throws {
        let file = try scratch.write(npy("|u1", [2, 1, 3], [0, 100, 255, 7, 8, 9]), to: "stack.npy")
        let set = try SampleSet.open(file)
        #expect(set.samples == [Sample(name: "0", label: nil), Sample(name: "1", label: nil)])
        #expect(try reds(set, 0) == [0, 100, 255] && reds(set, 1) == [7, 8, 9])
        #expect(try set.picture(1).width == 3 && set.picture(1).height == 1)
    }

    @Test("Rows of pixels are square pictures, grey or in three planes")
    func flattened() throws {
        let grey = try scratch.write(npy("|u1", [1, 4], [1, 2, 3, 255]), to: "grey.npy")
        #expect(try SampleSet.open(grey).picture(0).width == 2)
        #expect(try reds(SampleSet.open(grey), 0) == [1, 2, 3, 255])
        let planes: [UInt8] = [1, 2, 3, 4, 51, 52, 53, 54, 101, 102, 103, 255]
        let color = try scratch.write(npy("|u1", [1, 12], planes), to: "color.npy")
        #expect(try SampleSet.open(color).picture(0)[0, 1] == (3, 53, 103))
    }

    @Test("Channels lie last or first, and transparent pixels over white")
    func channels() throws {
        let last = try scratch.write(
            npy("|u1", [1, 1, 2, 3], [10, 20, 30, 40, 50, 255]), to: "last.npy")
        #expect(try SampleSet.open(last).picture(0).pixels == [10, 20, 30, 40, 50, 255])
        let first = try scratch.write(
            npy("|u1", [1, 3, 1, 2], [10, 40, 20, 50, 30, 255]), to: "first.npy")
        #expect(try SampleSet.open(first).picture(0).pixels == [10, 20, 30, 40, 50, 255])
        let opacity = try scratch.write(
            npy("|u1", [1, 1, 2, 4], [10, 20, 30, 0, 40, 50, 255, 255]), to: "opacity.npy")
        #expect(try SampleSet.open(opacity).picture(0).pixels == [255, 255, 255, 40, 50, 255])
    }

    @Test(
        "Numbers are levels by the range that they are in",
        arguments: [
            ([0, 0.5, 1], [0, 128, 255]), ([-0.02, 0.2, 1.01], [0, 51, 255]), ([-1, 0, 1], [0, 128, 255]),
            ([0, 100.4, 255], [0, 100, 255]), ([0, 8, 16], [0, 128, 255]),
            ([-9, 128, 262], [0, 128, 255]), ([0, 32_767.5, 65_535], [0, 128, 255]),
        ])
    func ranges(numbers: [Float], levels: [UInt8]) throws {
        let floats = try scratch.write(npy("<f4", [1, 1, 3], littleEndian(numbers)), to: "floats.npy")
        #expect(try reds(SampleSet.open(floats), 0) == levels)
        let doubles = try scratch.write(
            npy("<f8", [1, 1, 3], littleEndian(numbers.map { Double($0) })), to: "doubles.npy")
        #expect(try reds(SampleSet.open(doubles), 0) == levels)
    }

    @Test("Dark bytes are bytes")
    func darkBytes() throws {
        let file = try scratch.write(npy("|u1", [1, 1, 3], [0, 2, 5]), to: "dark.npy")
        #expect(try reds(SampleSet.open(file), 0) == [0, 2, 5])
    }

    @Test("Integers, truth values and halves are read too")
    func elements() throws {
        let wide = try scratch.write(npy("<i8", [1, 1, 2], littleEndian([0, 255] as [Int64])), to: "a.npy")
        #expect(try reds(SampleSet.open(wide), 0) == [0, 255])
        let truth = try scratch.write(npy("|b1", [1, 1, 2], [0, 1]), to: "b.npy")
        #expect(try reds(SampleSet.open(truth), 0) == [0, 255])
        // np.float16([0, 0.5, 1]).tobytes()
        let halves = try scratch.write(npy("<f2", [1, 1, 3], [0, 0, 0, 0x38, 0, 0x3C]), to: "c.npy")
        #expect(try reds(SampleSet.open(halves), 0) == [0, 128, 255])
    }

    @Test(
        "Labels are found beside the stack by name",
        arguments: [
            ("x_test.npy", "y_test.npy"), ("toys.npy", "toys-labels.npy"), ("toys.npy", "toys_labels.npy"),
            ("images.npy", "labels.npy"), ("X.npy", "y.npy"), ("train_images.npy", "train_labels.npy"),
        ])
    func labels(stack: String, labels: String) throws {
        try scratch.write(npy("|u1", [3, 1, 2], [0, 255, 0, 255, 0, 255]), to: stack)
        try scratch.write(npy("<i8", [3], littleEndian([7, 3, 7] as [Int64])), to: labels)
        for url in [scratch.folder, scratch.folder.appendingPathComponent(stack)] {
            let set = try SampleSet.open(url)
            #expect(set.classNames == ["3", "7"] && set.samples.map(\.label) == [1, 0, 1])
        }
    }

    @Test("Labels may be columns, words, rows with a one, floats, or a text")
    func kindsOfLabels() throws {
        let file = try scratch.write(npy("|u1", [2, 1, 2], [0, 255, 0, 255]), to: "images.npy")
        func classes(_ bytes: [UInt8], _ name: String = "l.npy") throws -> [String] {
            let set = try SampleSet.open(file, labels: scratch.write(bytes, to: name))
            return set.samples.map { $0.label.map { set.classNames[$0] } ?? "none" }
        }
        #expect(try classes(npy("|u1", [2, 1], [5, 4])) == ["5", "4"])
        #expect(try classes(npy("<f4", [2], littleEndian([5, 4] as [Float]))) == ["5", "4"])
        #expect(try classes(npy("<f4", [2, 3], littleEndian([0, 1, 0, 1, 0, 0] as [Float]))) == ["1", "0"])
        let wide =
            littleEndian("caté".unicodeScalars.map(\.value))
            + littleEndian([0x63, 0x6F, 0x77, 0] as [UInt32])
        #expect(try classes(npy("<U4", [2], wide)) == ["caté", "cow"])
        #expect(try classes(npy("|S3", [2], Array("catow".utf8) + [0])) == ["cat", "ow"])
        #expect(try classes(Array("label\nshoe\nbag\n".utf8), "l.csv") == ["shoe", "bag"])
        #expect(try classes(Array("id,label\n0,shoe\n1,bag\n".utf8), "l.csv") == ["shoe", "bag"])
    }

    @Test("Labels that cannot be used say why")
    func unusableLabels() throws {
        let file = try scratch.write(npy("|u1", [2, 1, 2], [0, 255, 0, 255]), to: "images.npy")
        for (bytes, reason) in [
            (npy("|u1", [3], [1, 2, 3]), "it has 3 labels for 2 pictures"),
            (npy("<f4", [2], littleEndian([0.5, 1] as [Float])), "0.5 is no whole number"),
            (npy("|O", [2], [1, 2]), "it holds Python objects; save numbers or words"),
            (
                npy("|u1", [2, 2], [1, 1, 0, 1]),
                "its shape is [2, 2], and its rows have not a single one each"
            ),
        ] {
            let labels = try scratch.write(bytes, to: "l.npy")
            #expect(throws: SampleError.labels(name: "l.npy", reason: reason)) {
                try SampleSet.open(file, labels: labels)
            }
        }
    }

    @Test("A folder of several stacks has a stack a class, as QuickDraw's")
    func classes() throws {
        try scratch.write(npy("|u1", [2, 4], [0, 1, 2, 255, 3, 4, 5, 255]), to: "full_numpy_bitmap_dog.npy")
        try scratch.write(npy("|u1", [1, 9], [9, 8, 7, 6, 5, 4, 3, 2, 255]), to: "ant.npy")
        let set = try SampleSet.open(scratch.folder)
        #expect(set.classNames == ["ant", "dog"])
        #expect(set.samples.map(\.name) == ["ant/0", "dog/0", "dog/1"])
        #expect(set.samples.map(\.label) == [0, 1, 1])
        #expect(try (0..<3).map { try set.picture($0).width } == [3, 2, 2])
        #expect(try reds(set, 2) == [3, 4, 5, 255])
    }

    @Test("Of more samples than are taken every class keeps its first ones, and it is said")
    func most() throws {
        let many = try scratch.write(npy("|u1", [3, 1, 2], [0, 1, 2, 3, 4, 255]), to: "many.npy")
        let few = try scratch.write(npy("|u1", [1, 1, 2], [7, 255]), to: "few.npy")
        var samples = ArraySamples(stacks: [many, few])
        samples.mostSamples = 4
        let set = try samples.sampleSet(name: "s", url: scratch.folder, opening: OpeningProgress())
        #expect(set.samples.map(\.name) == ["many/0", "many/1", "few/0"])
        #expect(try reds(set, 2) == [7, 255])
        #expect(set.skipped.map(\.reason) == ["The first 2 of its 3 pictures are taken."])
    }

    @Test("Of a training and a test stack the test set is taken")
    func testSet() throws {
        try scratch.write(npy("|u1", [2, 1, 2], [0, 255, 0, 255]), to: "x_train.npy")
        try scratch.write(npy("|u1", [2], [0, 1]), to: "y_train.npy")
        try scratch.write(npy("|u1", [1, 1, 2], [0, 255]), to: "x_test.npy")
        try scratch.write(npy("|u1", [1], [1]), to: "y_test.npy")
        #expect(try SampleSet.open(scratch.folder).samples == [Sample(name: "0", label: 0)])
    }

    @Test("What is no stack of pictures says what one is")
    func noStack() throws {
        for (bytes, part) in [
            (npy("|u1", [6], [1, 2, 3, 4, 5, 6]), "its shape is [6], and stacks of pictures are [n, height"),
            (npy("|u1", [1, 5], [1, 2, 3, 4, 5]), "its shape is [1, 5]"),
            (npy("|u1", [1, 1, 1, 1, 1], [1]), "its shape is [1, 1, 1, 1, 1]"),
            (npy("|u1", [0, 2, 2], []), "its shape is [0, 2, 2]"),
            (npy("<c8", [1, 1, 2], [UInt8](repeating: 0, count: 16)), "its elements are of the type <c8"),
            (npy("<f4", [1, 1, 2], littleEndian([-2.1, 2.6] as [Float])), "its values go from -2.1 to 2.6"),
            (
                npy("<f4", [1, 1, 2], littleEndian([-0.42, 2.82] as [Float])),
                "its values go from -0.42 to 2.82"
            ),
            (
                npy("<f4", [1, 1, 2], littleEndian([.nan, .nan] as [Float])), "its values are no numbers"
            ),
            (npy("|u1", [2, 2, 2], [1, 2]), "it breaks off in the middle"),
            (npy("|u1", [1 << 30, 1 << 9, 1 << 9], [1]), "is too large"),
            (Array("no array".utf8), "it is not an .npy file"),
        ] {
            let file = try scratch.write(bytes, to: "stack.npy")
            let error = #expect(throws: SampleError.self) { try SampleSet.open(file) }
            #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
        }
    }

    @Test("A folder with nothing but labels has no stack, and pictures beside an array are pictures")
    func otherArrays() throws {
        try scratch.write(npy("|u1", [2], [0, 1]), to: "boxes.npy")
        try scratch.writePicture("cat/a.png")
        #expect(try SampleSet.open(scratch.folder).classNames == ["cat"])
    }
}
