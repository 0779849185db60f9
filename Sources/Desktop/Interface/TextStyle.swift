import Rendering

/// The sizes and weights that the frame of the window uses, and no others.
enum TextStyle: Int, CaseIterable {
    /// Side remarks.
    case remark, remarkStrong
    /// Labels.
    case label, labelStrong
    /// Body and status.
    case body, bodyStrong
    /// Values of lists.
    case value, valueStrong
    /// The title of a card.
    case heading

    /// What is typed.
    static let field = TextStyle.body

    /// The em, in points.
    var size: Float {
        switch self {
        case .remark, .remarkStrong: 12
        case .label, .labelStrong: 13
        case .body, .bodyStrong: 14
        case .value, .valueStrong: 15
        case .heading: 20
        }
    }

    /// How heavy the letters are.
    var weight: FontWeight {
        switch self {
        case .remark, .label, .body, .value: .regular
        case .remarkStrong, .labelStrong, .bodyStrong, .valueStrong: .semibold
        case .heading: .bold
        }
    }

    /// The height of capitals and figures, in points; Inter's are 0.727 em.
    var capHeight: Float { size * 0.727 }
}
