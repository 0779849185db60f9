import Workbench

/// How the panel shows the tools.
extension MaskTool {
    /// What the panel's head says.
    var title: String {
        switch self {
        case .select: "Select"
        case .rectangle: "Rectangle"
        case .ellipse: "Ellipse"
        case .brush: "Brush"
        case .eraser: "Eraser"
        case .lasso: "Lasso"
        case .superpixels: "Superpixels"
        }
    }

    /// What the tooltip says.
    var words: String {
        switch self {
        case .select: "Select and move masks"
        case .rectangle: "Hide rectangles"
        case .ellipse: "Hide ellipses"
        case .brush: "Hide with the brush"
        case .eraser: "Show again"
        case .lasso: "Hide what a line goes around"
        case .superpixels: "Hide regions of like color"
        }
    }

    /// What the button shows.
    var icon: Icon {
        switch self {
        case .select: .select
        case .rectangle: .rectangle
        case .ellipse: .ellipse
        case .brush: .brush
        case .eraser: .eraser
        case .lasso: .lasso
        case .superpixels: .superpixels
        }
    }
}
