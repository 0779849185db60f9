import Rendering
import Testing

struct EasingTests {
    @Test(arguments: Easing.allCases)
    func everyMotionStartsAtZeroEndsAtOneAndNeverTurnsBack(easing: Easing) {
        #expect(easing(0) == 0 && easing(1) == 1 && easing(-3) == 0 && easing(7) == 1)
        let path = (0...100).map { easing(Float($0) / 100) }
        #expect(zip(path, path.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func cubicValuesAreThoseOfTheFormula() {
        #expect(abs(Easing.inOut(0.25) - 0.0625) < 1e-6)
        #expect(abs(Easing.inOut(0.5) - 0.5) < 1e-6)
        #expect(abs(Easing.out(0.5) - 0.875) < 1e-6)
    }
}
