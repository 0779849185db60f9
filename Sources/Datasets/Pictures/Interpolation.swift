import Foundation

/// How pixels between pixels are made when a picture changes its size.
public enum Interpolation: String, Sendable, Codable, CaseIterable {
    /// The nearest pixel.
    case nearest
    /// The triangle filter.
    case bilinear
    /// Keys' cubic with a = -0.5 (Keys 1981, "Cubic convolution interpolation for digital image processing").
    case bicubic
    /// Lanczos' windowed sinc of three lobes.
    case lanczos

    /// How far the filter reaches to either side, in pixels of a picture that does not shrink.
    var reach: Double {
        switch self {
        case .nearest: 0.5
        case .bilinear: 1
        case .bicubic: 2
        case .lanczos: 3
        }
    }

    /// What a pixel at a distance counts, in pixels of a picture that does not shrink.
    func weight(at distance: Double) -> Double {
        let x = abs(distance)
        switch self {
        case .nearest: return x <= 0.5 ? 1 : 0
        case .bilinear: return max(0, 1 - x)
        case .bicubic:
            if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
            return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0
        case .lanczos: return x < 3 ? Self.sinc(x) * Self.sinc(x / 3) : 0
        }
    }

    private static func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(x * .pi) / (x * .pi) }
}
