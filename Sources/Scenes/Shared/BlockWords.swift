import Rendering
import Workbench

/// What blocks are called.
enum BlockWords {
    /// "High entropy" for the topmost of several.
    static func title(_ block: Int, of count: Int) -> String {
        switch (block, count) {
        case (_, 1): "All maps"
        case (0, _): "High entropy"
        case (count - 1, _): "Low entropy"
        case (1, 3): "Mid entropy"
        default: "Block \(block + 1)"
        }
    }
}

extension MapColors {
    /// The colors themselves.
    var colorMap: ColorMap { self == .viridis ? .viridis : .gray }
}
