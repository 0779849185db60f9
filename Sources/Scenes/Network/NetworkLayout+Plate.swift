import Rendering

extension NetworkLayout {
    /// The room of names and numbers of maps above the first row's labels.
    static let headerHeight: Float = 44
    /// The room of the brackets that name the resolutions.
    static let bracketHeight: Float = 26

    /// The front view: faces in the plane of the stage, one world unit a stage point.
    func plate() -> Arrangement {
        let inputWidth = plateInputWidth
        let left = StageRegions.margin + inputWidth + 42
        let width = regions.top.minX - 28 - left
        var metrics = plateMetrics(width: width)
        let spare = max(0, width - metrics.width(of: shape))
        let gaps = Float(max(1, shape.columnRanks.count))
        let widest = shape.columnRanks.count <= 6 ? 0.8 * metrics.face : min(0.35 * metrics.face, 48)
        metrics.extraGap = metrics.sliver == nil ? min(spare / gaps, widest) : 0
        let rest = max(0, width - metrics.width(of: shape))
        let grown = min(inputWidth + rest * 0.6, 280, (plateBand.upperBound - plateBand.lowerBound) * 0.8)
        let margin = max(0, rest - max(0, grown - inputWidth)) / 4
        let size = inputSize(width: max(inputWidth, grown))
        let middle = plateMiddle(metrics)
        let input = BlockPlace(
            origin: Vector3(StageRegions.margin, -(middle - size.y / 2), 0), size: size, depth: 5)
        return arrangement(
            metrics, origin: Point(left + size.x - inputWidth + margin, middle), input: input, floorOpacity: 0
        )
    }

    /// The input picture's face for a width, as high as its shape asks for, within the width's square.
    func inputSize(width: Float) -> SIMD2<Float> {
        let ratio = Float(shape.inputSize.y) / Float(max(1, shape.inputSize.x))
        return ratio > 1 ? SIMD2(width / ratio, width) : SIMD2(width, width * ratio)
    }

    private var plateInputWidth: Float { min(max(regions.size.x * 0.1286, 128), 196) }

    /// From the upper edge of the first row's faces, without their backs, to the last row's lower label.
    private var plateBand: ClosedRange<Float> {
        let passing = shape.graph.ranks.map { rank in
            rank.prefix { if case .passing = $0 { true } else { false } }.count
        }
        let head: Float = regions.isPresented ? 66 : 96
        let top = head + Self.bracketHeight + Self.headerHeight + 14 * Float(min(4, passing.max() ?? 0))
        let bottom =
            regions.movement.height > 0
            ? regions.movement.minY - 8 : regions.key.minY - (regions.isPresented ? 4 : 28)
        return top...max(top + 60, bottom)
    }

    private func rowPitch(for metrics: ColumnMetrics) -> Float? {
        let detail = LabelDetail(faceWidth: metrics.face)
        let height = plateBand.upperBound - plateBand.lowerBound
        let needed = metrics.face + metrics.rise + detail.rowSpace
        let rows = Float(shape.rowCount)
        guard needed * rows <= height else { return nil }
        // Branches share the height: they get all of it.
        return shape.mostLanes > 1 ? height / rows : min(height / rows, metrics.face + 96)
    }

    private func plateMetrics(width: Float) -> ColumnMetrics {
        func metrics(_ face: Float) -> ColumnMetrics {
            var metrics = ColumnMetrics(view: .plate, face: face, shape: shape, rowPitch: face + 8)
            metrics.rowPitch = rowPitch(for: metrics) ?? face + 8
            return metrics
        }
        func isLowEnough(_ face: Float) -> Bool {
            rowPitch(for: ColumnMetrics(view: .plate, face: face, shape: shape, rowPitch: 0)) != nil
        }
        let all = Self.largestFace(in: 8...132) { isLowEnough($0) && metrics($0).width(of: shape) <= width }
        if let all, all >= 28 || shape.columnRanks.count <= 7 { return metrics(all) }
        let open = Self.largestFace(in: 8...72, fits: isLowEnough) ?? 16
        return accordion(.plate, face: open, rowPitch: metrics(open).rowPitch, width: width)
    }

    private func plateMiddle(_ metrics: ColumnMetrics) -> Float {
        let above = metrics.rise + LabelDetail(faceWidth: metrics.face).spaceAbove
        let rows = Float(shape.rowCount)
        let used = above + metrics.face + 18 + (rows - 1) * metrics.rowPitch
        let spare = max(0, plateBand.upperBound - plateBand.lowerBound - used)
        let top = plateBand.lowerBound + 0.4 * spare
        return top + above + metrics.face / 2 + (rows - 1) / 2 * metrics.rowPitch
    }
}
