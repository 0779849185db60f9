import Tensors

/// Feature maps less their means, made block by block so that no second copy of the maps is held.
struct CentredMaps {
    let means: [Double]
    /// What the centred maps are multiplied by before they are squared in 32 bits, so that neither very large nor
    /// very small values are lost: a power of two, which changes no digit.
    let scale: Double
    private let values: UnsafeBufferPointer<Float>
    private let pixelCount: Int
    private var mapCount: Int { means.count }

    /// The product of the centred `[maps, pixels]` matrix with itself over its smaller side.
    struct Variance {
        /// Row-major, the lower triangle filled.
        let product: [Double]
        let size: Int
        let isOverMaps: Bool
        /// The sum of the diagonal: the variance of all maps times the number of pixels and the squared scale.
        var total: Double { (0..<size).reduce(0) { $0 + product[$1 * (size + 1)] } }
    }

    init(_ values: UnsafeBufferPointer<Float>, count: Int) {
        let pixels = values.count / count
        let means = (0..<count).map { map in
            values[map * pixels..<(map + 1) * pixels].reduce(0.0) { $0 + Double($1) } / Double(pixels)
        }
        self.init(values, means: means, scale: Self.scale(bringing: values))
    }

    init(_ values: UnsafeBufferPointer<Float>, means: [Double], scale: Double = 1) {
        self.values = values
        self.means = means
        self.scale = scale
        pixelCount = values.count / means.count
    }

    /// The power of two that brings the largest magnitude to 1...2; 1 where that is 0 or not finite.
    private static func scale(bringing values: UnsafeBufferPointer<Float>) -> Double {
        var largest: Float = 0
        for value in values { largest = value.magnitude > largest ? value.magnitude : largest }
        guard largest > 0, largest.isFinite else { return 1 }
        return 1 / Double(largest.binade)
    }

    /// Blocks are multiplied in 32 bits and added up in 64.
    func productOfSmallerSide() -> Variance {
        let isOverMaps = mapCount <= pixelCount
        let size = min(mapCount, pixelCount)
        var product = [Double](repeating: 0, count: size * size)
        var part = [Float](repeating: 0, count: size * size)
        let add = { (block: UnsafePointer<Float>, rows: Int, columns: Int) in
            if isOverMaps {
                LinearAlgebra.multiplyRowsWithRows(block, rows: rows, columns: columns, into: &part)
            } else {
                LinearAlgebra.multiplyColumnsWithColumns(block, rows: rows, columns: columns, into: &part)
            }
            for index in product.indices { product[index] += Double(part[index]) }
        }
        if isOverMaps {
            forEachPixelBlock { block, pixels in add(block, mapCount, pixels.count) }
        } else {
            forEachMapBlock { block, maps in add(block, maps.count, pixelCount) }
        }
        return Variance(product: product, size: size, isOverMaps: isOverMaps)
    }

    /// The weight of every map, up to a common factor, from the component's direction over the pixels.
    func weights(fromPixels direction: [Double]) -> [Double] {
        let direction = direction.map(Float.init)
        var weights = [Float](repeating: 0, count: mapCount)
        weights.withUnsafeMutableBufferPointer { weights in
            forEachMapBlock { block, maps in
                guard let start = weights.baseAddress else { return }
                LinearAlgebra.multiplyRows(
                    of: block, rows: maps.count, columns: pixelCount, with: direction,
                    into: start + maps.lowerBound)
            }
        }
        return weights.map(Double.init)
    }

    /// The weighted sum of the centred maps, without the scale, one number a pixel.
    func scores(_ weights: [Float]) -> [Float] {
        var scores = [Float](repeating: 0, count: pixelCount)
        scores.withUnsafeMutableBufferPointer { scores in
            forEachPixelBlock { block, pixels in
                guard let start = scores.baseAddress else { return }
                LinearAlgebra.sumRows(
                    of: block, rows: mapCount, columns: pixels.count, weights: weights,
                    into: start + pixels.lowerBound)
            }
        }
        return scale == 1 ? scores : scores.map { Float(Double($0) / scale) }
    }

    /// Blocks of about 1 MB.
    private static let blockElementCount = 1 << 18

    private func forEachPixelBlock(_ body: (UnsafePointer<Float>, Range<Int>) -> Void) {
        let length = max(64, Self.blockElementCount / mapCount)
        forEachBlock(of: pixelCount, length: length) { pixels in
            withBlock(maps: 0..<mapCount, pixels: pixels) { body($0, pixels) }
        }
    }

    private func forEachMapBlock(_ body: (UnsafePointer<Float>, Range<Int>) -> Void) {
        let length = max(16, Self.blockElementCount / pixelCount)
        forEachBlock(of: mapCount, length: length) { maps in
            withBlock(maps: maps, pixels: 0..<pixelCount) { body($0, maps) }
        }
    }

    private func forEachBlock(of count: Int, length: Int, _ body: (Range<Int>) -> Void) {
        for start in stride(from: 0, to: count, by: length) { body(start..<min(start + length, count)) }
    }

    private func withBlock(maps: Range<Int>, pixels: Range<Int>, _ body: (UnsafePointer<Float>) -> Void) {
        guard let source = values.baseAddress else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: maps.count * pixels.count) { block in
            guard let start = block.baseAddress else { return }
            for (row, map) in maps.enumerated() {
                let from = source + map * pixelCount + pixels.lowerBound
                let to = start + row * pixels.count
                let mean = means[map]
                for pixel in 0..<pixels.count { to[pixel] = Float((Double(from[pixel]) - mean) * scale) }
            }
            body(start)
        }
    }
}
