import Rendering
import TestSupport
import Tensors
import Testing

@testable import Scenes

struct MatrixGridTests {
    @Test(
        arguments: [([20, 20, 20], 493), ([3, 1, 7], 100), ([1, 1, 1], 60), ([300, 500], 400), ([5], 24)]
            as [([Int], Float)])
    func `rows follow one another on whole points, groups apart`(counts: [Int], side: Float) {
        let grid = MatrixGrid(groupCounts: counts, side: side)
        #expect(grid.count == counts.reduce(0, +) && grid.groups.map(\.count) == counts)
        let isThin = Float(grid.count) > side
        for row in 0..<grid.count {
            #expect(grid.starts[row] == grid.starts[row].rounded() && grid.ends[row] >= grid.starts[row])
            guard row > 0 else { continue }
            let isFirst = grid.groups.contains { $0.lowerBound == row }
            let gap = grid.starts[row] - grid.ends[row - 1]
            #expect(isFirst ? gap >= 0 && gap <= MatrixGrid.gutter + 1 : gap == 0 || isThin && gap == -1)
        }
        #expect(grid.starts[0] == 0 && abs((grid.ends.last ?? 0) - side.rounded(.down)) <= 1)
    }

    @Test func `the row under a place is the one that is drawn there`() {
        let grid = MatrixGrid(groupCounts: [4, 3], side: 100)
        for row in 0..<7 {
            #expect(grid.row(at: grid.starts[row]) == row && grid.row(at: grid.ends[row] - 0.01) == row)
        }
        #expect(grid.row(at: grid.ends[3] + 1) == nil && grid.row(at: -1) == nil && grid.row(at: 101) == nil)
    }

    @Test func `cells have their own colors and the space between groups is clear`() {
        let values = Tensor(shape: [3, 3], values: [1, 0.2, 0.4, 0.2, 1, 0.6, 0.4, 0.6, 1])
        let matrix = SampleMatrix(
            rows: .samples([7, 8, 9]), groups: [(0, 2), (1, 1)], values: values, range: 0...1)
        let grid = MatrixGrid(groupCounts: [2, 1], side: 63)
        let image = MatrixImages.draw(matrix, on: grid)
        func pixel(_ x: Float, _ y: Float) -> [UInt8] {
            let at = (Int(y) * image.width + Int(x)) * 4
            return Array(image.pixels[at..<at + 4])
        }
        for row in 0..<3 {
            for column in 0..<3 {
                let color = ColorMap.viridis.color(at: matrix.value(row, column)).bytes
                let place = grid.cell(row: row, column: column).center
                #expect(pixel(place.x, place.y) == (0..<4).map { color[$0] })
            }
        }
        #expect(pixel(grid.ends[1] + 1, 5)[3] == 0 && pixel(5, grid.ends[1] + 1)[3] == 0)
    }

    @Test func `rows thinner than a point are shown by their mean`() {
        let values = Tensor(shape: [4, 4], values: (0..<16).map { $0 % 2 == 0 ? 0 : 1 })
        let matrix = SampleMatrix(
            rows: .samples([0, 1, 2, 3]), groups: [(0, 4)], values: values, range: 0...1)
        let image = MatrixImages.draw(matrix, on: MatrixGrid(groupCounts: [4], side: 2))
        let middle = ColorMap.viridis.color(at: 0.5).bytes
        #expect(
            image.width == 2
                && (0..<4).allSatisfy { pixel in
                    (0..<4).allSatisfy { image.pixels[pixel * 4 + $0] == middle[$0] }
                })
    }

    @Test func `the range leaves the diagonal out`() {
        #expect(SampleMatrix.range(Tensor(shape: [2, 2], values: [1, 0.25, 0.5, 1])) == 0.25...0.5)
        #expect(SampleMatrix.range(Tensor(shape: [1, 1], values: [1])) == 0...1)
    }
}
