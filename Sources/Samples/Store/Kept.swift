import Synchronization

/// The few values made last, by what they were made from.
final class Kept<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let limit: Int
    private let values = Mutex<[(key: Key, value: Value)]>([])

    /// Keeps no more than `limit` values.
    init(limit: Int) { self.limit = limit }

    /// The value of a key; made where it is not kept.
    func value(for key: Key, _ make: () throws -> Value) rethrows -> Value {
        if let known = values.withLock({ values in values.first { $0.key == key }?.value }) { return known }
        let value = try make()
        values.withLock { values in
            values.removeAll { $0.key == key }
            values.append((key, value))
            if values.count > limit { values.removeFirst() }
        }
        return value
    }
}
