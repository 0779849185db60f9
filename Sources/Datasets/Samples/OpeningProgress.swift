/// What an opening data set asks and tells while it is read.
struct OpeningProgress: Sendable {
    /// Told how many of how many files were looked at; 0 while their number is not known.
    let progress: @Sendable (_ done: Int, _ total: Int) -> Void
    let isStale: @Sendable () -> Bool

    init(
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
        isStale: @escaping @Sendable () -> Bool = { false }
    ) {
        self.progress = progress
        self.isStale = isStale
    }

    /// Called for every file; asks and tells at every 256th, which takes a few milliseconds.
    ///
    /// - Throws: `CancellationError`.
    func step(_ done: Int, of total: Int) throws {
        guard done % 256 == 0 || done == total else { return }
        try check()
        progress(done, total)
    }

    /// - Throws: `CancellationError`.
    func check() throws {
        if isStale() { throw CancellationError() }
    }
}
