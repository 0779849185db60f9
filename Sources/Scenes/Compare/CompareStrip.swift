import Analysis
import Rendering
import Workbench

/// Where the bars of the strip lie: a group for every layer, a bar in it for every variant after the first.
struct CompareStrip: Sendable, Equatable {
    /// The bars' room; its lower edge is the zero.
    let area: Rectangle
    /// Layers, and variants after the first.
    let groupCount: Int
    let barCount: Int
    /// What the highest bar stands for.
    let highest: Float

    /// The strip of a content.
    init(_ content: CompareContent, in area: Rectangle) {
        self.area = area
        groupCount = content.strip.count
        barCount = max(content.variants.count - 1, 1)
        let values = content.strip.flatMap { layer in
            layer.movements.map { Self.value($0, content.settings.measure) }
        }
        highest = max(values.max() ?? 0, 1e-6)
    }

    /// What a bar stands for.
    static func value(_ movement: TensorMovement, _ measure: ComparisonSettings.Measure) -> Float {
        measure == .distance ? movement.relativeDistance : 1 - movement.cosine
    }

    /// From one layer to the next.
    var pitch: Float { area.width / Float(max(groupCount, 1)) }

    /// The room of a layer, as high as the bars.
    func group(_ index: Int) -> Rectangle {
        Rectangle(x: area.minX + Float(index) * pitch, y: area.minY, width: pitch, height: area.height)
    }

    /// A bar that stands for a value.
    func bar(_ index: Int, variant: Int, value: Float) -> Rectangle {
        let group = group(index)
        let whole = max(min(group.width * 0.68, Float(barCount) * 67), min(2, group.width))
        let width = whole / Float(barCount)
        let height = max(area.height * min(max(value / highest, 0), 1), 1)
        let left = group.center.x - whole / 2 + Float(variant) * width
        let gap: Float = barCount > 1 && width > 4 ? 1 : 0
        return Rectangle(x: left, y: area.maxY - height, width: width - gap, height: height)
    }

    /// The layer at a place, names below the bars included.
    func group(at place: Point) -> Int? {
        guard place.y > area.minY - 30, place.y < area.maxY + 60, groupCount > 0 else { return nil }
        let index = Int(((place.x - area.minX) / pitch).rounded(.down))
        return (0..<groupCount).contains(index) ? index : nil
    }
}
