import CKernels
import Tensors

/// The maps of a layer less their means, the clusters side by side, made block by block so that no second copy of
/// the maps is held.
struct CentredMaps {
    /// The product of a cluster's centred `[pixels, maps]` matrix with itself over its smaller side.
    struct Variance {
        /// Row-major, the lower triangle filled.
        let product: [Double]
        let size: Int
        let isOverMaps: Bool
        /// The sum of the diagonal: the variance of all maps times the number of pixels and the squared scale.
        var total: Double { (0..<size).reduce(0) { $0 + product[$1 * (size + 1)] } }
    }

    private let maps: Tensor
    private let clusters: [[Int]]
    /// What each cluster's centred maps are multiplied by before they are squared in 32 bits, so that neither very
    /// large nor very small values are lost: a power of two, which changes no digit.
    private let clusterScales: [Double]
    private var scale: [Float], high: [Float], low: [Float]
    /// The column of a block that a channel goes to.
    private var places: [Int32]
    /// The first column of every cluster, and their number.
    private var starts: [Int]

    /// - Parameters:
    ///   - maps: `[height, width, channels]`.
    ///   - means: one a channel.
    ///   - clusters: channels; each is in one cluster at most.
    ///   - magnitudes: the largest magnitude of each cluster; the maps are not scaled where it is 1.
    init(_ maps: Tensor, means: [Double], clusters: [[Int]], magnitudes: [Float]) {
        self.maps = maps
        self.clusters = clusters
        clusterScales = magnitudes.map(Self.scale(bringing:))
        let zeros = [Float](repeating: 0, count: maps.channelCount)
        (scale, high, low) = (zeros, zeros, zeros)
        starts = [0]
        for cluster in clusters { starts.append(starts[starts.count - 1] + Self.roundedUp(cluster.count)) }
        // Channels of no cluster go to a column of their own after the last.
        places = [Int32](repeating: Int32(starts[clusters.count]), count: maps.channelCount)
        for (index, cluster) in clusters.enumerated() {
            for (position, channel) in cluster.enumerated() {
                let mean = means[channel] * clusterScales[index]
                scale[channel] = Float(clusterScales[index])
                high[channel] = Float(mean)
                low[channel] = Float(mean - Double(high[channel]))
                places[channel] = Int32(starts[index] + position)
            }
        }
    }

    /// The power of two that brings the magnitude to 1...2, as far as floats reach; 1 where that is 0 or not finite.
    private static func scale(bringing magnitude: Float) -> Double {
        magnitude > 0 && magnitude.isFinite ? min(1 / Double(magnitude.binade), 0x1p126) : 1
    }

    /// Whole columns of the kernel.
    private static func roundedUp(_ count: Int) -> Int {
        (count + Int(CK_GRAM_COLUMNS) - 1) / Int(CK_GRAM_COLUMNS) * Int(CK_GRAM_COLUMNS)
    }

    private var pixelCount: Int { maps.pixelCount }
    private var stride: Int { starts[clusters.count] + Int(CK_GRAM_COLUMNS) }

    /// The variance of every cluster.
    func variances() -> [Variance] {
        var overMaps = clusters.map { $0.count <= pixelCount ? BlockSum(size: $0.count) : nil }
        if overMaps.contains(where: { $0 != nil }) {
            forEachBlock { block, pixels in
                for index in clusters.indices {
                    overMaps[index]?.add(block + starts[index], rows: pixels.count, stride: stride)
                }
            }
        }
        return clusters.indices.map { index in
            guard let sum = overMaps[index]?.total() else { return varianceOverPixels(index) }
            return Variance(product: sum, size: clusters[index].count, isOverMaps: true)
        }
    }

    /// For a cluster of more maps than pixels.
    private func varianceOverPixels(_ index: Int) -> Variance {
        let width = Self.roundedUp(pixelCount)
        var sum = BlockSum(size: pixelCount)
        withBlock(0..<pixelCount, rowCount: width) { block in
            withFloats(stride * width + Int(CK_GRAM_SLACK)) { turned in
                ck_transpose(block, width, stride, turned)
                sum.add(turned + starts[index] * width, rows: clusters[index].count, stride: width)
            }
        }
        return Variance(product: sum.total(), size: pixelCount, isOverMaps: false)
    }

    /// The weight of every map of a cluster, up to a common factor, from the component's direction over the pixels.
    func weights(ofCluster index: Int, fromPixels direction: [Double]) -> [Double] {
        var weights = [Float](repeating: 0, count: clusters[index].count)
        withBlock(0..<pixelCount, rowCount: pixelCount) { block in
            ck_add_rows(
                block + starts[index], pixelCount, weights.count, stride, direction.map(Float.init), &weights)
        }
        return weights.map(Double.init)
    }

