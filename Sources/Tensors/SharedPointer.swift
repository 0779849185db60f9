/// An address that several workers write to at once, each its own part.
///
/// Unchecked Sendable: whoever hands it to workers gives every one a range of its own and keeps the memory alive
/// until all have returned.
public struct SharedPointer: @unchecked Sendable {
    /// The address of the first element.
    public let address: UnsafeMutablePointer<Float>

    /// Shares `address`.
    public init(_ address: UnsafeMutablePointer<Float>) { self.address = address }
}

/// An address that several workers read from at once.
///
/// Unchecked Sendable: nobody writes while it is shared, and whoever shares it keeps the memory alive.
public struct SharedReadPointer: @unchecked Sendable {
    /// The address of the first element.
    public let address: UnsafePointer<Float>

    /// Shares `address`.
    public init(_ address: UnsafePointer<Float>) { self.address = address }
}
