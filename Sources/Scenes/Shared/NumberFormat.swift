import Foundation

/// How numbers are written on stage and in panels, the same everywhere.
public enum NumberFormat {
    /// Narrower than a space; stands before a percent sign and around a multiplication sign.
    public static let thinSpace = "\u{2009}"
    /// The true minus sign.
    public static let minus = "\u{2212}"

    /// A probability 0...1: whole percent from 10 %, one decimal below, "< 0.1 %" below that.
    public static func probability(_ value: Float) -> String {
        let percent = value * 100
        if percent < 0.1 { return value == 0 ? "0\(thinSpace)%" : "<\(thinSpace)0.1\(thinSpace)%" }
        // 9.95 would round to "10.0".
        return decimal(percent, places: percent < 9.95 ? 1 : 0) + thinSpace + "%"
    }

    /// A share 0...1 in whole percent.
    public static func share(_ value: Float) -> String { decimal(value * 100, places: 0) + thinSpace + "%" }

    /// An entropy 0...1, two decimals.
    public static func entropy(_ value: Float) -> String { decimal(value, places: 2) }

    /// A distance, two decimals.
    public static func distance(_ value: Float) -> String { decimal(value, places: 2) }

    /// A value of a map: three significant digits or two decimals, whichever is shorter.
    public static func value(_ value: Float) -> String {
        guard value.isFinite else { return "not a number" }
        switch abs(value) {
        case 100...: return decimal(value, places: 0)
        case 10...: return decimal(value, places: 1)
        default: return decimal(value, places: 2)
        }
    }

    /// Two ends of a range: "−0.4 … 1.5".
    public static func range(_ low: Float, _ high: Float) -> String {
        "\(value(low)) \u{2026} \(value(high))"
    }

    /// An extent in pixels: "32 × 32 px".
    public static func pixels(_ width: Int, _ height: Int) -> String { product(width, height) + " px" }

    /// Factors with a multiplication sign between them: "64 × 64 × 3".
    public static func product(_ factors: Int...) -> String {
        factors.map(count).joined(separator: "\(thinSpace)\u{D7}\(thinSpace)")
    }

    /// A whole number, thousands with a comma.
    public static func count(_ value: Int) -> String {
        var digits = String(abs(value))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (value < 0 ? minus : "") + ([digits] + groups).joined(separator: ",")
    }

    /// A number and its noun: "1 map", "24 maps".
    public static func count(_ value: Int, _ noun: String) -> String {
        "\(count(value)) \(noun)\(value == 1 ? "" : "s")"
    }

    /// A place in pixels from the top left: "(9, 8)".
    public static func position(_ x: Int, _ y: Int) -> String { "(\(x), \(y))" }

    /// A change of probability in points, with sign and arrow: "↑ +5.6"; under 0.05 points "0.0".
    public static func change(_ value: Float) -> String {
        let points = value * 100
        guard abs(points) >= 0.05 else { return "0.0" }
        let magnitude = decimal(abs(points), places: 1)
        return points > 0 ? "\u{2191} +\(magnitude)" : "\u{2193} \(minus)\(magnitude)"
    }

    /// Small whole numbers as words up to twelve, digits above.
    public static func word(_ value: Int) -> String {
        let words = [
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve",
        ]
        return words.indices.contains(value) ? words[value] : count(value)
    }

    /// A number with a fixed count of decimals and the true minus sign; never "−0.00".
    public static func decimal(_ value: Float, places: Int) -> String {
        let text = String(format: "%.\(places)f", Double(abs(value)))
        let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
        return (value < 0 && !isZero ? minus : "") + text
    }
}
