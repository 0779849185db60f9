import Rendering

/// The colours of cells as bytes that can be written at once.
struct CurvePalette: Sendable, Equatable {
    /// By class + 1, or by agreement.
    private(set) var colors: [UInt32]
    /// The same for samples that are not selected while others are.
    private(set) var faded: [UInt32]
    /// Of unused cells, and of every fourth diagonal of them.
    let unused: UInt32
    /// See `unused`.
    let hatch: UInt32

    /// The share towards paper of samples that are not selected.
    static let fade: Float = 0.74

    /// The colours of a coloring in a theme.
    init(_ coloring: CurveColoring, _ labels: CurveLabels, _ theme: Theme) {
        let shown: [Color] =
            switch coloring {
            case .classes where labels.source == .none: [theme.bar]
            case .classes: (-1..<labels.names.count).map { SampleMarks.color($0, theme) }
            case .agreement: Self.agreement(theme)
            }
        colors = shown.map { Self.word($0) }
        faded = shown.map { Self.word(SampleMarks.faded($0, Self.fade, theme)) }
        unused = Self.word(theme.paper)
        hatch = Self.word(theme.paper.mixed(with: theme.ink3, 0.34))
    }

    /// Black, grey and white: none, one, both of the neighbours are of the same class.
    static func agreement(_ theme: Theme) -> [Color] {
        theme.isDark
            ? [Color(0x000000), Color(0x5F6B78), Color(0xECEFF2)]
            : [Color(0x1B2430), Color(0x9AA3AC), Color(0xFFFFFF)]
    }

    private static func word(_ color: Color) -> UInt32 { unsafeBitCast(color.bytes, to: UInt32.self) }
}

/// Glyphs as images, a pixel a cell, kept while they stay the same.
@MainActor final class CurveImages {
    private struct Key: Hashable {
        var glyph: UInt64
        var coloring: CurveColoring
    }

    private struct Made {
        var selection: UInt64
        var palette: CurvePalette
        var image: DisplayImage
    }

    private var images: [Key: Made] = [:]

    /// No images yet.
    init() {}

    /// The image of a glyph.
    ///
    /// - Parameter selection: whose samples are in full colour.
    func image(of glyph: CurveGlyph, _ palette: CurvePalette, _ coloring: CurveColoring, _ selection: CurveSelection)
        -> DisplayImage
    {
        let key = Key(glyph: glyph.id, coloring: coloring)
        if let made = images[key], made.selection == selection.id, made.palette == palette { return made.image }
        if images.count > 400 { images = [:] }
        let image = Self.draw(glyph, palette, coloring, selection)
        images[key] = Made(selection: selection.id, palette: palette, image: image)
        return image
    }

    /// Writes the pixels of a glyph.
    nonisolated static func draw(
        _ glyph: CurveGlyph, _ palette: CurvePalette, _ coloring: CurveColoring, _ selection: CurveSelection
    ) -> DisplayImage {
        let grid = glyph.grid
        let (width, height) = (grid.width, grid.height)
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 4) { bytes, filled in
            filled = width * height * 4
            bytes.withMemoryRebound(to: UInt32.self) { words in
                if grid.unusedCount > 0 { hatch(words, width, palette) }
                write(glyph, palette, coloring, selection, to: words)
            }
        }
        return DisplayImage(width: width, height: height, pixels: pixels)
    }

    private nonisolated static func hatch(
        _ words: UnsafeMutableBufferPointer<UInt32>, _ width: Int, _ palette: CurvePalette
    ) {
        for index in words.indices {
            words[index] = (index % width + index / width) % 4 == 0 ? palette.hatch : palette.unused
        }
    }

    private nonisolated static func write(
        _ glyph: CurveGlyph, _ palette: CurvePalette, _ coloring: CurveColoring, _ selection: CurveSelection,
        to words: UnsafeMutableBufferPointer<UInt32>
    ) {
        let (grid, width) = (glyph.grid, glyph.grid.width)
        let (colors, faded, flags) = (palette.colors, palette.faded, selection.flags)
        let isOneColor = coloring == .classes && colors.count == 1
        for (place, position) in glyph.order.enumerated() {
            let cell = grid.cell(of: place)
            let index =
                isOneColor
                ? 0 : coloring == .classes ? glyph.labels[position] + 1 : Int(glyph.agreement[place])
            let isFull = flags.isEmpty || flags[position]
            words[Int(cell.y) * width + Int(cell.x)] = isFull ? colors[index] : faded[index]
        }
    }
}

/// Which samples of a population are selected.
struct CurveSelection: Sendable, Identifiable {
    /// Another number for another selection.
    let id: UInt64
    /// Whether each sample of the population is selected; empty: none is, and all are in full colour.
    let flags: [Bool]

    /// Nothing selected.
    static let none = CurveSelection(id: 0, flags: [])
}
