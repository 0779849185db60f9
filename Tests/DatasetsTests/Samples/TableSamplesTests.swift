import Datasets
import Foundation
import Testing

@Suite("Pictures with a table of labels")
struct TableSamplesTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func classes(_ set: SampleSet) -> [String: String?] {
        Dictionary(
            uniqueKeysWithValues: set.samples.map { ($0.name, $0.label.map { set.classNames[$0] }) })
    }

    @Test(
        "Columns are found by their heads or by what is in them, whatever separates them",
        arguments: [
            "filename,label\na.png,cat\nb.png,dog\n", "Label;Width;File_Name\ncat;1;a.png\ndog;1;b.png\n",
            "id\ttarget\r\na\tcat\r\nb\tdog\r\n", "a.png,cat\nb.png,dog", "cat,a.png\ndog,b.png",
            "\u{FEFF}\"image\",\"class\"\n\"a.png\",\"cat\"\n\"b.png\",\"dog\"\n",
            "bild,art\na.png,cat\nb.png,dog\n",
            "path,category\n./a.png, cat\n.\\b.png, dog\n\n", "image_id,breed\nphotos/a,cat\nphotos/b,dog\n",
        ])
    func columns(text: String) throws {
        for name in ["a.png", "b.png", "c.png", "photos/a.png", "photos/b.png"] {
            try scratch.writePicture(name)
        }
        let table = try scratch.write(text, as: "labels.csv")
        for url in [scratch.folder, table] {
            let set = try SampleSet.open(url)
            #expect(set.classNames == ["cat", "dog"])
            #expect(set.samples.map(\.label) == [0, 1])
            #expect(set.samples.allSatisfy { $0.name.hasSuffix("a.png") || $0.name.hasSuffix("b.png") })
            #expect(set.skipped.isEmpty)
            #expect(try set.picture(1).height == 2)
        }
    }

    @Test("Without a table's help the pictures may lie in a folder beside it")
    func folderBeside() throws {
        try scratch.writePicture("data/images/7.jpg.png", width: 5)
        try scratch.writePicture("data/other/8.png", width: 6)
        try scratch.write(Array("name,class\n7.jpg.png,1\n8,10\n8.png,2\n".utf8), to: "data/table.csv")
        let set = try SampleSet.open(scratch.folder)
        #expect(classes(set) == ["images/7.jpg.png": "1", "other/8.png": "10"])
        #expect(set.classNames == ["1", "10"])
        #expect(
            set.skipped == [SkippedFile(name: "8.png", reason: "Line 4 of table.csv names it again.")])
        #expect(try set.picture(1).width == 6)
    }

    @Test("Missing and broken files are listed, an empty label is none")
    func missing() throws {
        try scratch.writePicture("a.png")
        try scratch.writePicture("b.png")
        try scratch.write([], to: "empty.png")
        try scratch.write(
            "file,label\na.png,cat\ngone.png,dog\nempty.png,cow\n\"b.png\",\n", as: "labels.csv")
        let set = try SampleSet.open(scratch.folder)
        #expect(classes(set) == ["a.png": "cat", "b.png": nil])
        #expect(set.classNames == ["cat"])
        #expect(
            set.skipped == [
                SkippedFile(
                    name: "gone.png", reason: "Line 3 of labels.csv names it, but there is no such file."),
                SkippedFile(name: "empty.png", reason: "empty.png is broken: it is empty."),
            ])
    }

    @Test("Cells in quotes may have separators, quotes and line breaks in them")
    func quotes() throws {
        try scratch.writePicture("a, b.png")
        try scratch.writePicture("c.png")
        try scratch.write(
            "file,note,label\n\"a, b.png\",\"two\nlines\",\"the \"\"best\"\" cat\"\nc.png,,dog\nd.png,,x\n",
            as: "labels.csv")
        let set = try SampleSet.open(scratch.folder)
        #expect(classes(set) == ["a, b.png": "the \"best\" cat", "c.png": "dog"])
        #expect(set.skipped.first?.reason.hasPrefix("Line 5 ") == true)
    }

    @Test("What spreadsheets write is read too: UTF-16 and Latin letters")
    func encodings() throws {
        try scratch.writePicture("a.png")
        let text = "file;label\na.png;Käfer\n"
        for encoding in [String.Encoding.utf16LittleEndian, .windowsCP1252] {
            let mark: [UInt8] = encoding == .windowsCP1252 ? [] : [0xFF, 0xFE]
            try scratch.write(mark + Array(try #require(text.data(using: encoding))), to: "labels.csv")
            #expect(try SampleSet.open(scratch.folder).classNames == ["Käfer"])
        }
    }

    @Test("A table that is none of the pictures' is passed over, and class folders stay class folders")
    func otherTables() throws {
        try scratch.writePicture("cat/a.png")
        try scratch.writePicture("dog/a.png")
        try scratch.write("epoch,loss\n1,0.5\n", as: "log.csv")
        try scratch.write("file,label\nx.png,1\n", as: "labels.csv")
        #expect(try SampleSet.open(scratch.folder).classNames == ["cat", "dog"])
    }

    @Test("Where nothing else says the labels, a table that could not be taken is listed with the reason")
    func refusedTables() throws {
        try scratch.writePicture("a.png")
        try scratch.write("file,width,height\na.png,1,2\n", as: "sizes.csv")
        let set = try SampleSet.open(scratch.folder)
        #expect(set.classNames.isEmpty && set.samples.count == 1)
        #expect(set.skipped.map(\.name) == ["sizes.csv"])
        #expect(set.skipped.first?.reason.contains("is called label, class, category or target") == true)
    }

    @Test("A single class folder stays a class whatever lies in it")
    func noteInClass() throws {
        try scratch.writePicture("cat/a.png")
        try scratch.write(Array("hello".utf8), to: "cat/notes.txt")
        try scratch.write(Array("a,b\n1,2\n".utf8), to: "cat/table.csv")
        #expect(try SampleSet.open(scratch.folder).classNames == ["cat"])
    }

    @Test("A table that is given may lie elsewhere")
    func given() throws {
        try scratch.writePicture("pictures/a.png")
        let table = try scratch.write("file,label\na.png,cat\n", as: "elsewhere.csv")
        let folder = scratch.folder.appendingPathComponent("pictures")
        let set = try SampleSet.open(folder, labels: table)
        #expect(set.classNames == ["cat"] && set.name == "pictures")
        let absolute = folder.appendingPathComponent("a.png").path
        let other = try scratch.write("file,label\n\(absolute),dog\n", as: "absolute.csv")
        #expect(try SampleSet.open(other).picture(0).width == 1)
    }

    @Test("Tables that cannot be used say why")
    func unusable() throws {
        try scratch.writePicture("a.png")
        for (text, reason) in [
            ("", "it is empty"),
            (
                "file,size,date\na.png,1,2\n",
                "none of its columns (file, size, date) is called label, class, category or target"
            ),
            (
                "label,size,date\ncat,1,2\n",
                "none of its columns (label, size, date) is called file, filename, image or path"
            ),
            ("file,label\na.png,\n", "no row after \"file, label\" has a file and a label"),
            ("file,label\n\"a.png,cat\n", "the quote in line 2 is never closed"),
            (
                "file,label\nx.png,cat\ny.png,dog\n",
                "none of the 2 pictures it names can be read, beginning with x.png"
            ),
        ] {
            let table = try scratch.write(text, as: "labels.csv")
            #expect(throws: SampleError.labels(name: "labels.csv", reason: reason)) {
                try SampleSet.open(table)
            }
        }
    }

    @Test("Other labels make another fingerprint")
    func fingerprint() throws {
        try scratch.writePicture("a.png")
        let table = try scratch.write("file,label\na.png,cat\n", as: "labels.csv")
        let first = try SampleSet.open(table).fingerprint
        #expect(try SampleSet.open(scratch.folder).fingerprint == first)
        try scratch.write("file,label\na.png,dog\n", as: "labels.csv")
        #expect(try SampleSet.open(table).fingerprint != first)
    }
}
