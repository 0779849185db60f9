import Foundation

/// What the file `name.json` beside `name.onnx` says about a network; every key is optional.
///
/// Keys it does not know are ignored, but listed.
public struct Sidecar: Sendable, Equatable {
    /// The name of the file, for messages.
    public var file: String
    /// `size`: the height and width of the network's input, in pixels.
    public var size: [Int]?
    /// `mean`: one number a channel, for pixel values 0...1.
    public var mean: [Float]?
    /// `deviation`: one number above 0 a channel, for pixel values 0...1.
    public var deviation: [Float]?
    /// `channelOrder`: `RGB`, `BGR` or `gray`.
    public var channelOrder: ChannelOrder?
    /// `layout`: `NCHW` or `NHWC`.
    public var layout: TensorLayout?
    /// `resize`: `squash` or `crop`.
    public var resize: Resize?
    /// `scaledSize`: the height and width that a picture is brought to before its centre is cut out, in pixels.
    public var scaledSize: [Int]?
    /// `interpolation`: `nearest`, `bilinear`, `bicubic` or `lanczos`.
    public var interpolation: Interpolation?
    /// `labels`: the name of every class, in order; in the file a list, or the name of a text file beside it.
    public var labels: [String]?
    /// `meanings`: one sentence for every class.
    public var meanings: [String]?
    /// `groups`: classes that belong together, by the group's name.
    public var groups: [String: [Int]]?
    /// `mergedGroups`: the names of the groups whose classes count as one from the start.
    public var mergedGroups: [String]?
    /// `layerNames`: shown names by the name of the node.
    public var layerNames: [String: String]?
    /// `input`: the name of the input that takes the picture, where several could.
    public var input: String?
    /// `inputs`: what further inputs are fed, by name; numbers, lists of them, or names of .npy files beside the sidecar.
    public var inputs: [String: InputConstant]?
    /// `classes`: whether the vector that the network gives has one number a class; nil: as it looks.
    public var classes: Bool?
    /// Keys of the file that mean nothing here, sorted.
    public var unknownKeys: [String] = []

    /// A sidecar that says nothing.
    public init(file: String) { self.file = file }

    /// What it says about the input.
    var facts: InputFacts {
        var facts = InputFacts(origin: .sidecar(file: file))
        (facts.size, facts.scaledSize) = (size, scaledSize)
        (facts.resize, facts.interpolation) = (resize, interpolation)
        (facts.mean, facts.deviation) = (mean, deviation)
        (facts.channelOrder, facts.layout) = (channelOrder, layout)
        return facts
    }

    /// The name that the sidecar of a model has.
    public static func url(beside model: URL) -> URL {
        model.deletingPathExtension().appendingPathExtension("json")
    }

    /// Reads the sidecar of the model at `model`; nil where there is none, or where the file of that name is a mere
    /// list of class names.
    ///
    /// - Throws: `SidecarError` that names the file and the key.
    public static func read(beside model: URL) throws(SidecarError) -> Sidecar? {
        let url = url(beside: model)
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        let content = try JSONValue.read(url, file: url.lastPathComponent)
        if LabelJSON(value: content).isMereList { return nil }
        return try read(url)
    }

    /// Reads the sidecar at `url`.
    ///
    /// - Throws: `SidecarError` that names the file and the key.
    public static func read(_ url: URL) throws(SidecarError) -> Sidecar {
        let file = url.lastPathComponent
        let value = try JSONValue.read(url, file: file)
        guard case .object(let entries) = value else { throw .notAnObject(file: file) }
        return try SidecarReader(file: file, folder: url.deletingLastPathComponent(), entries: entries)
            .sidecar()
    }
}
