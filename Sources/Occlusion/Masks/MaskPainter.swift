import Datasets

/// Puts masks over one picture, and keeps between them what takes time: the contents of the fills, and the pixels
/// of shapes that have not changed.
public struct MaskPainter: Sendable {
    /// The picture without masks.
    public let picture: Picture
    private var contents: [Fill: Picture] = [:]
    private var pixels: [(shape: MaskShape, mask: Mask)] = []

    /// A painter over `picture`.
    public init(of picture: Picture) { self.picture = picture }

    /// The picture under `parts`.
    public mutating func picture(under parts: [MaskPart]) -> Picture {
        parts.isEmpty ? picture : picture(under: layers(of: parts))
    }

    /// What `parts` hide.
    public mutating func layers(of parts: [MaskPart]) -> MaskLayers {
        var layers = MaskLayers(width: picture.width, height: picture.height)
        for (index, part) in parts.enumerated() {
            layers.apply(part.effect, to: mask(of: part.shape, at: index))
        }
        return layers
    }

    /// What the whole picture shows where it is hidden under `fill`.
    public mutating func content(of fill: Fill) -> Picture {
        if let known = contents[fill] { return known }
        // Colours that were only passed on the way to another one.
        if contents.count > 16 { contents = [:] }
        let content = fill.content(of: picture)
        contents[fill] = content
        return content
    }

    /// The picture with what `layers` hide.
    public mutating func picture(under layers: MaskLayers) -> Picture {
        var bytes = picture.pixels
        for layer in layers.layers {
            let content = content(of: layer.fill).pixels
            layer.mask.forEachHiddenPixel { x, y in
                let start = (y * picture.width + x) * 3
                for index in start..<start + 3 { bytes[index] = content[index] }
            }
        }
        return Picture(width: picture.width, height: picture.height, pixels: bytes)
    }

    /// The pixels of the shape of the part at `index`, the same as before where the shape is. Comparing shapes that
    /// share their memory costs nothing.
    private mutating func mask(of shape: MaskShape, at index: Int) -> Mask {
        if pixels.indices.contains(index), pixels[index].shape == shape { return pixels[index].mask }
        let mask = Mask(width: picture.width, height: picture.height, shape: shape)
        pixels.removeSubrange(min(index + 1, pixels.count)...)
        if pixels.indices.contains(index) {
            pixels[index] = (shape, mask)
        } else {
            pixels.append((shape, mask))
        }
        return mask
    }
}
