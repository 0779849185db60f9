import Synchronization

extension Workers {
    /// What `body` makes of 0 ..< `pieces`, several at a time, in their order.
    ///
    /// - Parameters:
    ///   - isStale: asked before every piece.
    /// - Throws: `CancellationError` as soon as nobody wants the results any more.
    public func map<Result: Sendable>(
        _ pieces: Int, isStale: @Sendable () -> Bool = { false }, _ body: @Sendable (Int) -> Result
    ) throws -> [Result] {
        let results = Mutex<[Result?]>(Array(repeating: nil, count: pieces))
        forEach(pieces) { piece in
            guard !isStale() else { return }
            let result = body(piece)
            results.withLock { $0[piece] = result }
        }
        let found = results.withLock { $0.compactMap { $0 } }
        guard found.count == pieces else { throw CancellationError() }
        return found
    }
}
