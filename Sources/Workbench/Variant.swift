import Datasets
import Occlusion

/// The picture under one mask: made by the user or taken from the pool.
public struct Variant: Sendable, Identifiable, Equatable {
    /// The unmasked picture's `id`.
    public static let originalID = 0

    /// Unique within a picture; 0 is the original.
    public let id: Int
    /// What the list shows; the user may change it.
    public var name: String
    /// Its masks, in the order in which they lie over each other.
    public var parts: [MaskPart]

    /// Whether it is the unmasked picture.
    public var isOriginal: Bool { id == Self.originalID }

    /// The unmasked picture.
    public static let original = Variant(id: originalID, name: "Original", parts: [])

    /// A variant; see the properties for the meaning of the parameters.
    public init(id: Int, name: String, parts: [MaskPart]) {
        self.id = id
        self.name = name
        self.parts = parts
    }
}
