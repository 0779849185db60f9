/// Numbers as colours: a row of colours from the lowest to the highest value.
public struct ColorMap: Sendable, Equatable {
    /// The colours from lowest to highest, each as red, green, blue, alpha in memory.
    private let table: [SIMD4<UInt8>]
    /// What stands for a value that is no number.
    public static let noNumber = Color(0x8A8F96)

    /// A map of colours at equal distances, in between mixed component by component. An odd number of steps keeps
    /// the middle colour exact.
    public init(stops: [Color], steps: Int = 255) {
        precondition(stops.count > 1 && steps > 1, "\(stops.count) colours in \(steps) steps")
        table = (0..<steps).map { step in
            let place = Float(step) * Float(stops.count - 1) / Float(steps - 1)
            let index = min(Int(place), stops.count - 2)
            return stops[index].mixed(with: stops[index + 1], place - Float(index)).bytes
        }
    }

    private init(words: [UInt32]) {
        table = words.map { Color($0).bytes }
    }

    /// For magnitudes: violet, blue, green, yellow.
    public static let viridis = ColorMap(words: viridisTable)
    /// For magnitudes: black to white.
    public static let gray = ColorMap(stops: [Color(0x000000), Color(0xFFFFFF)], steps: 256)
    /// For signed values on light paper: blue, the paper tone at 0, orange; use a symmetric range.
    public static let signedLight = ColorMap(stops: signedLightStops)
    /// For signed values on dark paper: blue, the paper tone at 0, orange; use a symmetric range.
    public static let signedDark = ColorMap(stops: signedDarkStops)

    private static let signedLightStops = [0x08519C, 0x6BAED6, 0xF7F5F0, 0xF5A25D, 0xB34700].map { Color($0) }
    private static let signedDarkStops = [0x8CC8F0, 0x2C6A99, 0x1B2026, 0xA65A12, 0xFFB870].map { Color($0) }

    /// The colour at a share of the range, 0...1; clamped.
    public func color(at share: Float) -> Color {
        guard share == share else { return Self.noNumber }
        let index = Int(min(max(share, 0), 1) * Float(table.count - 1) + 0.5)
        return Color(table[index])
    }

    /// The values as pixels: red, green, blue, 255, one after the other.
    ///
    /// Values outside `low...high` get the end colours; where the range is empty all get the lowest. A value that
    /// is no number gets `noNumber`.
    public func rgba(values: UnsafeBufferPointer<Float>, low: Float, high: Float) -> [UInt8] {
        let last = Float(table.count - 1)
        let factor = high > low ? last / (high - low) : 0
        let noNumber = Self.noNumber.bytes
        return [UInt8](unsafeUninitializedCapacity: values.count * 4) { buffer, count in
            count = values.count * 4
            table.withUnsafeBufferPointer { table in
                let pixels = UnsafeMutableRawBufferPointer(buffer)
                for index in 0..<values.count {
                    let place = (values[index] - low) * factor
                    let color =
                        place == place ? table[Int(min(max(place, 0), last) + 0.5)] : noNumber
                    pixels.storeBytes(of: color, toByteOffset: index * 4, as: SIMD4<UInt8>.self)
                }
            }
        }
    }

    /// The values as pixels: red, green, blue, 255, one after the other; see the other form.
    public func rgba(values: [Float], low: Float, high: Float) -> [UInt8] {
        values.withUnsafeBufferPointer { rgba(values: $0, low: low, high: high) }
    }
}

extension Color {
    /// Red, green, blue, alpha, 0...255.
    public var bytes: SIMD4<UInt8> {
        let scaled = (SIMD4(red, green, blue, alpha) * 255).rounded(.toNearestOrAwayFromZero)
        return SIMD4<UInt8>(clamping: SIMD4<Int32>(scaled))
    }

    /// A colour of red, green, blue, alpha, 0...255.
    public init(_ bytes: SIMD4<UInt8>) {
        self.init(
            red: Float(bytes.x) / 255, green: Float(bytes.y) / 255, blue: Float(bytes.z) / 255,
            alpha: Float(bytes.w) / 255)
    }
}

extension DisplayImage {
    /// A map of numbers, `[height, width]`, under a colour map.
    ///
    /// - Parameter range: what the lowest and the highest colour stand for; nil: the map's own least and greatest
    ///   value. A map of one value gets the lowest colour.
    public init(
        map values: UnsafeBufferPointer<Float>, width: Int, height: Int, colorMap: ColorMap,
        range: ClosedRange<Float>? = nil
    ) {
        let range = range ?? values.finiteRange
        self.init(
            width: width, height: height,
            pixels: colorMap.rgba(values: values, low: range.lowerBound, high: range.upperBound))
    }

    /// A map of numbers, `[height, width]`, under a colour map; see the other form.
    public init(
        map values: [Float], width: Int, height: Int, colorMap: ColorMap, range: ClosedRange<Float>? = nil
    ) {
        self = values.withUnsafeBufferPointer {
            DisplayImage(map: $0, width: width, height: height, colorMap: colorMap, range: range)
        }
    }

    /// A picture without alpha: red, green, blue, 8 bits each, `[height, width, 3]`.
    public init(rgb: [UInt8], width: Int, height: Int) {
        precondition(rgb.count == width * height * 3, "\(rgb.count) bytes for \(width)x\(height)")
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 4) { buffer, count in
            count = width * height * 4
            for pixel in 0..<width * height {
                for channel in 0..<3 { buffer[pixel * 4 + channel] = rgb[pixel * 3 + channel] }
                buffer[pixel * 4 + 3] = 255
            }
        }
        self.init(width: width, height: height, pixels: pixels)
    }
}

extension UnsafeBufferPointer<Float> {
    /// From the least to the greatest finite value; 0...0 where there is none.
    var finiteRange: ClosedRange<Float> {
        var (low, high) = (Float.infinity, -Float.infinity)
        for value in self where value.isFinite {
            low = Swift.min(low, value)
            high = Swift.max(high, value)
        }
        return low <= high ? low...high : 0...0
    }
}
