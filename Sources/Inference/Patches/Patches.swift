import Tensors

/// The parts of a value that differ from those of an earlier run, each a rectangle of all its maps.
///
/// The entries of a run belong together: entry i of every value comes from the same changed part of the input.
struct Patches: Sendable {
    /// Where each entry lies, all of one size. The last rows and columns may reach beyond the map; what they hold
    /// there means nothing.
    let boxes: [PixelBox]
    /// The part of each entry that can differ at all: rectangles are made larger for Winograd's tiles, and for all
    /// to have one size.
    let changed: [PixelBox]
    /// `[entries, height, width, channels]`
    let tensor: Tensor
}

/// How a value of a run differs from that of the run before.
enum Change: Sendable {
    /// Not at all.
    case none
    /// In some parts.
    case parts(Patches)
    /// Anywhere; the value, for all pictures.
    case whole(StoredValue)
}
