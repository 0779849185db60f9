/// Where the centres of superpixels begin: a regular grid over the picture, of about the wanted count.
struct CentreGrid {
    /// Columns of the picture.
    let width: Int
    /// Rows of the picture.
    let height: Int
    /// The first column and row, and the distance to the next, in pixels.
    private let across: (start: Int, step: Int)
    private let down: (start: Int, step: Int)

    /// The grid of about `count` places, at least 1; where that is as many as there are pixels, all of them.
    ///
    /// A square cell for each; where a side of the picture is shorter than such a cell, one row of cells as long as
    /// that side allows.
    init(width: Int, height: Int, count: Int) {
        (self.width, self.height) = (width, height)
        guard count < width * height else {
            (across, down) = ((0, 1), (0, 1))
            return
        }
        let side = (Double(width * height) / Double(count)).squareRoot()
        let shorter = Double(min(width, height))
        let isFlat = shorter < side
        let along = isFlat ? Double(max(width, height)) / Double(count) : side
        let beside = isFlat ? shorter : side
        across = Self.axis(step: width < height ? beside : along)
        down = Self.axis(step: width < height ? along : beside)
    }

    private static func axis(step: Double) -> (start: Int, step: Int) {
        (Int(step / 2), max(1, Int(step.rounded(.toNearestOrEven))))
    }

    /// The columns and rows from one centre to the next, in pixels.
    var steps: (x: Int, y: Int) { (across.step, down.step) }

    /// How many centres there are.
    var count: Int { columns.count * rows.count }

    /// The centres' columns and rows, row after row.
    var centres: [(x: Int, y: Int)] { rows.flatMap { y in columns.map { (x: $0, y: y) } } }

    private var columns: [Int] { Array(stride(from: across.start, to: width, by: across.step)) }
    private var rows: [Int] { Array(stride(from: down.start, to: height, by: down.step)) }
}
