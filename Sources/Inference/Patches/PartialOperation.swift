import CKernels
import Tensors

/// How a node computes a rectangle of its output from rectangles of its inputs.
struct PartialOperation: Sendable {
    /// The operator for inputs that bring their padding with them.
    let operation: any Operator
    /// The window over the first input; nil where every pixel is computed from the same place of all inputs.
    let window: (vertical: ck_axis, horizontal: ck_axis)?
    /// What stands for pixels outside the map.
    let padding: Float
    /// Rectangles are a multiple of this long and wide: less is not less work.
    let granularity: Int

    /// Nil where the node has to compute its output as a whole.
    init?(_ node: Graph.Node, shapes: [String: [Int]]) {
        guard node.outputs.filter({ !$0.isEmpty }).count == 1, let output = shapes[node.outputs[0]],
            output.count == 4, output[0] == 1
        else { return nil }
        switch node.operation {
        case let sliding as any SlidingOperator:
            guard let input = shapes[node.inputs[0]], input.count == 4,
                let geometry = sliding.geometry(height: input[2], width: input[3]),
                let padding = sliding.paddingValue(geometry)
            else { return nil }
            operation = sliding.withoutPadding
            window = (geometry.vertical, geometry.horizontal)
            self.padding = padding
            granularity = sliding.granularity
        case let pointwise where pointwise.support == .pointwise && pointwise.memoryOrder != .rowMajor:
            operation = pointwise
            (window, padding, granularity) = (nil, 0, 1)
        default: return nil
        }
    }
}

extension PartialOperation {
    /// What an operator is handed of an input to compute rectangles of its output.
    enum Reading {
        /// Rectangles of these maps, `[1, height, width, channels]`.
        case rectangles(Tensor)
        /// All of it: it is the same for every pixel.
        case whole
        /// It is neither.
        case unsuitable
    }

    /// How the input at `index` is read for rectangles of an output of that height and width.
    func reading(of value: StoredValue, at index: Int, height: Int, width: Int) -> Reading {
        guard window == nil else {
            guard index == 0 else { return .whole }
            return value.maps.map { .rectangles($0) } ?? .unsuitable
        }
        // Only values of any order broadcast; small inputs of other operators are parameters.
        let rank = value.shape.count
        if rank < 4, operation.memoryOrder != .any { return .whole }
        guard rank <= 4 else { return .unsuitable }
        let shape = Array(repeating: 1, count: 4 - rank) + value.shape
        if shape[2] == 1, shape[3] == 1, shape[0] == 1, height * width > 1 { return .whole }
        guard shape[0] == 1, shape[2] == height, shape[3] == width,
            let maps = value.withLeadingAxes(shape).maps
        else { return .unsuitable }
        return .rectangles(maps)
    }
}

extension StoredValue {
    /// A value as it lies in ONNX's order, under a shape that only begins with more ones.
    fileprivate func withLeadingAxes(_ shape: [Int]) -> StoredValue {
        guard case .rowMajor(let value) = self, value.shape != shape else { return self }
        return .rowMajor(value.reshaped(shape))
    }
}

/// An operator that moves a window over maps, and can do so over parts of them.
protocol SlidingOperator: Operator {
    /// The window over maps of that size; nil where it does not fit.
    func geometry(height: Int, width: Int) -> WindowGeometry?
    /// What can be put in place of pixels outside the map; nil where the operator treats those in a way of its own.
    func paddingValue(_ geometry: WindowGeometry) -> Float?
    /// The operator for inputs that bring their padding with them.
    var withoutPadding: any Operator { get }
    /// See `PartialOperation`.
    var granularity: Int { get }
}

extension SlidingOperator {
    var granularity: Int { 1 }
}

extension Window {
    /// The same window over maps that bring their padding with them.
    var withoutPadding: Window {
        var window = self
        (window.pads, window.automaticPadding, window.roundsUp) = ([], .valid, false)
        return window
    }
}

extension PartialOperation {
    /// The output pixels that a change of `box` in an input of `extent` can reach, within an output of that height
    /// and width; nil where there are none.
    func reach(of box: PixelBox, height: Int, width: Int) -> PixelBox? {
        guard let window else { return box.clipped(height: height, width: width) }
        let rows = window.vertical.outputs(reading: box.rows, count: height)
        let columns = window.horizontal.outputs(reading: box.columns, count: width)
        return rows.isEmpty || columns.isEmpty ? nil : PixelBox(columns: columns, rows: rows)
    }

    /// The input pixels that an output rectangle is computed from; may reach beyond the map.
    func source(of box: PixelBox) -> PixelBox {
        guard let window else { return box }
        return PixelBox(
            columns: window.horizontal.inputs(of: box.columns), rows: window.vertical.inputs(of: box.rows))
    }

    /// Rectangles of one size around the given ones, inside the map where they fit.
    func equalized(_ boxes: [PixelBox], height: Int, width: Int) -> [PixelBox] {
        func rounded(_ length: Int) -> Int { (length + granularity - 1) / granularity * granularity }
        let columns = rounded(boxes.map(\.width).max() ?? 0), rows = rounded(boxes.map(\.height).max() ?? 0)
        return boxes.map { box in
            PixelBox(
                x: max(0, min(box.x, width - columns)), y: max(0, min(box.y, height - rows)), width: columns,
                height: rows)
        }
    }
}

extension ck_axis {
    /// The outputs among 0 ..< `count` whose window reaches into `range`.
    fileprivate func outputs(reading range: Range<Int>, count: Int) -> Range<Int> {
        let reach = (kernel - 1) * dilation
        let first = max(0, (range.lowerBound + padding - reach + stride - 1).floorDivided(by: stride))
        let last = min(count - 1, (range.upperBound - 1 + padding).floorDivided(by: stride))
        return first..<max(first, last + 1)
    }

    /// The inputs from the first to the last that the outputs tap.
    fileprivate func inputs(of range: Range<Int>) -> Range<Int> {
        let start = range.lowerBound * stride - padding
        return start..<start + (range.count - 1) * stride + (kernel - 1) * dilation + 1
    }
}

extension Int {
    fileprivate func floorDivided(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor)
    }
}
