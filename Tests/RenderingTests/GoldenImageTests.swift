import Rendering
import Testing

@testable import TestSupport

/// The comparison itself must be able to fail.
struct GoldenImageTests {
    private func gray(_ values: [UInt8]) -> DisplayImage {
        DisplayImage(width: values.count, height: 1, pixels: values.flatMap { [$0, $0, $0, 255] })
    }

    @Test func equalPicturesAgree() {
        #expect(disagreement(gray([1, 2, 3]), gray([1, 2, 3]), .flat) == nil)
    }

    @Test func smallDifferencesAreToleratedAndLargeOnesAreNot() {
        #expect(disagreement(gray([100, 2, 3]), gray([110, 2, 3]), .flat) == nil)
        #expect(
            disagreement(gray([100, 2, 3]), gray([111, 2, 3]), .flat)
                == "1 of 3 pixels differ by more than 10")
    }

    @Test func picturesOfDifferentSizesDisagree() {
        #expect(disagreement(gray([1, 2, 3]), gray([1, 2]), .threeD) == "3x1 pixels instead of 2x1")
    }
}
