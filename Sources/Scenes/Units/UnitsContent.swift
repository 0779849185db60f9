import Inference
import Rendering
import Samples
import Workbench

/// What the Units scene shows, without any geometry of the stage.
@MainActor struct UnitsContent: SampleContent {
    /// A class of the list.
    struct ClassRow: Equatable {
        /// An index into the data set's classes; -1: no class.
        var index: Int
        var name: String
        /// How many pictures it has, or where something is selected how many of the selected points.
        var count: Int
    }

    /// A layer of the strip.
    struct Layer {
        /// By `SampleLayer.id`.
        var id: Int
        var name: String
        /// The mean response of every unit to the selection, in standard deviations; nil: not there yet.
        var scores: [Float]?
        /// The responses as colours, the highest first.
        var barcode: DisplayImage?
        /// The units in the order of the barcode.
        var order: [Int] = []
        /// What its units are called.
        var unitNames: [String] = []
    }

    /// Whether there are activations to be shown.
    var isOpen = false
    /// What stands above the stage; `wait` where there are no points yet.
    var title = MapContent.Words(heading: "Units")
    /// The points; nil: they are not there yet.
    var cloud: UnitCloud?
    /// The units in the order of the plots.
    var order: [Int] = []
    /// What the units are called.
    var unitNames: [String] = []
    /// Columns and rows of the operation's maps; one each for vectors.
    var mapSize = SIMD2(1, 1)
    /// The operation, by `SampleOperation.id`.
    var operation = 0
    /// The layer that it belongs to, by `SampleLayer.id`.
    var layer = 0
    /// The points that are selected.
    var chosen = UnitSelection.none
    /// The selected samples, by their index in the data set.
    var selected: Set<Int> = []
    /// The samples that are selected with "all".
    var samples: [Int] { cloud?.samples ?? [] }
    /// Whether places are selected, not whole pictures.
    var hasPlaces = false
    /// The sample that is pointed at in any view, by its index in the data set.
    var pointed: Int?
    /// The classes.
    var classes: [ClassRow] = []
    /// The layers, the input first.
    var layers: [Layer] = []
    /// Why there are no responses.
    var responseWait = ""
    /// What is known of single samples.
    var facts: SampleFacts?
    /// What the panel has set.
    var settings = SampleSettings()
    /// The extent of the pictures that the network is fed, in pixels.
    var pictureSize = SIMD2(1, 1)
    /// The small picture of a sample, by its index in the data set.
    var thumbnail: (Int) -> DisplayImage? = { _ in nil }
    /// The picture that the network is fed; nil until it has been read.
    var picture: (Int) -> DisplayImage? = { _ in nil }
    /// The pixels of the picture that a place of the operation's maps sees; nil: nobody knows.
    var field: (Int) -> PixelBox? = { _ in nil }

    /// Whether a picture has more than one place.
    var isMap: Bool { mapSize.x * mapSize.y > 1 }

    /// The column and row of a place.
    func position(ofPlace place: Int) -> SIMD2<Int> { SIMD2(place % mapSize.x, place / mapSize.x) }
}
