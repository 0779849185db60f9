import Datasets
import Foundation
import Occlusion

/// What the command line wants hidden: shapes in pixels of the network's input or of the picture's file.
public struct MaskRequest: Sendable {
    /// One shape, as it was typed.
    public enum Shape: Sendable {
        /// All pixels of a rectangle.
        case rectangle(PixelRectangle)
        /// The pixels whose centres are inside.
        case polygon(PolygonShape)
        /// What a picture file marks (`Stencil`); it is stretched over the input, or over the picture, each pixel
        /// taking the nearest.
        case picture(URL)
    }

    /// In which pixels the shapes are.
    public enum Units: String, Sendable, CaseIterable, Encodable {
        /// Those of the network's input, whatever the picture's size.
        case input
        /// Those of the picture's file.
        case picture

        /// The unit in words.
        public var words: String {
            switch self {
            case .input: "pixels of the network's input"
            case .picture: "pixels of the picture"
            }
        }
    }

    /// What is hidden.
    public var shapes: [Shape]
    /// In which pixels.
    public var units: Units
    /// What the hidden pixels show.
    public var fill: Fill

    /// A request; see the properties for the meaning of the parameters.
    public init(shapes: [Shape], units: Units = .input, fill: Fill) {
        self.shapes = shapes
        self.units = units
        self.fill = fill
    }

    /// The masks on a network's input.
    ///
    /// - Parameter frame: where the picture lies on it.
    /// - Throws: `PictureError` for a file, `RequestError` where a shape hides nothing.
    func parts(in frame: PictureFrame) throws -> [MaskPart] {
        try shapes.map { shape in
            let placed = try place(shape, in: frame)
            guard !Mask(width: frame.width, height: frame.height, shape: placed).isEmpty else {
                throw emptyError(shape, frame)
            }
            return MaskPart(placed, .hides(fill))
        }
    }

    private func place(_ shape: Shape, in frame: PictureFrame) throws -> MaskShape {
        switch shape {
        case .rectangle(let rectangle):
            units == .input ? .rectangle(rectangle) : .rectangle(frame.inputRectangle(of: rectangle))
        case .polygon(let polygon):
            .polygon(
                PolygonShape(
                    corners: polygon.corners.map { corner in
                        guard units == .picture else { return corner }
                        let place = frame.inputPoint(x: corner.x, y: corner.y)
                        return PicturePoint(x: place.x, y: place.y)
                    }))
        case .picture(let url):
            .region(region(of: try Stencil.read(url), in: frame))
        }
    }

    private func region(of stencil: Stencil, in frame: PictureFrame) -> PixelRegion {
        let extent =
            units == .input
            ? (width: frame.width, height: frame.height)
            : (width: frame.pictureWidth, height: frame.pictureHeight)
        return PixelRegion(width: frame.width, height: frame.height) { x, y in
            var place = (x: Double(x) + 0.5, y: Double(y) + 0.5)
            if units == .picture { place = frame.picturePoint(x: place.x, y: place.y) }
            let column = Int((place.x * Double(stencil.width) / Double(extent.width)).rounded(.down))
            let row = Int((place.y * Double(stencil.height) / Double(extent.height)).rounded(.down))
            return stencil.isMarked[
                min(max(row, 0), stencil.height - 1) * stencil.width + min(max(column, 0), stencil.width - 1)]
        }
    }

    private func emptyError(_ shape: Shape, _ frame: PictureFrame) -> RequestError {
        let extent =
            units == .input
            ? "the network's input, which has \(frame.width) × \(frame.height) pixels"
            : "the part of the picture that is fed; the picture has \(frame.pictureWidth) × "
                + "\(frame.pictureHeight) pixels"
        switch shape {
        case .rectangle(let mask):
            return .hidesNothing("The mask \(mask.x),\(mask.y),\(mask.width),\(mask.height)", extent)
        case .polygon(let polygon):
            let numbers = polygon.corners.flatMap { [$0.x, $0.y] }.map(Self.short)
            return .hidesNothing("The polygon \(numbers.joined(separator: ","))", extent)
        case .picture(let url):
            return .emptyMaskPicture(url.lastPathComponent)
        }
    }

    private static func short(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(number)
    }
}

extension PictureFrame {
    /// The pixels of the input whose centres a rectangle of the picture's pixels covers; one that falls between all
    /// centres takes the pixel that its middle lies in.
    fileprivate func inputRectangle(of rectangle: PixelRectangle) -> PixelRectangle {
        let start = inputPoint(x: Double(rectangle.x), y: Double(rectangle.y))
        let end = inputPoint(
            x: Double(rectangle.x) + Double(rectangle.width),
            y: Double(rectangle.y) + Double(rectangle.height))
        let columns = Self.centres(from: start.x, to: end.x)
        let rows = Self.centres(from: start.y, to: end.y)
        return PixelRectangle(
            x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
    }

    private static func centres(from start: Double, to end: Double) -> Range<Int> {
        let first = whole((start - 0.5).rounded(.up))
        let last = whole((end - 0.5).rounded(.up))
        guard first >= last else { return first..<last }
        let middle = whole(((start + end) / 2).rounded(.down))
        return middle..<middle + 1
    }

    /// Typed numbers may be absurd.
    private static func whole(_ number: Double) -> Int { Int(min(max(number, -1e9), 1e9)) }
}
