/// How wide and how high text is, without drawing it: for layout code, which knows no graphics.
///
/// What is measured is what is drawn: a run's letters are placed by these advances and this kerning, and only
/// its start is rounded to a whole pixel.
public struct TextMeasure: Sendable {
    private let tables: [FontTable]

    /// Reads the measures of the three weights that ship with the program.
    ///
    /// - Throws: `RenderingError.missingResource`, `.font`.
    public init(_ resources: ResourceLocator) throws {
        tables = try FontWeight.allCases.map { try FontTable(resources.url($0.file)) }
    }

    private init(tables: [FontTable]) {
        self.tables = tables
    }

    /// The measures of the fonts that ship with the program. Where the files are missing every character is
    /// 0.6 em wide; nothing can be drawn then, and `Renderer` says so.
    public static let standard = (try? TextMeasure(.standard)) ?? TextMeasure(tables: [])

    /// The width of a line of text, in the unit of `size`.
    public func width(of string: String, size: Float, weight: FontWeight = .regular) -> Float {
        var width: Float = 0
        walk(string, weight: weight) { _, _, end in width = end }
        return width * size
    }

    /// The height of capital letters and figures above the baseline, in the unit of `size`.
    public func capHeight(size: Float, weight: FontWeight = .regular) -> Float {
        (table(weight)?.capHeight ?? 0.727) * size
    }

    /// The height of a small x above the baseline, in the unit of `size`.
    public func xHeight(size: Float, weight: FontWeight = .regular) -> Float {
        (table(weight)?.xHeight ?? 0.546) * size
    }

    /// How far letters reach above the baseline, in the unit of `size`.
    public func ascent(size: Float, weight: FontWeight = .regular) -> Float {
        (table(weight)?.ascent ?? 0.969) * size
    }

    /// How far letters reach below the baseline, positive, in the unit of `size`.
    public func descent(size: Float, weight: FontWeight = .regular) -> Float {
        (table(weight)?.descent ?? 0.242) * size
    }

    /// The string, or its beginning with an ellipsis, so that it is at most `width` wide.
    public func truncated(
        _ string: String, to width: Float, size: Float, weight: FontWeight = .regular
    ) -> String {
        if self.width(of: string, size: size, weight: weight) <= width { return string }
        var kept = string
        while let last = kept.popLast() {
            if last == " " { continue }
            let shortened = kept + "…"
            if self.width(of: shortened, size: size, weight: weight) <= width { return shortened }
        }
        return ""
    }

    /// Calls `body` with every character, where its pen starts and where it ends, in em.
    @inline(__always)
    func walk(_ string: String, weight: FontWeight, _ body: (UInt32, Float, Float) -> Void) {
        let table = table(weight)
        var pen: Float = 0
        var previous: UInt32?
        let isNumber = string.unicodeScalars.allSatisfy(Self.isPartOfNumber)
        for scalar in string.unicodeScalars {
            let character = isNumber ? scalar.value : Self.insideWords(scalar.value)
            if let previous { pen += table?.kern(previous, character) ?? 0 }
            let end = pen + (table?.advance(character) ?? FontTable.missingAdvance)
            body(character, pen, end)
            pen = end
            previous = character
        }
    }

    /// Figures that stand alone are all of one width, so that columns line up and values do not jump.
    private static func isPartOfNumber(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", " ", ".", ",", "%", "+", "-", "−", "<", "\u{2009}", "\u{202F}", "\u{A0}": true
        default: false
        }
    }

    /// Figures inside words have their own widths: the fonts keep those in their private characters.
    private static func insideWords(_ character: UInt32) -> UInt32 {
        0x30...0x39 ~= character ? 0xF800 + character : character
    }

    private func table(_ weight: FontWeight) -> FontTable? {
        weight.rawValue < tables.count ? tables[weight.rawValue] : nil
    }
}

extension FontWeight {
    /// The font's file among the program's resources.
    public var file: String {
        switch self {
        case .regular: "Assets/Fonts/Inter-Regular.ttf"
        case .semibold: "Assets/Fonts/Inter-SemiBold.ttf"
        case .bold: "Assets/Fonts/Inter-Bold.ttf"
        }
    }
}
