import Tensors

/// Operators whose outputs are elements of their first input, moved, left out or repeated.
///
/// Fed with the places of the elements in place of their values, such an operator says itself where the gradient
/// goes.
protocol MovingElements: DifferentiableOperator {
    /// The operator, and what else it makes marked by -1.
    var markingOthers: any Operator { get }
}

extension MovingElements {
    var markingOthers: any Operator { self }

    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let shape = try step.shape()
        let places = IntegerTensor(shape: shape, values: Array(0..<shape.reduce(1, *)))
        let moved = try markingOthers.evaluateInONNXOrder(
            [.integer(places)] + step.values.dropFirst(), on: step.workers)
        var result = Tensor(shape: shape)
        for (index, value) in moved.enumerated() {
            guard index < step.gradients.count, let gradient = step.gradients[index],
                case .integer(let sources) = value
            else { continue }
            result.add(gradient, to: sources.values)
        }
        return [result]
    }
}

extension Tensor {
    /// Adds every number of another tensor to the element at its place; -1 is nowhere.
    fileprivate mutating func add(_ other: Tensor, to places: [Int]) {
        withMutableValues { target in
            other.withValues { numbers in
                for (number, place) in zip(numbers, places) where place >= 0 { target[place] += number }
            }
        }
    }
}

extension Slice: MovingElements {}
extension Split: MovingElements {}
extension Transpose: MovingElements {}
extension Gather: MovingElements {}
extension Expand: MovingElements {}
extension Tile: MovingElements {}
extension DepthToSpace: MovingElements {}
extension SpaceToDepth: MovingElements {}

extension Pad: MovingElements {
    var markingOthers: any Operator {
        var result = self
        result.value = -1
        return result
    }
}
