import CKernels

/// What the processor offers to the kernels.
public enum Processor {
    /// The vector instructions that the kernels use: "AVX-512", "AVX2" or "baseline".
    public static var instructionSet: String {
        if ck_has_avx512() != 0 { return "AVX-512" }
        return ck_has_avx2() != 0 ? "AVX2" : "baseline"
    }
}
