/// Grad-CAM of a network by PyTorch's autograd in double precision: what `Tools/record_gradients.py` left.
public struct RecordedGradients: Decodable, Sendable {
    /// What belongs to one layer.
    public struct Entry: Decodable, Sendable {
        /// The name of the layer's value in the file.
        public let value: String
        /// The spatial means of the gradient, one a map.
        public let weights: RecordedFloats
        /// The weighted sum of the maps after ReLU, row-major.
        public let map: RecordedFloats
    }
    /// The class whose logit it is.
    public let classIndex: Int
    /// The input, one number a square of 8 x 8 pixels, of the networks that come with the program.
    public let squares: RecordedFloats?
    /// One entry a layer.
    public let layers: [Entry]
}
