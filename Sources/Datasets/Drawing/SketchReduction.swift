/// How a sketch becomes the picture that a network is fed: white on black, the way data sets of handwriting were made.
public enum SketchReduction: String, Sendable, CaseIterable {
    /// As the UCI digits: a raster of 32 x 32 dots, of which each block of 4 x 4 is counted, 0...16; made 32 x 32 again
    /// by bilinear interpolation, as the Digits network was trained.
    ///
    /// Source: Alpaydin and Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998;
    /// the digits had been brought to one size and thickness by NIST's programs (Garris et al., NISTIR 5469, 1994). In
    /// the data every digit fills all 32 rows, hardly one more than 24 columns, and about 30.5 % of the dots are ink;
    /// a sketch is brought to the same.
    case blocks
    /// As MNIST: fitted into 20 x 20 pixels, its proportions kept, with soft edges; in 28 x 28 pixels its centre of
    /// mass is in the middle. Source: LeCun, Cortes, Burges, The MNIST database of handwritten digits.
    case mnist
    /// As it was drawn, in the input's own pixels, with soft edges.
    case plain

    /// The reduction that suits a network's input of the given extents.
    public static func suiting(width: Int, height: Int) -> SketchReduction {
        switch (width, height) {
        case (8, 8), (32, 32): .blocks
        case (28, 28): .mnist
        default: .plain
        }
    }

    /// What becomes of a sketch for an input of `width` x `height` pixels.
    public func reduce(_ sketch: Sketch, width: Int, height: Int) -> ReducedSketch {
        switch self {
        case .blocks: .blocks(of: sketch, isSmall: width <= 8 && height <= 8)
        case .mnist: .mnist(of: sketch, width: width, height: height)
        case .plain: .plain(of: sketch, width: width, height: height)
        }
    }
}

/// A sketch as a network is fed it.
public struct ReducedSketch: Sendable, Equatable {
    /// What was made of the sketch: columns and rows of `levels`.
    public let columns: Int
    /// Rows of `levels`.
    public let rows: Int
    /// How much ink is where, 0...`highest`, row-major.
    public let levels: [Int]
    /// The level of full ink.
    public let highest: Int
    /// How wide the pen was, in the raster's pixels.
    public let penWidth: Double
    /// The picture, white on black.
    public let picture: Picture
}

extension ReducedSketch {
    // MARK: As the UCI digits

    /// The raster's side, the blocks' side, and the blocks in a row.
    private static let side = 32, blockSide = 4, blockCount = 8
    /// Columns that a digit fills at most, and the share of the dots that are ink: the data's.
    private static let widest = 24.0, inkShare = 0.305
    /// The pens that are tried, in dots.
    private static let pens = Array(stride(from: 3.0, through: 8, by: 0.25))

    static func blocks(of sketch: Sketch, isSmall: Bool) -> ReducedSketch {
        let (raster, pen) = normalized(sketch)
        let counts = blockCounts(raster.dots(penWidth: pen))
        let levels = isSmall ? counts.map { byte(Double($0) / 16) } : enlarged(counts)
        return ReducedSketch(
            columns: blockCount, rows: blockCount, levels: counts, highest: blockSide * blockSide,
            penWidth: pen,
            picture: grayPicture(levels, width: isSmall ? blockCount : side))
    }

    /// Dots of 32 x 32 counted in blocks of 4 x 4, `[8, 8]`.
    static func blockCounts(_ dots: [Bool]) -> [Int] {
        var counts = [Int](repeating: 0, count: blockCount * blockCount)
        for (index, isOn) in dots.enumerated() where isOn {
            counts[index / side / blockSide * blockCount + index % side / blockSide] += 1
        }
        return counts
    }

    /// 8 x 8 counts as 32 x 32 levels: bilinear between the blocks' centres, edges repeated. Exact: all weights are
    /// eighths.
    static func enlarged(_ counts: [Int]) -> [UInt8] {
        func taps(_ pixel: Int) -> (low: Int, high: Int, eighths: Int) {
            // The pixel's centre, in eighths of a block from the first block's centre.
            let place = 2 * pixel + 1 - blockSide
            let low = (place + 8) / 8 - 1
            return (max(low, 0), min(low + 1, blockCount - 1), place - low * 8)
        }
        return (0..<side * side).map { pixel in
            let (x, y) = (taps(pixel % side), taps(pixel / side))
            func row(_ y: Int) -> Int {
                counts[y * blockCount + x.low] * (8 - x.eighths) + counts[y * blockCount + x.high] * x.eighths
            }
            let sum = row(y.low) * (8 - y.eighths) + row(y.high) * y.eighths
            return byte(Double(sum) / 1024)
        }
    }

    /// The sketch over all 32 rows and at most 24 columns, and the pen that makes as much ink as the data have.
    private static func normalized(_ sketch: Sketch) -> (raster: SketchRaster, penWidth: Double) {
        let inked = sketch.inkedPoints()
        var result = fitted(sketch, inked, penWidth: Sketch.penWidth * Double(side))
        // The wider the pen, the less room its lines have: fitted once more with the one that was found.
        result = fitted(sketch, inked, penWidth: result.penWidth)
        return result
    }

