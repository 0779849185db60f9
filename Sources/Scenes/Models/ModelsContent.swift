import Rendering
import Workbench

/// What the Models scene shows, without any geometry: the open network and another one, layer by layer, and where
/// there are checkpoints how answer and maps develop.
struct ModelsContent: Sendable {
    /// Where the work stands.
    enum Phase: Sendable, Equatable {
        /// No network is open.
        case noNetwork
        /// No picture is open.
        case noPicture
        /// The others are being read.
        case opening(name: String, done: Int, total: Int)
        /// There is no other network; why opening one failed, in words.
        case alone(failure: String?)
        /// There is.
        case ready
    }

    /// One of the two networks.
    struct Network: Sendable {
        /// What it is called.
        var name = ""
        /// What it is fed.
        var picture: DisplayImage?
        /// The lines around what is hidden, in its pixels.
        var outlines: [[Point]] = []
        /// Its layers with maps or units.
        var columns: [Column] = []
        /// What it says, the most probable first.
        var answers: [Answer] = []
        /// Why it says nothing, in words.
        var failure: String?
        /// Whether it lags behind the mask.
        var isLagging = false
    }

    /// A layer.
    struct Column: Sendable {
        /// By `Layer.id`.
        var layer: Int
        /// Its name, ever shorter.
        var names: [String]
        /// "48 maps of 8 × 8 px".
        var size: String
        /// Whether it has units instead of maps.
        var isDense: Bool
        /// How deep it lies among its like, 0...1.
        var depth: Float
        /// The faces of its blocks from the highest entropy down, or one picture of its units.
        var faces: [Face]
        /// How far the mask moved it: relative L2 distance.
        var movement: Float?
    }

    /// A picture of a block, of a map, or of all units.
    struct Face: Sendable {
        /// Its pixels.
        var image: DisplayImage
        /// What it is: "High entropy", "#12".
        var title: String
        /// More of it: "11 maps".
        var detail: String
    }

    /// A class and its probability.
    struct Answer: Sendable, Equatable {
        var name: String
        /// 0...1.
        var probability: Float
        /// Without the mask; nil where there is none.
        var unmasked: Float?
    }

    /// Checkpoints.
    struct Series: Sendable {
        /// What they are called, in order.
        var names: [String] = []
        /// Which of them is shown beside the open network.
        var shown = 0
        /// The classes that any of them says, the most probable first.
        var curves: [Curve] = []
        /// Maps of the layer in focus.
        var rows: [Row] = []
    }

    /// How probable a class is for each checkpoint.
    struct Curve: Sendable, Equatable {
        var name: String
        /// 0...1; nil where it is not computed yet.
        var values: [Float?]
        /// Whether it is what the open network says.
        var isAnswer = false
    }

    /// One map in every checkpoint.
    struct Row: Sendable {
        /// "#12", or "Units".
        var title: String
        /// Nil where it is not computed yet.
        var cells: [Cell?]
    }

    /// One map in one checkpoint.
    struct Cell: Sendable {
        var image: DisplayImage
        /// Its lowest and highest value.
        var range: ClosedRange<Float>
    }

    /// Where the work stands.
    var phase = Phase.noNetwork
    /// The network that is open in all scenes.
    var open = Network()
    /// The one beside it.
    var other = Network()
    /// Layers of both that lie equally deep: indices of their columns. One pair for each layer of the larger one.
    var links: [Link] = []
    /// The layers that are shown large: indices of columns.
    var focus = Link(open: nil, other: nil)
    /// Checkpoints, where there are some.
    var series: Series?
    /// What they both say, in a sentence.
    var verdict = ""
    /// What one range of colors stands for where maps develop.
    var colorRange = ModelsState.MapColorRange.row
    /// What masks are drawn with.
    var tool = MaskTool.rectangle
    /// The radius of the brush, in pixels of the input.
    var brushRadius: Float = 6

    /// A column of each network, by its index.
    struct Link: Sendable, Equatable {
        var open: Int?
        var other: Int?
    }

    /// The column in focus of the open network.
    var openFocus: Column? {
        focus.open.flatMap { open.columns.indices.contains($0) ? open.columns[$0] : nil }
    }
    /// The column in focus of the other.
    var otherFocus: Column? {
        focus.other.flatMap { other.columns.indices.contains($0) ? other.columns[$0] : nil }
    }
    /// Whether a mask hides something.
    var hasMask: Bool { !open.outlines.isEmpty }
}
