import Datasets
import Foundation
import Testing

@Suite("IDX files")
struct IDXSamplesTests {
    private let scratch: Scratch
    private let images = idx([2, 2, 3], [0, 50, 100, 150, 200, 250, 1, 2, 3, 4, 5, 6])

    /// `gzip.compress(images, 9, mtime=0)` of Python.
    private let zipped = Data(
        base64Encoded: "H4sIAAAAAAACA2Ng4GBmYGBggmJmBqOUaSd+MTIxs7CyAQCDk3olHAAAAA==")

    init() throws { scratch = try Scratch() }

    @Test("Pictures are read by big-endian extents, labels from the file beside them")
    func pair() throws {
        try scratch.write(images, to: "train-images-idx3-ubyte")
        try scratch.write(idx([2], [9, 4]), to: "train-labels-idx1-ubyte")
        let set = try SampleSet.open(scratch.folder)
        #expect(set.classNames == ["4", "9"])
        #expect(set.samples == [Sample(name: "0", label: 1), Sample(name: "1", label: 0)])
        let first = try set.picture(0)
        #expect(first.width == 3 && first.height == 2)
        #expect(stride(from: 0, to: 18, by: 3).map { first.pixels[$0] } == [0, 50, 100, 150, 200, 250])
        #expect(try set.picture(1)[2, 1] == (6, 6, 6))
    }

    @Test("Gzipped files are the same pictures")
    func gzip() throws {
        let zipped = try #require(zipped)
        let file = try scratch.write(zipped, to: "train-images-idx3-ubyte.gz")
        try scratch.write(idx([2], [0, 1]), to: "train-labels-idx1-ubyte")
        let set = try SampleSet.open(file)
        #expect(set.samples.count == 2 && set.classNames == ["0", "1"])
        #expect(try set.picture(0)[2, 1] == (250, 250, 250))
        for count in [12, 30, zipped.count - 6] {
            try scratch.write(zipped.prefix(count), to: "train-images-idx3-ubyte.gz")
            #expect(throws: SampleError.self) { try SampleSet.open(file) }
        }
        var damaged = zipped
        damaged[damaged.count - 5] ^= 0xFF
        try scratch.write(damaged, to: "train-images-idx3-ubyte.gz")
        let error = #expect(throws: SampleError.self) { try SampleSet.open(file) }
        #expect(error?.description.contains("cannot be unpacked") == true)
    }

    @Test("Of both sets in a folder the test set is taken; a file that is given is taken itself")
    func bothSets() throws {
        try scratch.write(images, to: "train-images.idx3-ubyte")
        try scratch.write(idx([1, 2, 2], [9, 9, 9, 99]), to: "t10k-images.idx3-ubyte")
        try scratch.write(idx([2], [0, 1]), to: "train-labels.idx1-ubyte")
        try scratch.write(idx([1], [7]), to: "t10k-labels.idx1-ubyte")
        let set = try SampleSet.open(scratch.folder)
        #expect(set.samples.count == 1 && set.classNames == ["7"])
        let file = scratch.folder.appendingPathComponent("train-images.idx3-ubyte")
        #expect(try SampleSet.open(file).samples.count == 2)
    }

    @Test("Pictures without labels have no classes; labels of another name can be given")
    func labels() throws {
        let file = try scratch.write(images, to: "pictures.idx3-ubyte")
        let bare = try SampleSet.open(file)
        #expect(bare.classNames.isEmpty && bare.samples.allSatisfy { $0.label == nil })
        let labels = try scratch.write(idx([2], [3, 3]), to: "other.idx1")
        #expect(try SampleSet.open(file, labels: labels).classNames == ["3"])
        let lines = try scratch.write("shoe\nbag\n", as: "words.txt")
        let named = try SampleSet.open(file, labels: lines)
        #expect(named.classNames == ["bag", "shoe"] && named.samples.map(\.label) == [1, 0])
        let few = try scratch.write(idx([1], [3]), to: "few.idx1")
        #expect(
            throws: SampleError.labels(name: "few.idx1", reason: "it has 1 labels for 2 pictures")
        ) { try SampleSet.open(file, labels: few) }
    }

    @Test("A file beside the data names numbered classes")
    func classNames() throws {
        try scratch.write(images, to: "train-images-idx3-ubyte")
        try scratch.write(idx([2], [2, 0]), to: "train-labels-idx1-ubyte")
        try scratch.write("shirt\ncoat\nboot\n", as: "classes.txt")
        let set = try SampleSet.open(scratch.folder)
        #expect(set.classNames == ["shirt", "coat", "boot"] && set.samples.map(\.label) == [2, 0])
    }

    @Test(
        "Headers that lie are errors",
        arguments: [
            idx([3, 2, 3], [UInt8](repeating: 1, count: 12)),
            idx([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], [1]),
            idx([2, 2, 3], [UInt8](repeating: 1, count: 48), type: 0x0D),
            idx([0, 2, 3], []), idx([12], [UInt8](repeating: 1, count: 12)),
            Array(idx([2, 2, 3], []).prefix(9)),
        ])
    func lyingHeaders(bytes: [UInt8]) throws {
        let file = try scratch.write(bytes, to: "t10k-images-idx3-ubyte")
        let error = #expect(throws: SampleError.self) { try SampleSet.open(file) }
        #expect(error?.description.hasPrefix("t10k-images-idx3-ubyte is ") == true)
    }

    @Test("A file that becomes shorter while it is open is an error")
    func shortened() throws {
        let file = try scratch.write(images, to: "a.idx3-ubyte")
        let set = try SampleSet.open(file)
        #expect(truncate(file.path, 20) == 0)
        #expect(throws: SampleError.broken(name: "a.idx3-ubyte", reason: "it breaks off in the middle")) {
            try set.picture(1)
        }
    }

    @Test("The fingerprint is one of the bytes, whatever the time")
    func fingerprint() throws {
        let file = try scratch.write(images, to: "a.idx3-ubyte")
        let first = try SampleSet.open(file).fingerprint
        try scratch.write(images, to: "a.idx3-ubyte")
        #expect(try SampleSet.open(file).fingerprint == first)
        var other = images
        other[20] ^= 1
        try scratch.write(other, to: "a.idx3-ubyte")
        #expect(try SampleSet.open(file).fingerprint != first)
    }
}