    private static func fitted(
        _ sketch: Sketch, _ inked: [SIMD2<Double>], penWidth: Double
    ) -> (raster: SketchRaster, penWidth: Double) {
        let low = inked.reduce(SIMD2(repeating: 1)) { pointwiseMin($0, $1) }
        let high = inked.reduce(SIMD2(repeating: 0)) { pointwiseMax($0, $1) }
        let (extent, centre) = (high - low, (low + high) / 2)
        // A dot stays a dot: nothing becomes more than four times as large.
        let largest = Double(4 * side)
        let down = min((Double(side) - penWidth) / max(extent.y, 1e-6), largest)
        let across = min(down, (widest - penWidth) / max(extent.x, 1e-6))
        let middle = SIMD2(repeating: Double(side) / 2)
        let scale = SIMD2(across, down)
        let raster = SketchRaster(
            sketch, width: side, height: side, widestPen: 8,
            eraserWidth: Sketch.eraserWidth * (across * down).squareRoot()
        ) { ($0 - centre) * scale + middle }
        let wanted = inkShare * Double(side * side)
        let pen = pens.min { left, right in
            let ink = { (pen: Double) in abs(Double(raster.dots(penWidth: pen).count { $0 }) - wanted) }
            return ink(left) < ink(right)
        }
        return (raster, pen ?? penWidth)
    }

    // MARK: As MNIST

    static func mnist(of sketch: Sketch, width: Int, height: Int) -> ReducedSketch {
        let (side, box, pen) = (28, 20.0, 2.5)
        let inked = sketch.inkedPoints()
        let low = inked.reduce(SIMD2(repeating: 1)) { pointwiseMin($0, $1) }
        let high = inked.reduce(SIMD2(repeating: 0)) { pointwiseMax($0, $1) }
        let extent = high - low
        let scale = min((box - pen) / max(extent.x, extent.y, 1e-6), Double(4 * side))
        let (centre, middle) = ((low + high) / 2, SIMD2(repeating: Double(side) / 2))
        func drawn(_ shift: SIMD2<Double>) -> [Double] {
            SketchRaster(
                sketch, width: side, height: side, widestPen: pen, eraserWidth: Sketch.eraserWidth * scale
            ) {
                ($0 - centre) * scale + middle + shift
            }.coverage(penWidth: pen)
        }
        let first = drawn(.zero)
        let ink = first.reduce(0, +)
        guard ink > 0 else { return padded(first, side, pen, width, height) }
        let mass = first.indices.reduce(SIMD2<Double>.zero) { sum, index in
            sum + SIMD2(Double(index % side) + 0.5, Double(index / side) + 0.5) * first[index]
        }
        // Whole pixels, as the pictures of MNIST were moved; no more than keeps the box inside.
        let shift = (middle - mass / ink).rounded(.toNearestOrEven)
        let room = SIMD2(repeating: (Double(side) - box) / 2)
        return padded(drawn(pointwiseMin(pointwiseMax(shift, -room), room)), side, pen, width, height)
    }

    /// In the middle of an input that is larger, black around.
    private static func padded(
        _ coverage: [Double], _ side: Int, _ pen: Double, _ width: Int, _ height: Int
    ) -> ReducedSketch {
        let bytes = coverage.map(byte)
        let (columns, rows) = (max(width, side), max(height, side))
        var levels = [UInt8](repeating: 0, count: columns * rows)
        for y in 0..<side {
            for x in 0..<side {
                levels[(y + (rows - side) / 2) * columns + x + (columns - side) / 2] = bytes[y * side + x]
            }
        }
        return ReducedSketch(
            columns: side, rows: side, levels: bytes.map { Int($0) }, highest: 255, penWidth: pen,
            picture: grayPicture(levels, width: columns))
    }

    // MARK: As it was drawn

    static func plain(of sketch: Sketch, width: Int, height: Int) -> ReducedSketch {
        let extent = SIMD2(Double(width), Double(height))
        let shorter = min(extent.x, extent.y)
        let pen = Sketch.penWidth * shorter
        let levels = SketchRaster(
            sketch, width: width, height: height, widestPen: pen, eraserWidth: Sketch.eraserWidth * shorter
        ) { ($0 - 0.5) * shorter + extent / 2 }.coverage(penWidth: pen).map(byte)
        return ReducedSketch(
            columns: width, rows: height, levels: levels.map { Int($0) }, highest: 255, penWidth: pen,
            picture: grayPicture(levels, width: width))
    }

    /// Halves to even, as numpy rounds.
    private static func byte(_ level: Double) -> UInt8 { UInt8((level * 255).rounded(.toNearestOrEven)) }

    private static func grayPicture(_ levels: [UInt8], width: Int) -> Picture {
        Picture(width: width, height: levels.count / width, pixels: levels.flatMap { [$0, $0, $0] })
    }
}
