extension Tensor {
    /// Calls `body` with the address of the first element, for C kernels that read.
    public func withPointer<Result>(_ body: (UnsafePointer<Float>) throws -> Result) rethrows -> Result {
        try withValues { values in
            guard let address = values.baseAddress else { preconditionFailure("a tensor without memory") }
            return try body(address)
        }
    }

    /// Calls `body` with the address of the first element, for C kernels that write; copies first if the memory
    /// is shared.
    public mutating func withMutablePointer<Result>(
        _ body: (UnsafeMutablePointer<Float>) throws -> Result
    ) rethrows -> Result {
        try withMutableValues { values in
            guard let address = values.baseAddress else { preconditionFailure("a tensor without memory") }
            return try body(address)
        }
    }
}
