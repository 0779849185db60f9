import Datasets
import Foundation
import Occlusion

/// A picture under a mask through a network, as the command line asks for it.
public struct PictureRequest: Sendable {
    /// The ONNX file.
    public var model: URL
    /// The picture's file.
    public var picture: URL
    /// Clusters a layer, 1...8.
    public var clusterCount: Int
    /// What is hidden, in pixels of the network's input.
    public var rectangles: [PixelRectangle]
    /// What the hidden pixels show.
    public var fill: Fill
    /// How pictures are fed, whatever the files say; nil: as they say.
    public var preset: Preset?

    /// A request; see the properties for the meaning of the parameters.
    public init(
        model: URL, picture: URL, clusterCount: Int, rectangles: [PixelRectangle], fill: Fill,
        preset: Preset? = nil
    ) {
        self.model = model
        self.picture = picture
        self.clusterCount = clusterCount
        self.rectangles = rectangles
        self.fill = fill
        self.preset = preset
    }

    /// The masks of the variant that is asked for.
    var parts: [MaskPart] { rectangles.map { MaskPart(.rectangle($0), .hides(fill)) } }

    /// The masked picture that is fed to `network`, and the unmasked one, in the network's input pixels.
    ///
    /// - Throws: when the picture cannot be read, or a rectangle hides none of its pixels.
    func inputs(for network: LoadedNetwork) throws -> (unmasked: Picture, masked: Picture) {
        let unmasked = network.preprocessing.fit(try PictureFile.read(picture))
        for rectangle in rectangles {
            let inside = rectangle.clipped(toWidth: unmasked.width, height: unmasked.height)
            guard inside.width <= 0 || inside.height <= 0 else { continue }
            throw RequestError.maskOutside(rectangle, width: unmasked.width, height: unmasked.height)
        }
        let variant = Variant(id: 1, name: "Mask 1", parts: parts)
        return (unmasked, variant.applied(to: unmasked))
    }
}

/// What can be wrong with a request.
public enum RequestError: Error, CustomStringConvertible {
    /// A rectangle lies outside the picture.
    case maskOutside(PixelRectangle, width: Int, height: Int)
    /// There is no layer of that name.
    case unknownLayer(String, known: [String])
    /// The layer has no such block, map or pixel.
    case outOfRange(String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .maskOutside(let mask, let width, let height):
            "The mask \(mask.x),\(mask.y),\(mask.width),\(mask.height) lies outside the network's input, "
                + "which has \(width) × \(height) pixels."
        case .unknownLayer(let name, let known):
            "There is no layer \"\(name)\"; the layers are \(known.joined(separator: ", "))."
        case .outOfRange(let what): what
        }
    }
}
