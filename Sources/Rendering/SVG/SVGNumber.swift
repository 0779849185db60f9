/// Numbers and colours as SVG has them.
enum SVGNumber {
    /// At most two decimals, none where it is whole; 0 for what is no number.
    static func text(_ value: Float) -> String { text(value, places: 2) }

    /// At most `places` decimals, without the zeros at the end.
    static func text(_ value: Float, places: Int) -> String {
        guard value.isFinite else { return "0" }
        let unit = (0..<places).reduce(1.0) { unit, _ in unit * 10 }
        let scaled = (Double(value) * unit).rounded()
        guard abs(scaled) < 1e15 else { return "0" }
        let (whole, rest) = (Int(abs(scaled)) / Int(unit), Int(abs(scaled)) % Int(unit))
        let sign = scaled < 0 ? "-" : ""
        guard rest != 0 else { return whole == 0 ? "0" : sign + String(whole) }
        var decimals = String(rest)
        decimals = String(repeating: "0", count: places - decimals.count) + decimals
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(sign)\(whole).\(decimals)"
    }

    /// A place: "12.5 40".
    static func text(_ place: Point) -> String { text(place.x) + " " + text(place.y) }

    /// The attributes of a colour for `fill` or `stroke`; the opacity only where something shows through.
    static func paint(_ name: String, _ color: Color) -> String {
        let hex = [color.red, color.green, color.blue].map { component in
            let byte = UInt8((min(max(component, 0), 1) * 255).rounded())
            return (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        let opacity = color.alpha < 1 ? " \(name)-opacity=\"\(text(color.alpha, places: 3))\"" : ""
        return "\(name)=\"#\(hex.joined())\"\(opacity)"
    }

    /// A text inside an attribute or an element.
    static func escaped(_ text: String) -> String {
        // A mark that combines with a letter of the markup leaves that letter what it is.
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // XML 1.0 has neither other control characters nor these two, not even escaped.
            case _ where scalar.value < 0x20, "\u{FFFE}", "\u{FFFF}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
