import Synchronization

extension Workers {
    /// What `body` makes of 0 ..< `pieces`, several at a time, in their order.
    public func map<Result: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: pieces))
        forEach(pieces) { piece in
            let result = body(piece)
            results.withLock { $0[piece] = result }
        }
        return results.withLock { $0.compactMap { $0 } }
    }

    /// The same, given up as soon as nobody wants the results any more.
    ///
    /// - Parameter isStale: asked before every piece.
    /// - Throws: `CancellationError` where it says so.
    public func map<Result: Sendable>(
        _ pieces: Int, isStale: @Sendable () -> Bool, _ body: @Sendable (Int) -> Result
    ) throws -> [Result] {
        let found = map(pieces) { piece in isStale() ? nil : body(piece) }.compactMap { $0 }
        guard found.count == pieces else { throw CancellationError() }
        return found
    }
}
