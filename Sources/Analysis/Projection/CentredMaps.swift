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
    /// The cluster of every channel, -1 where it is in none, and the column of a block that it goes to.
    private var clusterOfChannel: [Int32], places: [Int32]
    /// The first column of every cluster, and that after the last.
    private var starts: [Int]
    /// For each map of a cluster: how many of the cluster's channels come before it in the layer.
    private let ranks: [[Int]]

    /// - Parameters:
    ///   - maps: `[height, width, channels]`.
    ///   - means: one a channel.
    ///   - clusters: channels; each is in one cluster at most, and there are at most eight clusters.
    ///   - magnitudes: the largest magnitude of each cluster; the maps are not scaled where it is 1.
    init(_ maps: Tensor, means: [Double], clusters: [[Int]], magnitudes: [Float]) {
        precondition(clusters.count <= Int(CK_MOST_CLUSTERS), "\(clusters.count) clusters")
        self.maps = maps
        self.clusters = clusters
        clusterScales = magnitudes.map(Self.scale(bringing:))
        let zeros = [Float](repeating: 0, count: maps.channelCount)
        (scale, high, low) = (zeros, zeros, zeros)
        starts = [0]
        for cluster in clusters { starts.append(starts[starts.count - 1] + Self.roundedUp(cluster.count)) }
        // Channels of no cluster go to a column of their own after the last.
        places = [Int32](repeating: Int32(starts[clusters.count]), count: maps.channelCount)
        clusterOfChannel = [Int32](repeating: -1, count: maps.channelCount)
        ranks = clusters.map(Self.ranks)
        for (index, cluster) in clusters.enumerated() {
            for (channel, rank) in zip(cluster, ranks[index]) {
                let mean = means[channel] * clusterScales[index]
                scale[channel] = Float(clusterScales[index])
                high[channel] = Float(mean)
                low[channel] = Float(mean - Double(high[channel]))
                clusterOfChannel[channel] = Int32(index)
                places[channel] = Int32(starts[index] + rank)
            }
        }
    }

    /// The position of every element if they were sorted.
    private static func ranks(of channels: [Int]) -> [Int] {
        var ranks = [Int](repeating: 0, count: channels.count)
        for (rank, position) in channels.indices.sorted(by: { channels[$0] < channels[$1] }).enumerated() {
            ranks[position] = rank
        }
        return ranks
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
            withFloats(stride * width) { turned in
                ck_transpose(block, width, stride, turned)
                sum.add(turned + starts[index] * width, rows: clusters[index].count, stride: width)
            }
        }
        return Variance(product: sum.total(), size: pixelCount, isOverMaps: false)
    }

    /// The weight of every map of a cluster, up to a common factor, from the largest eigenvector of its variance.
    func weights(ofCluster index: Int, from eigenvector: [Double], of variance: Variance) -> [Double] {
        let byRank = variance.isOverMaps ? eigenvector : weights(ofCluster: index, fromPixels: eigenvector)
        return ranks[index].map { byRank[$0] }
    }

    private func weights(ofCluster index: Int, fromPixels direction: [Double]) -> [Double] {
        var weights = [Float](repeating: 0, count: clusters[index].count)
        withBlock(0..<pixelCount, rowCount: pixelCount) { block in
            ck_add_rows(
                block + starts[index], pixelCount, weights.count, stride, direction.map(Float.init), &weights)
        }
        return weights.map(Double.init)
    }

    /// The weighted sums of the centred maps of every cluster, without the scale, `[clusters][pixels]`.
    ///
    /// - Parameter weights: one a map; nil for a cluster that is left out and gets zeros.
    func scores(_ weights: [[Float]?]) -> [[Float]] {
        var byChannel = [Float](repeating: 0, count: clusters.count * maps.channelCount)
        for (index, weights) in weights.enumerated() {
            for (channel, weight) in zip(clusters[index], weights ?? []) {
                byChannel[index * maps.channelCount + channel] = weight
            }
        }
        var scores = [Float](repeating: 0, count: clusters.count * pixelCount)
        withCentring { centring in
            var centring = centring
            ck_scores(&centring, 0, pixelCount, byChannel, clusters.count, &scores, pixelCount)
        }
        return clusters.indices.map { index in
            let own = scores[index * pixelCount..<(index + 1) * pixelCount]
            let scale = clusterScales[index]
            return scale == 1 ? Array(own) : own.map { Float(Double($0) / scale) }
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
            withFloats((blocks.first?.count ?? 0) * stride) { block in
                for pixels in blocks {
                    centre(pixels, centring, into: block)
                    body(block, pixels)
                }
            }
        }
    }

    /// All of some pixels in one block of `rowCount` rows, the last of which may be more than there are pixels.
    private func withBlock(_ pixels: Range<Int>, rowCount: Int, _ body: (UnsafePointer<Float>) -> Void) {
        withCentring { centring in
            withFloats(rowCount * stride) { block in
                centre(pixels, centring, into: block)
                body(block)
            }
        }
    }

    private func centre(
        _ pixels: Range<Int>, _ centring: ck_centring, into block: UnsafeMutablePointer<Float>
    ) {
        var centring = centring
        clusterOfChannel.withUnsafeBufferPointer { clusterOfChannel in
            places.withUnsafeBufferPointer { places in
                var layout = ck_clusters(
                    count: clusters.count, of_channel: clusterOfChannel.baseAddress,
                    places: places.baseAddress)
                ck_centre(&centring, &layout, pixels.lowerBound, pixels.count, block, stride)
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

/// Room for floats that are not initialised.
private func withFloats(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { memory in
        if let start = memory.baseAddress { body(start) }
    }
}
