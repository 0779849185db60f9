import Inference

/// The one current thing of every kind, shared by all scenes.
public struct Selection: Sendable, Equatable {
    /// The variant that is shown, by `Variant.id`.
    public var variant = Variant.originalID
    /// The part of the variant's mask that is selected, an index into `Variant.parts`; never an undo step.
    public var mask: Int?
    /// The layer whose column is in focus, by `Layer.id`.
    public var layer: Int?
    /// The block that is fanned out, an index into `LayerAnalysis.clusters` of `layer`; in the mode without
    /// clusters, 0 stands for all maps of the layer.
    public var cluster: Int?
    /// The map that is open, by its number in `layer`.
    public var map: Int?
    /// The pixel whose receptive field stays shown.
    public var pin: Pin?
    /// The numbers that are explained: the one that was asked for, then those stepped into, each made of the next.
    public var explained: [ValuePlace] = []
    /// The class that the occlusion map speaks of; nil: the original's most probable one.
    public var classIndex: Int?
    /// The network's own classes that are picked to be merged.
    public var pickedLabels: Set<Int> = []
    /// The selected samples, by their index in the data set.
    public var samples: Set<Int> = []
    /// The sample that the pointer is on, ringed in every view.
    public var pointedSample: Int?

    /// A pixel of a layer's maps.
    public struct Pin: Sendable, Hashable {
        /// The layer, by `Layer.id`.
        public var layer: Int
        /// The row of blocks in which it was pointed at, an index into `LayerAnalysis.clusters`.
        public var cluster: Int
        /// The column of the pixel, from 0 at the left.
        public var x: Int
        /// The row of the pixel, from 0 at the top.
        public var y: Int

        /// A pixel; see the properties for the meaning of the parameters.
        public init(layer: Int, cluster: Int, x: Int, y: Int) {
            self.layer = layer
            self.cluster = cluster
            self.x = x
            self.y = y
        }
    }

    /// Nothing chosen but the original.
    public init() {}
}
