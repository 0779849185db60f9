/// Pictures at another size, by filters that widen as a picture shrinks.
///
/// The same numbers as Pillow's `Image.resize`, which torchvision, timm and transformers use: first along the
/// rows, then along the columns, weights in 22-bit fixed point, rounded to 8 bits after each. (Pillow 13 begins
/// with the columns where a picture becomes wider and lower; a few levels differ there.)
extension Picture {
    /// The picture at `width` x `height` pixels; its proportions change with them.
    public func resized(
        toWidth width: Int, height: Int, by interpolation: Interpolation = .bilinear
    ) -> Picture {
        resized(
            toWidth: width, height: height, keepingColumns: 0..<width, rows: 0..<height, by: interpolation)
    }

    /// The given columns and rows of the picture at `width` x `height` pixels; only these are computed, so
    /// the whole may be far larger than would fit in memory.
    public func resized(
        toWidth width: Int, height: Int, keepingColumns columns: Range<Int>, rows: Range<Int>,
        by interpolation: Interpolation = .bilinear
    ) -> Picture {
        precondition(
            !columns.isEmpty && !rows.isEmpty && columns.lowerBound >= 0 && columns.upperBound <= width
                && rows.lowerBound >= 0 && rows.upperBound <= height,
            "columns \(columns) and rows \(rows) of \(width) x \(height) pixels")
        let across = ResamplingTaps(from: self.width, to: width, keeping: columns, by: interpolation)
        let down = ResamplingTaps(from: self.height, to: height, keeping: rows, by: interpolation)
        return resizedAlongRows(across, sourceRows: down.reach).resizedAlongColumns(down)
    }

    /// Only the rows that are read later are made; the others keep out of the memory.
    private func resizedAlongRows(_ taps: ResamplingTaps, sourceRows: Range<Int>) -> Picture {
        let targetWidth = taps.targets.count
        let resized = Self.made(width: targetWidth, height: sourceRows.count) { target in
            pixels.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress else { return }
                for (row, y) in sourceRows.enumerated() {
                    let from = source + y * width * 3
                    let to = target + row * targetWidth * 3
                    for (x, tap) in taps.targets.enumerated() {
                        taps.weigh(tap, from + tap.first * 3, stride: 3, into: to + x * 3)
                    }
                }
            }
        }
        return resized
    }

    /// Row 0 of this picture is the first row that `taps` reaches.
    private func resizedAlongColumns(_ taps: ResamplingTaps) -> Picture {
        let start = taps.reach.lowerBound
        return Self.made(width: width, height: taps.targets.count) { target in
            pixels.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress else { return }
                for (y, tap) in taps.targets.enumerated() {
                    let from = source + (tap.first - start) * width * 3
                    let to = target + y * width * 3
                    for x in 0..<width {
                        taps.weigh(tap, from + x * 3, stride: width * 3, into: to + x * 3)
                    }
                }
            }
        }
    }

    private static func made(
        width: Int, height: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void
    ) -> Picture {
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { bytes, count in
            guard let start = bytes.baseAddress else { return }
            fill(start)
            count = width * height * 3
        }
        return Picture(width: width, height: height, pixels: pixels)
    }
}

/// Which source pixels make every target pixel along one axis, and how much each counts.
private struct ResamplingTaps {
    struct Target {
        let first: Int
        let count: Int
        /// Where its weights begin.
        let offset: Int
    }

    let targets: [Target]
    /// The source pixels that any target reads.
    let reach: Range<Int>
    private let weights: [Int32]
    private static let fractionBits = 22

    init(
        from sourceCount: Int, to targetCount: Int, keeping kept: Range<Int>, by interpolation: Interpolation
    ) {
        let scale = Double(sourceCount) / Double(targetCount)
        var targets: [Target] = []
        var weights: [Int32] = []
        for target in kept {
            let (first, shares) = Self.shares(of: target, scale, sourceCount, interpolation)
            let total = shares.reduce(0, +)
            targets.append(Target(first: first, count: shares.count, offset: weights.count))
            weights += shares.map { share in
                let fixed = share / total * Double(1 << Self.fractionBits)
                return Int32(fixed < 0 ? fixed - 0.5 : fixed + 0.5)
            }
        }
        self.targets = targets
        self.weights = weights
        let lowest = targets.reduce(sourceCount) { min($0, $1.first) }
        reach = lowest..<targets.reduce(lowest) { max($0, $1.first + $1.count) }
    }

    /// The first source pixel that a target reads, and the weight of it and those that follow; they need not sum
    /// to 1.
    private static func shares(
        of target: Int, _ scale: Double, _ sourceCount: Int, _ interpolation: Interpolation
    ) -> (first: Int, shares: [Double]) {
        let centre = (Double(target) + 0.5) * scale
        guard interpolation != .nearest else { return (min(Int(centre), sourceCount - 1), [1]) }
        let widening = max(scale, 1)
        let support = interpolation.reach * widening
        let first = max(0, Int(centre - support + 0.5))
        let end = min(sourceCount, Int(centre + support + 0.5))
        return (
            first,
            (first..<end).map { interpolation.weight(at: (Double($0) - centre + 0.5) * (1 / widening)) }
        )
    }

    /// Writes the weighted sum of the pixels from `source` on, `stride` bytes apart, to `target`.
    func weigh(
        _ tap: Target, _ source: UnsafePointer<UInt8>, stride: Int, into target: UnsafeMutablePointer<UInt8>
    ) {
        weights.withUnsafeBufferPointer { weights in
            var red: Int32 = 1 << (Int32(Self.fractionBits) - 1)
            var green = red
            var blue = red
            for index in 0..<tap.count {
                let weight = weights[tap.offset + index]
                let pixel = source + index * stride
                red &+= weight &* Int32(pixel[0])
                green &+= weight &* Int32(pixel[1])
                blue &+= weight &* Int32(pixel[2])
            }
            target[0] = Self.byte(red)
            target[1] = Self.byte(green)
            target[2] = Self.byte(blue)
        }
    }

    private static func byte(_ sum: Int32) -> UInt8 { UInt8(clamping: sum >> Int32(fractionBits)) }
}
