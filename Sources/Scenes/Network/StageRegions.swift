import Rendering

/// How the stage is divided: title, columns, top 10, bars of the movement, key; in stage points.
struct StageRegions: Sendable, Equatable {
    /// From the stage's edge to anything.
    static let margin: Float = 24

    /// The stage.
    var size: Point
    /// Whether an audience is shown it.
    var isPresented: Bool
    /// The most probable classes.
    var top: Rectangle
    /// The switch of the cameras.
    var card: Rectangle
    /// Title and subtitle.
    var title: Rectangle
    /// The key at the bottom left.
    var key: Rectangle
    /// The bars that say how far a mask moves each layer; of no height where there is no room.
    var movement: Rectangle

    /// The division of a stage; `titleWidth` and `keyWidth` are as wide as their words. An audience is shown no switch
    /// and a wider answer.
    init(size: Point, titleWidth: Float, keyWidth: Float, isPresented: Bool = false) {
        let margin = Self.margin
        self.size = size
        self.isPresented = isPresented
        let topWidth = isPresented ? 176 : min(max(size.x * 0.105, 136), 168)
        let topHeight = min(size.y - 210, 10 * 44 + 60)
        let topY = isPresented ? 104 : max(128, min(190, (size.y - topHeight) / 2))
        top = Rectangle(x: size.x - margin - topWidth, y: topY, width: topWidth, height: topHeight)
        let cardWidth: Float = isPresented ? 0 : size.x > 900 ? 300 : 168
        card = Rectangle(
            x: size.x - margin - cardWidth, y: 20, width: cardWidth, height: isPresented ? 0 : 78)
        title = Rectangle(
            x: margin, y: 20, width: min(titleWidth, size.x - cardWidth - 3 * margin), height: 62)
        let keyHeight: Float = isPresented ? 24 : 40
        key = Rectangle(
            x: margin, y: size.y - keyHeight - 12, width: min(keyWidth, size.x - 2 * margin),
            height: keyHeight)
        let barHeight: Float = isPresented ? 0 : size.y >= 860 ? 150 : size.y >= 640 ? 104 : 0
        movement = Rectangle(
            x: margin, y: key.minY - 14 - barHeight, width: top.minX - 2 * margin, height: barHeight)
    }

    /// What the network in Orbit must leave free.
    var obstacles: [Rectangle] {
        let tall = Rectangle(x: top.minX - 20, y: 0, width: size.x - top.minX + 20, height: size.y)
        let head = Rectangle(x: 0, y: 0, width: size.x, height: title.maxY + 4)
        return [head, card.inset(by: -10), key.inset(by: -8), tall]
    }
}