    /// The weighted sums of the centred maps of every cluster, without the scale, one number a pixel.
    ///
    /// - Parameter weights: one a map; nil for a cluster that is left out.
    func scores(_ weights: [[Float]?]) -> [[Float]] {
        let byChannel = weights.enumerated().map { index, weights in
            var byChannel = [Float](repeating: 0, count: maps.channelCount)
            for (channel, weight) in zip(clusters[index], weights ?? []) { byChannel[channel] = weight }
            return byChannel
        }
        var scores = weights.map { $0 == nil ? [] : [Float](repeating: 0, count: pixelCount) }
        withCentring { centring in
            var centring = centring
            for pixels in blocks(0..<pixelCount) {
                for index in clusters.indices where weights[index] != nil {
                    scores[index].withUnsafeMutableBufferPointer { scores in
                        guard let start = scores.baseAddress else { return }
                        ck_scores(
                            &centring, pixels.lowerBound, pixels.count, byChannel[index],
                            start + pixels.lowerBound)
                    }
                }
            }
        }
        return zip(scores, clusterScales).map { scores, scale in
            scale == 1 ? scores : scores.map { Float(Double($0) / scale) }
        }
    }

    /// Pixels whose maps fill about 128 KB, a part of a core's second cache.
    private func blocks(_ pixels: Range<Int>) -> [Range<Int>] {
        let length = max(32, (1 << 15) / maps.channelCount)
        return Swift.stride(from: pixels.lowerBound, to: pixels.upperBound, by: length).map {
            $0..<min($0 + length, pixels.upperBound)
        }
    }

    private func forEachBlock(_ body: (UnsafePointer<Float>, Range<Int>) -> Void) {
        let blocks = blocks(0..<pixelCount)
        withCentring { centring in
            var centring = centring
            withFloats((blocks.first?.count ?? 0) * stride + Int(CK_GRAM_SLACK)) { block in
                for pixels in blocks {
                    ck_centre(&centring, pixels.lowerBound, pixels.count, places, block, stride)
                    body(block, pixels)
                }
            }
        }
    }

    /// All of some pixels in one block of `rowCount` rows, the last of which may be more than there are pixels.
    private func withBlock(_ pixels: Range<Int>, rowCount: Int, _ body: (UnsafePointer<Float>) -> Void) {
        withCentring { centring in
            var centring = centring
            withFloats(rowCount * stride + Int(CK_GRAM_SLACK)) { block in
                ck_centre(&centring, pixels.lowerBound, pixels.count, places, block, stride)
                body(block)
            }
        }
    }

    private func withCentring(_ body: (ck_centring) -> Void) {
        maps.withPointer { values in
            scale.withUnsafeBufferPointer { scale in
                high.withUnsafeBufferPointer { high in
                    low.withUnsafeBufferPointer { low in
                        body(
                            ck_centring(
                                values: values, channels: maps.channelCount, scale: scale.baseAddress,
                                high: high.baseAddress, low: low.baseAddress))
                    }
                }
            }
        }
    }
}

/// The product of a matrix with itself, added up block by block: in 32 bits for some thousand rows, then in 64.
private struct BlockSum {
    private let size: Int
    private let width: Int
    private var part: [Float]
    private var sum: [Double]
    private var rowsInPart = 0

    init(size: Int) {
        self.size = size
        width = (size + Int(CK_GRAM_COLUMNS) - 1) / Int(CK_GRAM_COLUMNS) * Int(CK_GRAM_COLUMNS)
        part = [Float](repeating: 0, count: (size + Int(CK_GRAM_SLACK)) * width)
        sum = [Double](repeating: 0, count: size * size)
    }

    mutating func add(_ block: UnsafePointer<Float>, rows: Int, stride: Int) {
        ck_gram(block, rows, size, stride, &part)
        rowsInPart += rows
        if rowsInPart >= 4096 { flush() }
    }

    mutating func total() -> [Double] {
        flush()
        return sum
    }

    private mutating func flush() {
        guard rowsInPart > 0 else { return }
        rowsInPart = 0
        part.withUnsafeMutableBufferPointer { part in
            sum.withUnsafeMutableBufferPointer { sum in
                for row in 0..<size {
                    for column in 0...row { sum[row * size + column] += Double(part[row * width + column]) }
                }
                part.update(repeating: 0)
            }
        }
    }
}

/// Room for floats that are not initialised.
private func withFloats(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { memory in
        if let start = memory.baseAddress { body(start) }
    }
}
