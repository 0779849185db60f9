import Datasets

extension MaskLayers {
    /// What hides the same places of a picture on another network's input.
    ///
    /// A pixel there is hidden where its center lies on a hidden pixel here; what lies beyond this input is shown.
    ///
    /// - Parameters:
    ///   - frame: where the picture lies on the input that this hides parts of.
    ///   - other: where it lies on the other input.
    public func carried(from frame: PictureFrame, to other: PictureFrame) -> MaskLayers {
        guard frame != other else { return self }
        var result = MaskLayers(width: other.width, height: other.height)
        let columns = (0..<other.width).map { x in
            frame.inputPoint(x: other.picturePoint(x: Double(x) + 0.5, y: 0).x, y: 0).x.rounded(.down)
        }
        let rows = (0..<other.height).map { y in
            frame.inputPoint(x: 0, y: other.picturePoint(x: 0, y: Double(y) + 0.5).y).y.rounded(.down)
        }
        for layer in layers {
            var mask = Mask(width: other.width, height: other.height)
            for (y, row) in rows.enumerated() {
                for (x, column) in columns.enumerated() where layer.mask.contains(x: Int(column), y: Int(row))
                {
                    mask.insert(.rectangle(PixelRectangle(x: x, y: y, width: 1, height: 1)))
                }
            }
            result.apply(.hides(layer.fill), to: mask)
        }
        return result
    }
}
