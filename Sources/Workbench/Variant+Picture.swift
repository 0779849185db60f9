import Datasets
import Occlusion

extension Variant {
    /// The picture with this variant's mask over it.
    ///
    /// - Parameters:
    ///   - picture: the unmasked picture in the network's input pixels.
    ///   - preview: a shape that is still being drawn, on top of the others.
    ///   - content: what hidden pixels show, of the picture's size; nil: what the fill makes of the picture.
    public func applied(to picture: Picture, adding preview: MaskShape? = nil, content: Picture? = nil)
        -> Picture
    {
        let shapes = parts + (preview.map { [$0] } ?? [])
        guard !shapes.isEmpty else { return picture }
        return Mask(width: picture.width, height: picture.height, shapes: shapes)
            .applied(to: picture, content: content ?? fill.content(of: picture))
    }
}
