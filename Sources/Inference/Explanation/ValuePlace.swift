/// A map of a run: a channel of one of its values.
public struct MapPlace: Sendable, Hashable {
    /// The value's name in the plan, as `Layer.value` has it.
    public var value: String
    /// The channel, or the unit of a vector.
    public var channel: Int

    /// A map; see the properties for the meaning of the parameters.
    public init(value: String, channel: Int) {
        self.value = value
        self.channel = channel
    }

    /// One of its pixels.
    public func pixel(x: Int, y: Int) -> ValuePlace { ValuePlace(map: self, x: x, y: y) }
}

/// One number of a run: a pixel of a map, or a unit, which is a map of one pixel.
public struct ValuePlace: Sendable, Hashable {
    /// The map.
    public var map: MapPlace
    /// The column, from 0 at the left.
    public var x: Int
    /// The row, from 0 at the top.
    public var y: Int

    /// A pixel; see the properties for the meaning of the parameters.
    public init(map: MapPlace, x: Int, y: Int) {
        self.map = map
        self.x = x
        self.y = y
    }
}
