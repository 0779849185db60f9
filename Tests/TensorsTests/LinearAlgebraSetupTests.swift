import Testing

@testable import Tensors

@Suite("LinearAlgebraSetup")
struct LinearAlgebraSetupTests {
    @Test("asks for AVX-512 kernels only where the processor has it and the library missed it")
    func choice() {
        func choice(_ chosen: String, _ hasAVX512: Bool, _ isSetByUser: Bool) -> String? {
            LinearAlgebraSetup.fittingCoreType(
                chosen: chosen, hasAVX512: hasAVX512, isSetByUser: isSetByUser)
        }
        #expect(choice("Haswell", true, false) == "SKYLAKEX")
        #expect(choice("Zen", true, false) == "SKYLAKEX")
        #expect(choice("Haswell", false, false) == nil)
        #expect(choice("SkylakeX", true, false) == nil)
        #expect(choice("Cooperlake", true, false) == nil)
        #expect(choice("Haswell", true, true) == nil)
    }

    @Test("the library says which kernels it uses")
    func coreName() { #expect(!LinearAlgebraSetup.coreName.isEmpty) }
}
