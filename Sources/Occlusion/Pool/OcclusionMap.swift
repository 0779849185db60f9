import Tensors

extension Pool {
    /// How much each pixel matters for the original's label: the mean over the windows that cover it of what
    /// the label's probability loses, -1...1, `[height, width]`. Pixels that no window covers have 0.
    ///
    /// Source: M. Zeiler and R. Fergus, "Visualizing and understanding convolutional networks", 2014.
    public var occlusionMap: Tensor {
        var sums = [Double](repeating: 0, count: width * height)
        var counts = [Int](repeating: 0, count: width * height)
        let label = original.predicted
        for variant in variants {
            let drop = Double(original.probabilities[label]) - Double(variant.output.probabilities[label])
            let inside = variant.mask.clipped(toWidth: width, height: height)
            for y in inside.rows {
                for x in inside.columns {
                    sums[y * width + x] += drop
                    counts[y * width + x] += 1
                }
            }
        }
        let means = zip(sums, counts).map { sum, count in count > 0 ? Float(sum / Double(count)) : 0 }
        return Tensor(shape: [height, width], values: means)
    }
}
