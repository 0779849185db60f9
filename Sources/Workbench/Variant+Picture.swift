import Datasets
import Occlusion

extension Variant {
    /// The picture with this variant's masks over it.
    ///
    /// - Parameters:
    ///   - picture: the unmasked picture in the network's input pixels.
    ///   - preview: a part that is still being drawn, on top of the others.
    public func applied(to picture: Picture, adding preview: MaskPart? = nil) -> Picture {
        var painter = MaskPainter(of: picture)
        return painter.picture(under: parts + (preview.map { [$0] } ?? []))
    }

    /// The pixels that this variant hides, of a picture of `width` x `height` pixels.
    public func mask(width: Int, height: Int) -> Mask { Mask(width: width, height: height, parts: parts) }
}
