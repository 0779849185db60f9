import Foundation
import Samples

/// Something of the data-set views.
public enum SampleCommand: Sendable, Equatable {
    // Data
    /// Opens a folder, a CSV, an IDX file or an .npy stack, and runs it through the network.
    case open(URL)
    /// Opens one of the data sets that come with the program, by its name.
    case openShipped(String)
    /// Takes the current pool of masked variants as a data set.
    case openPool
    /// Runs the rest of the data through the network.
    case resume
    /// Gives the pass up; what is done stays.
    case cancel
    /// Closes the data set.
    case close

    // The selection
    /// Selects samples, by their index in the data set.
    case select(Set<Int>, SelectionMode = .replace)
    /// Selects the members of a class that are looked at, an index into the classes; nil: those of no class.
    case selectClass(Int?, SelectionMode = .replace)
    /// Rings a sample in every view; nil: none.
    case point(Int?)
    /// Selects places of maps, and the samples that they lie in.
    case selectPlaces(SelectedPlaces, SelectionMode = .replace)
    /// Makes a sample the one whose neighbours are shown.
    case focus(Int)
    /// Draws and lists no samples but these among the neighbours.
    case filter(SampleFilter)

    // Classes
    /// Makes a class of the selected samples, which leave the classes that they were in.
    case makeClass(name: String)
    /// Puts the selected samples into a class, an index into the classes.
    case moveSelection(toClass: Int)
    /// Gives a class another name.
    case renameClass(Int, String)
    /// Removes a class that a user has made: its samples go back to those of the data set.
    case removeClass(Int)
    /// Looks at nothing but these classes; nil: at all.
    case narrow(toClasses: [Int]?)
    /// Looks at nothing but the selected samples.
    case narrowToSelection
    /// Compares the others with this class; nil: with none.
    case setReference(Int?)

    // How it is looked at
    /// Changes what the panels set.
    case set(SampleSettings)
    /// Shows a layer on the Map, by `SampleLayer.id`.
    case showLayer(Int)
    /// Opens an operation in Curves, by `SampleOperation.id`, and with it the layer that it belongs to.
    case showOperation(Int)
    /// Opens a layer in Channels, or closes it.
    case toggleLayer(Int)
    /// Shows something else of a layer that is open in Channels.
    case setView(LayerView, layer: Int)
    /// Keeps something on screen; nil lets go.
    case pin(SamplePin?)
    /// Opens a sample as the picture of the Network scene.
    case openSample(Int)
}

/// Places of an operation's maps.
public struct SelectedPlaces: Sendable, Equatable {
    /// A place of a sample's maps.
    public struct Place: Sendable, Hashable {
        /// The sample, by its index in the data set.
        public var sample: Int
        /// Row * width + column.
        public var place: Int

        /// A place.
        public init(sample: Int, place: Int) { (self.sample, self.place) = (sample, place) }
    }

    /// The operation, by `SampleOperation.id`.
    public var operation: Int
    /// The places.
    public var places: Set<Place>

    /// Places of an operation.
    public init(operation: Int, places: Set<Place>) { (self.operation, self.places) = (operation, places) }
}

/// What a new selection does to the one before.
public enum SelectionMode: Sendable, Equatable {
    /// It takes its place.
    case replace
    /// It is added.
    case add
    /// It is taken away.
    case remove
}
