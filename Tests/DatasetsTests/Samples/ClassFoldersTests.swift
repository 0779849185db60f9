import Datasets
import Foundation
import Testing

@Suite("A folder a class")
struct ClassFoldersTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func open() throws -> SampleSet { try SampleSet.open(scratch.folder) }

    @Test("Folders are classes by the alphabet, their pictures are found however deep")
    func classes() throws {
        try scratch.writePicture("dog/b.png", width: 3)
        try scratch.writePicture("Cat/2024/may/a.PNG", width: 2)
        try scratch.writePicture("cow/c.png", width: 4)
        try scratch.write("not a picture", as: "dog/notes.txt")
        let set = try open()
        #expect(set.classNames == ["Cat", "cow", "dog"])
        #expect(set.samples.map(\.name) == ["Cat/2024/may/a.PNG", "cow/c.png", "dog/b.png"])
        #expect(set.samples.map(\.label) == [0, 1, 2])
        #expect(try (0..<3).map { try set.picture($0).width } == [2, 4, 3])
        #expect(set.skipped.isEmpty && set.name == scratch.folder.lastPathComponent)
    }

    @Test("Numbers are ordered as numbers, WordNet's names are kept")
    func order() throws {
        for name in ["10", "9", "2"] { try scratch.writePicture("numbers/\(name)/a.png") }
        #expect(
            try SampleSet.open(scratch.folder.appendingPathComponent("numbers")).classNames == [
                "2", "9", "10",
            ])
        for name in ["set 10", "Set 9", "set 9", "art"] { try scratch.writePicture("mixed/\(name)/a.png") }
        #expect(
            try SampleSet.open(scratch.folder.appendingPathComponent("mixed")).classNames
                == ["art", "Set 9", "set 9", "set 10"])
        for name in ["n02123045", "n01440764"] { try scratch.writePicture("synsets/\(name)/a.png") }
        #expect(
            try SampleSet.open(scratch.folder.appendingPathComponent("synsets")).classNames
                == ["n01440764", "n02123045"])
    }

    @Test("Hidden files are passed over; what cannot be a picture is listed with the reason")
    func skipped() throws {
        try scratch.writePicture("a/good.png")
        try scratch.writePicture("a/.hidden.png")
        try scratch.writePicture(".thumbnails/a.png")
        try scratch.writePicture("__MACOSX/a/good.png")
        try scratch.write([], to: "a/empty.jpg")
        try scratch.write(Array("hello".utf8), to: "a/text.png")
        try scratch.write([0x49, 0x49], to: "a/scan.tiff")
        try scratch.writePicture("stray.png")
        let set = try open()
        #expect(set.samples == [Sample(name: "a/good.png", label: 0)])
        let reasons = Dictionary(uniqueKeysWithValues: set.skipped.map { ($0.name, $0.reason) })
        #expect(reasons.keys.sorted() == ["a/empty.jpg", "a/scan.tiff", "a/text.png", "stray.png"])
        #expect(reasons["a/empty.jpg"] == "empty.jpg is broken: it is empty.")
        #expect(reasons["a/text.png"]?.hasPrefix("text.png is not a picture") == true)
        #expect(reasons["stray.png"] == "It lies in no class's folder.")
    }

    @Test("A picture that breaks off is a sample whose picture is an error")
    func brokenPicture() throws {
        let good = try Data(contentsOf: try scratch.writePicture("a/1.png", width: 40))
        try scratch.write(good.prefix(good.count / 2), to: "a/2.png")
        let set = try open()
        #expect(set.samples.count == 2)
        #expect(try set.picture(0).width == 40)
        let error = #expect(throws: PictureError.self) { try set.picture(1) }
        #expect(error?.description.hasPrefix("2.png is broken") == true)
    }

    @Test("Folders above the classes are seen through")
    func wrapper() throws {
        try scratch.writePicture("photos/pets/cat/1.png")
        try scratch.writePicture("photos/pets/dog/1.png")
        let set = try open()
        #expect(set.classNames == ["cat", "dog"])
        #expect(try set.samples.first?.name == "photos/pets/cat/1.png" && set.picture(0).width == 1)
    }

    @Test("A single class is a class")
    func oneClass() throws {
        try scratch.writePicture("cat/1.png")
        #expect(try open().classNames == ["cat"])
    }

    @Test("Of a training and a test set the test set is taken, and it is said")
    func testSet() throws {
        for set in ["train", "Test"] {
            for name in ["cat", "dog"] { try scratch.writePicture("\(set)/\(name)/1.png") }
        }
        let set = try open()
        #expect(
            set.classNames == ["cat", "dog"]
                && set.samples.map(\.name) == ["Test/cat/1.png", "Test/dog/1.png"])
        #expect(
            set.skipped == [
                SkippedFile(name: "train", reason: "The pictures of Test are shown; open train by itself.")
            ])
    }

    @Test("A flat folder has no classes")
    func flat() throws {
        try scratch.writePicture("b.png")
        try scratch.writePicture("a.png")
        let set = try open()
        #expect(set.classNames.isEmpty)
        #expect(set.samples == [Sample(name: "a.png", label: nil), Sample(name: "b.png", label: nil)])
    }

    @Test("Links that lead in circles come to an end, and pipes are not waited for")
    func links() throws {
        try scratch.writePicture("a/1.png")
        try FileManager.default.createSymbolicLink(
            at: scratch.folder.appendingPathComponent("a/again"), withDestinationURL: scratch.folder)
        #expect(mkfifo(scratch.folder.appendingPathComponent("a/pipe.png").path, 0o600) == 0)
        let set = try open()
        #expect(set.samples.map(\.name) == ["a/1.png"])
        #expect(set.skipped.map(\.name) == ["a/pipe.png"])
    }

    @Test("The fingerprint stays while nothing changes, and changes with a file")
    func fingerprint() throws {
        try scratch.writePicture("a/1.png")
        let first = try open().fingerprint
        #expect(try open().fingerprint == first && first.count == 32)
        try scratch.writePicture("a/1.png", width: 90, grey: 7)
        let second = try open().fingerprint
        #expect(second != first)
        try scratch.writePicture("b/1.png")
        #expect(try open().fingerprint != second)
    }

    @Test("What holds no pictures is an error that says what can be opened")
    func nothing() throws {
        let error = #expect(throws: SampleError.self) { try open() }
        #expect(error?.description.contains("there are no pictures in it. Convoscope opens a folder") == true)
        try scratch.write(Array("x".utf8), to: "a/b.png")
        #expect(throws: SampleError.self) { try open() }
        let missing = scratch.folder.appendingPathComponent("missing")
        #expect(
            throws: SampleError.unreadable(name: "missing", reason: "no such file or directory")
        ) { try SampleSet.open(missing) }
        let single = try scratch.writePicture("one.png")
        #expect(
            throws: SampleError.notSamples(name: "one.png", reason: "it is a single picture")
        ) { try SampleSet.open(single) }
    }

    @Test("Opening stops when nobody waits any more")
    func cancelled() throws {
        try scratch.writePicture("a/1.png")
        #expect(throws: CancellationError.self) {
            try SampleSet.open(scratch.folder, isStale: { true })
        }
    }
}
