import Foundation

/// A data set of stacks of pictures: one stack with its labels, or a stack a class.
struct StackSamples {
    struct Part {
        let stack: PictureStack
        let file: NumberFile
        /// The class of all its pictures; nil where labels say them.
        let className: String?
        /// How many of its pictures are taken.
        var count: Int

        init(stack: PictureStack, file: NumberFile, className: String?) {
            (self.stack, self.file, self.className) = (stack, file, className)
            count = stack.layout.count
        }
    }

    let stacks: [Part]
    let labels: StackLabels?
    /// Where a file may name the classes.
    let folder: URL

    /// The data set.
    ///
    /// - Throws: `SampleError.labels`, `.broken`, `CancellationError`.
    func sampleSet(name: String, url: URL, opening: OpeningProgress) throws -> SampleSet {
        let total = stacks.reduce(0) { $0 + $1.count }
        let index = try classIndex(total: total)
        let source = StackList(stacks: stacks.map { ($0.stack, $0.count) })
        let samples = (0..<total).map { number in
            Sample(name: sampleName(number, source), label: index.labels[number])
        }
        return SampleSet(
            name: name, url: url, classNames: index.names, samples: samples, skipped: left,
            fingerprint: try fingerprint(opening), source: source)
    }

    /// The stacks that are only taken in part.
    private var left: [SkippedFile] {
        stacks.filter { $0.count < $0.stack.layout.count }.map { part in
            SkippedFile(
                name: part.file.name,
                reason: "The first \(part.count) of its \(part.stack.layout.count) pictures are taken.")
        }
    }

    private func sampleName(_ number: Int, _ source: StackList) -> String {
        let (part, place) = source.place(of: number)
        return stacks[part].className.map { "\($0)/\(place)" } ?? "\(place)"
    }

    private func classIndex(total: Int) throws -> ClassIndex {
        guard let labels else {
            return ClassIndex(
                stacks.flatMap { part in
                    [String?](repeating: part.className, count: part.count)
                })
        }
        guard labels.count == total else {
            throw SampleError.labels(
                name: labels.name, reason: "it has \(labels.count) labels for \(total) pictures")
        }
        switch labels.values {
        case .words(let words): return ClassIndex(words)
        case .numbers(let numbers):
            return ClassIndex(numbers: numbers, names: ClassNameFile.names(in: folder))
        }
    }

    private func fingerprint(_ opening: OpeningProgress) throws -> String {
        var hash = ContentHash()
        for (done, part) in stacks.enumerated() {
            opening.progress(done, stacks.count)
            hash.add(part.file.name)
            try part.file.add(to: &hash, opening: opening)
        }
        try labels?.file.add(to: &hash, opening: opening)
        return hash.text
    }
}

/// Several stacks as one source, one after the other.
struct StackList: SampleSource {
    private let stacks: [PictureStack]
    /// The number of each stack's first picture.
    private let starts: [Int]

    /// The first `count` pictures of each stack.
    init(stacks: [(stack: PictureStack, count: Int)]) {
        self.stacks = stacks.map(\.stack)
        starts = stacks.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    }

    func picture(_ index: Int) throws -> Picture {
        let (stack, place) = place(of: index)
        return try stacks[stack].picture(place)
    }

    /// Which stack a picture is in, and which of its pictures it is.
    func place(of index: Int) -> (stack: Int, place: Int) {
        var (low, high) = (0, stacks.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= index { low = middle } else { high = middle }
        }
        return (low, index - starts[low])
    }
}
