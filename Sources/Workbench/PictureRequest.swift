import Datasets
import Foundation
import Occlusion

/// A picture under a mask through a network, as the command line asks for it.
public struct PictureRequest: Sendable {
    /// The ONNX file.
    public var model: URL
    /// What further inputs of the network are fed.
    public var inputs: InputConstants = [:]
    /// The picture's file.
    public var picture: URL
    /// Clusters a layer, 1...8.
    public var clusterCount: Int
    /// What is hidden, and what the hidden pixels show.
    public var masks: MaskRequest
    /// Other masks, under which the picture is what the masked one is compared with; nil: the unmasked picture.
    public var against: MaskRequest?
    /// How pictures are fed, whatever the files say; nil: as they say.
    public var preset: Preset?
    /// Labels that count as one.
    public var merges: [LabelMerge] = []
    /// Whether the groups of the sidecar count as one, too.
    public var usesGroups = false
    /// The class whose evidence is looked for, by name or index; nil: the answer.
    public var classNamed: String?
    /// A grey picture whose bright pixels are deleted and inserted first; nil: there is none.
    public var orderPicture: URL?
    /// About how many superpixels the picture is divided into; nil: it is not.
    public var superpixelCount: Int?

    /// What the hidden pixels show.
    public var fill: Fill { masks.fill }

    /// A request; see the properties for the meaning of the parameters.
    public init(
        model: URL, picture: URL, clusterCount: Int, masks: MaskRequest, preset: Preset? = nil
    ) {
        self.model = model
        self.picture = picture
        self.clusterCount = clusterCount
        self.masks = masks
        self.preset = preset
    }

    /// A request with rectangles hidden, in pixels of the network's input.
    public init(
        model: URL, picture: URL, clusterCount: Int, rectangles: [PixelRectangle], fill: Fill,
        preset: Preset? = nil
    ) {
        self.init(
            model: model, picture: picture, clusterCount: clusterCount,
            masks: MaskRequest(shapes: rectangles.map { .rectangle($0) }, fill: fill), preset: preset)
    }

    /// The masked picture that is fed to `network`, and the unmasked one, in the network's input pixels.
    ///
    /// - Throws: when a picture cannot be read, or a mask hides nothing.
    func inputs(for network: LoadedNetwork) throws -> (unmasked: Picture, masked: Picture) {
        let inputs = try maskedInputs(for: network)
        return (inputs.unmasked, inputs.masked)
    }

    /// The same, with the masks.
    func maskedInputs(
        for network: LoadedNetwork
    ) throws -> (unmasked: Picture, masked: Picture, parts: [MaskPart]) {
        let whole = try PictureFile.read(picture)
        let unmasked = network.preprocessing.fit(whole)
        let parts = try masks.parts(
            in: network.preprocessing.frame(ofWidth: whole.width, height: whole.height))
        let variant = Variant(id: 1, name: "Mask 1", parts: parts)
        return (unmasked, variant.applied(to: unmasked), parts)
    }
}

/// What can be wrong with a request.
public enum RequestError: Error, CustomStringConvertible {
    /// A mask lies outside, or between all pixels' centres.
    case hidesNothing(String, String)
    /// A picture file marks no pixel.
    case emptyMaskPicture(String)
    /// A picture file of an order is black all over.
    case emptyOrderPicture(String)
    /// There is no layer of that name.
    case unknownLayer(String, known: [String])
    /// The network has no such step.
    case unknownOperation(String, known: [String])
    /// The class is a label that counts as part of a group.
    case mergedClass(String, group: String)
    /// The layer has no such block, map or pixel.
    case outOfRange(String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .hidesNothing(let mask, let extent): "\(mask) hides no pixel of \(extent)."
        case .emptyMaskPicture(let file):
            "\(file) hides no pixel that is fed: white pixels hide, or opaque ones where others are transparent."
        case .emptyOrderPicture(let file):
            "\(file) says no order: it is black all over, and bright pixels come first."
        case .unknownLayer(let name, let known):
            "There is no layer \"\(name)\"; the layers are \(known.joined(separator: ", "))."
        case .unknownOperation(let name, let known):
            "There is no operation \"\(name)\"; there are \(known.joined(separator: ", "))."
        case .mergedClass(let label, let group): "\"\(label)\" counts as \"\(group)\": ask for that class."
        case .outOfRange(let what): what
        }
    }
}
