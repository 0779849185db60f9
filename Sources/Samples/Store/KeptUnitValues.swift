import Synchronization
import Tensors

/// The values of units that the latest pass has picked, by operation.
final class KeptUnitValues: Sendable {
    private struct Pass {
        /// The request that it was made for; those for other operations but the same points find theirs here.
        var request: UnitsRequest
        /// By `SampleOperation.id`, `[units, points]`.
        var values: [Int: Tensor]
    }

    private let latest = Mutex<Pass?>(nil)

    /// The values of a request; a pass is made where they are not kept.
    ///
    /// - Parameter pass: makes the values of the request's operation, and of any others.
    func values(for request: UnitsRequest, pass: () throws -> [Int: Tensor]) throws -> Tensor {
        var key = request
        key.operation = 0
        if let known = latest.withLock({ $0?.request == key ? $0?.values[request.operation] : nil }) {
            return known
        }
        let made = try pass()
        guard let values = made[request.operation] else {
            throw SampleAnalysisError("The units of this layer could not be looked at.")
        }
        latest.withLock { kept in
            kept = Pass(request: key, values: made)
        }
        return values
    }
}
