import Rendering

/// The marks of the classes of a data set: the first eight have one of their own, all others share the ring.
public enum SampleMarks {
    /// The mark of a class, an index into the data set's classes; below 0: of no class.
    public static func mark(_ classIndex: Int) -> ClassMark { ClassMark(slot: classIndex) }

    /// The colour of a class, an index into the data set's classes; below 0: of no class.
    public static func color(_ classIndex: Int, _ theme: Theme) -> Color { mark(classIndex).color(theme) }

    /// The colour of what is not selected: `share` of the way to the paper.
    public static func faded(_ color: Color, _ share: Float, _ theme: Theme) -> Color {
        color.mixed(with: theme.paper, share)
    }

    /// The colour of what the network gets wrong, as of errors everywhere.
    public static let wrong = Color(0xD55E00)

    /// The share towards paper of a cell or glyph that is not selected while something is.
    public static let glyphFade: Float = 0.66
    /// The share towards paper of a point that is not selected.
    public static let pointFade: Float = 0.5
}
