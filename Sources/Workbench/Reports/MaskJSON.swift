import Occlusion

/// One mask in `analysis.json`, as it was asked for; its keys are a contract.
struct MaskJSON: Encodable {
    /// `rectangle`, `polygon` or `picture`.
    let kind: String
    /// `input` or `picture`: in which pixels the numbers are.
    let units: MaskRequest.Units
    let fill: String
    /// How many pixels of the network's input the mask hides.
    let hiddenPixels: Int
    /// Of a rectangle.
    let x, y, width, height: Int?
    /// Of a polygon: [x, y] each.
    let corners: [[Double]]?
    /// Of a mask picture.
    let file: String?

    init(_ shape: MaskRequest.Shape, _ part: MaskPart, units: MaskRequest.Units, on picture: (Int, Int)) {
        var (rectangle, corners, file): (PixelRectangle?, [[Double]]?, String?) = (nil, nil, nil)
        switch shape {
        case .rectangle(let typed): (kind, rectangle) = ("rectangle", typed)
        case .polygon(let typed): (kind, corners) = ("polygon", typed.corners.map { [$0.x, $0.y] })
        case .picture(let url): (kind, file) = ("picture", url.path)
        }
        self.units = units
        fill = part.fill?.name ?? ""
        hiddenPixels = Mask(width: picture.0, height: picture.1, shape: part.shape).count
        (x, y, width, height) = (rectangle?.x, rectangle?.y, rectangle?.width, rectangle?.height)
        self.corners = corners
        self.file = file
    }
}
