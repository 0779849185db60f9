/// What is hidden by masks that lie over each other, and under which fill: every hidden pixel belongs to one
/// layer.
public struct MaskLayers: Sendable, Hashable {
    /// The pixels that are hidden under one fill.
    public struct Layer: Sendable, Hashable {
        /// What they show.
        public let fill: Fill
        /// Which pixels.
        public internal(set) var mask: Mask
    }

    /// All hidden pixels.
    public private(set) var hidden: Mask
    /// The hidden pixels by their fill, in the order in which the fills came; none is empty.
    public private(set) var layers: [Layer] = []

    /// Nothing hidden.
    public init(width: Int, height: Int) { hidden = Mask(width: width, height: height) }

    /// What `parts` hide, each lying on those before.
    public init(width: Int, height: Int, parts: [MaskPart]) {
        self.init(width: width, height: height)
        for part in parts { apply(part.effect, to: Mask(width: width, height: height, shape: part.shape)) }
    }

    /// Lets an effect act on the pixels of `mask`, over everything that is there.
    public mutating func apply(_ effect: MaskPart.Effect, to mask: Mask) {
        switch effect {
        case .hides(let fill):
            show(mask)
            hide(mask, under: fill)
        case .shows: show(mask)
        case .inverts(let fill):
            var shown = mask
            shown.subtract(hidden)
            show(mask)
            hide(shown, under: fill)
        }
    }

    private mutating func show(_ mask: Mask) {
        hidden.subtract(mask)
        for index in layers.indices { layers[index].mask.subtract(mask) }
        layers.removeAll { $0.mask.isEmpty }
    }

    private mutating func hide(_ mask: Mask, under fill: Fill) {
        guard !mask.isEmpty else { return }
        hidden.formUnion(mask)
        if let index = layers.firstIndex(where: { $0.fill == fill }) {
            layers[index].mask.formUnion(mask)
        } else {
            layers.append(Layer(fill: fill, mask: mask))
        }
    }
}
