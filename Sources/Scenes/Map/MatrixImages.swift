import Rendering
import Tensors

/// Matrices as images at the size at which they are drawn, kept while they stay the same.
@MainActor final class MatrixImages {
    private struct Key: Equatable {
        var matrix: UInt64
        var grid: MatrixGrid
    }

    private var latest: (key: Key, image: DisplayImage)?

    /// The matrix on its grid, what lies between the groups transparent.
    func image(of matrix: SampleMatrix, on grid: MatrixGrid, _ colors: ColorMap = .viridis) -> DisplayImage {
        let key = Key(matrix: matrix.id, grid: grid)
        if let latest, latest.key == key { return latest.image }
        let image = Self.draw(matrix, on: grid, colors)
        latest = (key, image)
        return image
    }

    /// A pixel a point; where rows are thinner, the mean of those that a pixel shows.
    nonisolated static func draw(
        _ matrix: SampleMatrix, on grid: MatrixGrid, _ colors: ColorMap = .viridis
    ) -> DisplayImage {
        let (side, rows, count) = (Int(grid.side), grid.rowsOfPoint, matrix.count)
        let means = matrix.values.withValues { values in
            [Float](unsafeUninitializedCapacity: side * side) { means, filled in
                for y in 0..<side {
                    for x in 0..<side {
                        var sum: Float = 0
                        for row in rows[y] { for column in rows[x] { sum += values[row * count + column] } }
                        means[y * side + x] = sum / Float(rows[y].count * rows[x].count)
                    }
                }
                filled = side * side
            }
        }
        var pixels = colors.rgba(values: means, low: matrix.range.lowerBound, high: matrix.range.upperBound)
        for y in 0..<side {
            for x in 0..<side where rows[y].isEmpty || rows[x].isEmpty { pixels[(y * side + x) * 4 + 3] = 0 }
        }
        return DisplayImage(width: side, height: side, pixels: pixels)
    }
}
