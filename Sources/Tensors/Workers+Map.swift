import Synchronization

extension Workers {
    /// What `body` makes of 0 ..< `pieces`, several at a time, in order.
    public func map<Result: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: pieces))
        forEach(pieces) { piece in
            let result = body(piece)
            results.withLock { $0[piece] = result }
        }
        return results.withLock { $0.compactMap { $0 } }
    }
}
