/// The colours of the program: what each is for, once on light and once on dark paper.
public struct Theme: Sendable, Hashable {
    /// The stage.
    public var paper: Color
    /// Rail, panel, status line, cards that hold a fan-out.
    public var surface: Color
    /// Chips, buttons, cards, the selected row.
    public var raised: Color
    /// Hairlines.
    public var line: Color
    /// Outlines of controls, leaders, brackets.
    public var line2: Color
    /// Values and titles.
    public var ink: Color
    /// Labels.
    public var ink2: Color
    /// Side remarks.
    public var ink3: Color
    /// Only what the pointer does: hover, pin, receptive field, lasso.
    public var signal: Color
    /// The halo around lines and marks over pictures.
    public var casing: Color
    /// Bars of probabilities and shares.
    public var bar: Color
    /// The side of a block.
    public var blockSide: Color
    /// The top of a block.
    public var blockTop: Color
    /// The edge lines of a block.
    public var blockEdge: Color
    /// Whether this is the dark theme.
    public var isDark: Bool

    /// For projectors, print, and by default.
    public static let light = Theme(
        paper: Color(0xFBFAF7), surface: Color(0xF3F1EC), raised: Color(0xFFFFFF), line: Color(0xDDD9D0),
        line2: Color(0xBEB9AE), ink: Color(0x1B2430), ink2: Color(0x56606B), ink3: Color(0x646D77),
        signal: Color(0xC2185B), casing: Color(0xFFFFFF), bar: Color(0x3B4A5A), blockSide: Color(0xD8D3C8),
        blockTop: Color(0xEAE6DD), blockEdge: Color(0xA39C8D), isDark: false)

    /// For dark rooms.
    public static let dark = Theme(
        paper: Color(0x14181D), surface: Color(0x1B2026), raised: Color(0x232930), line: Color(0x323A43),
        line2: Color(0x4A545F), ink: Color(0xECEFF2), ink2: Color(0xA9B2BC), ink3: Color(0x7F8994),
        signal: Color(0xFF5C9A), casing: Color(0x0B0E11), bar: Color(0xB6C2CE), blockSide: Color(0x5A6672),
        blockTop: Color(0x75828F), blockEdge: Color(0x232930), isDark: true)

    /// For the lecture hall: the light theme on white paper.
    public static let presentation: Theme = {
        var theme = light
        theme.paper = Color(0xFFFFFF)
        return theme
    }()

    /// The colour map for signed values on this paper.
    public var signedColors: ColorMap { isDark ? .signedDark : .signedLight }
}

/// The sizes of type, in points.
public enum TypeSize {
    /// Side remarks only.
    public static let remark: Float = 12
    /// Labels.
    public static let label: Float = 13
    /// Body text and the status line.
    public static let body: Float = 14
    /// Values in lists.
    public static let value: Float = 15
    /// Section titles in a stage.
    public static let section: Float = 16
    /// The tetrahedron's corners.
    public static let corner: Float = 20
    /// The stage's title.
    public static let title: Float = 22

    /// The sizes of type in presentation mode, in points.
    public enum Presentation {
        /// The smallest.
        public static let smallest: Float = 18
        /// Labels.
        public static let label: Float = 20
        /// Headings.
        public static let heading: Float = 24
        /// Answers.
        public static let answer: Float = 28
        /// The stage's title.
        public static let title: Float = 38
    }
}
