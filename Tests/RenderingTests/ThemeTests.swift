import Foundation
import Rendering
import Testing

struct ThemeTests {
    /// Contrast as defined by WCAG 2.1: (L1 + 0.05) / (L2 + 0.05) of relative luminances.
    private func contrast(_ a: Color, _ b: Color) -> Float {
        func luminance(_ color: Color) -> Float {
            func linear(_ part: Float) -> Float {
                part <= 0.04045 ? part / 12.92 : Float(pow(Double((part + 0.055) / 1.055), 2.4))
            }
            return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
        }
        let (high, low) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
        return (high + 0.05) / (low + 0.05)
    }

    @Test(arguments: [Theme.light, .dark, .presentation])
    func everyInkIsReadableOnPaper(theme: Theme) {
        for ink in [theme.ink, theme.ink2, theme.ink3] { #expect(contrast(ink, theme.paper) >= 4.5) }
        #expect(contrast(theme.signal, theme.paper) >= 3)
    }

    @Test func classesKeepTheirSlotsAndAllOthersShareTheRing() {
        let theme = Theme.light
        let colors = (0..<8).map { ClassMark(slot: $0).color(theme) }
        #expect(
            colors
                == [0x0072B2, 0xE69F00, 0xD55E00, 0x56B4E9, 0x009E73, 0x000000, 0xCC79A7, 0x8C7A00].map {
                    Color($0)
                })
        #expect(ClassMark(slot: 8) == .ring && ClassMark(slot: nil) == .ring && ClassMark(slot: -1) == .ring)
        #expect(ClassMark.cross.color(.dark) == Color(0xECEFF2))
    }
}
