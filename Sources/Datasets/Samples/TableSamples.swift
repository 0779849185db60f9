import Foundation

/// A data set of picture files that a table names, with their labels; files that it does not name are left alone.
struct TableSamples {
    private let table: SampleTable
    private let tableURL: URL
    private let places: FilePlaces

    /// Whether a file may be such a table, by its name.
    static func isNamedSo(_ name: String) -> Bool {
        ["csv", "tsv", "txt"].contains(PictureFolder.ending(of: name))
    }

    /// The table of a folder's pictures; nil where no file is one whose pictures are there.
    static func find(among names: [String], in folder: URL) -> TableSamples? {
        tables(among: names).lazy.compactMap { name -> TableSamples? in
            // Other tables may lie beside the pictures; `refused` says why where that matters.
            guard let samples = try? TableSamples(folder.appendingPathComponent(name), folder: folder),
                samples.findsPictures
            else { return nil }
            return samples
        }.first
    }

    /// Why no table of a folder could be taken, for those who wonder where its labels are.
    static func refused(among names: [String], in folder: URL) -> [SkippedFile] {
        tables(among: names).compactMap { name in
            do {
                let samples = try TableSamples(folder.appendingPathComponent(name), folder: folder)
                return SkippedFile(name: name, reason: samples.noneThere.description)
            } catch {
                return SkippedFile(name: name, reason: "\(error)")
            }
        }
    }

    private static func tables(among names: [String]) -> [String] {
        names.filter { ["csv", "tsv"].contains(PictureFolder.ending(of: $0)) }
            .sorted { (rank($0), $0) < (rank($1), $1) }
    }

    /// Whether one of the first pictures is there.
    private var findsPictures: Bool {
        var places = places
        return table.rows.prefix(50).contains { places.find($0.file) != nil }
    }

    private static func rank(_ name: String) -> Int {
        let name = name.lowercased()
        return name.hasPrefix("label") ? 0 : TestSet.isTest(name) ? 1 : name.contains("train") ? 3 : 2
    }

    /// A table whose paths are relative to `folder`, or to a folder inside it.
    ///
    /// - Throws: `SampleError.unreadable`, `.labels`.
    init(_ url: URL, folder: URL) throws {
        tableURL = url
        table = try SampleTable(url)
        places = FilePlaces(folder)
    }

    /// The data set.
    ///
    /// - Throws: `SampleError.labels` where no file is there, `CancellationError`.
    func sampleSet(name: String, url: URL, opening: OpeningProgress) throws -> SampleSet {
        var places = places
        var entries: [PictureFolder.Entry] = []
        var words: [String?] = []
        var skipped: [SkippedFile] = []
        var seen: Set<String> = []
        for (index, row) in table.rows.enumerated() {
            try opening.step(index, of: table.rows.count)
            switch inspected(row, &places, &seen) {
            case .success(let entry):
                entries.append(entry)
                words.append(row.label)
            case .failure(let reason):
                skipped.append(SkippedFile(name: row.file, reason: reason.sentence))
            }
        }
        opening.progress(table.rows.count, table.rows.count)
        guard !entries.isEmpty else { throw noneThere }
        let index = ClassIndex(words)
        var hash = ContentHash()
        hash.add(ClassFolders.fingerprint(of: entries))
        words.forEach { hash.add($0 ?? "") }
        return SampleSet(
            name: name, url: url, classNames: index.names,
            samples: zip(entries, index.labels).map { Sample(name: $0.path, label: $1) }, skipped: skipped,
            fingerprint: hash.text,
            source: PictureFiles(folder: places.folder, paths: entries.map(\.path)))
    }

    private var noneThere: SampleError {
        let first = table.rows.first?.file ?? ""
        return .labels(
            name: table.name,
            reason: "none of the \(table.rows.count) pictures it names can be read, beginning with \(first)")
    }

    private struct Refusal: Error { let sentence: String }

    private func inspected(
        _ row: SampleTable.Row, _ places: inout FilePlaces, _ seen: inout Set<String>
    ) -> Result<PictureFolder.Entry, Refusal> {
        guard let path = places.find(row.file) else {
            return .failure(
                Refusal(sentence: "Line \(row.line) of \(table.name) names it, but there is no such file."))
        }
        guard seen.insert(path).inserted else {
            return .failure(Refusal(sentence: "Line \(row.line) of \(table.name) names it again."))
        }
        let file = (path as NSString).lastPathComponent
        return PictureFolder.inspected(places.absolute(path), name: file)
            .map { PictureFolder.Entry(path: path, size: $0.size, modified: $0.modified) }
            .mapError { Refusal(sentence: $0.description) }
    }
}
