import CKernels
import COpenBLAS

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What has to be settled about OpenBLAS before the program starts to work.
///
/// OpenBLAS chooses its kernels when it is loaded, by a list of processors it knows. Releases older than a
/// processor fall back to kernels for AVX2, at half the speed where there is AVX-512. The environment variable
/// `OPENBLAS_CORETYPE` decides instead, but only if it is there before the library is loaded.
public enum LinearAlgebraSetup {
    /// Starts the program anew with the right core type in the environment, if this one got the wrong kernels.
    ///
    /// The first thing to call in `main`. Returns where nothing is to be done, and where the program could not
    /// be started anew: it then runs, only slower. A core type that the user has set is left as it is, which
    /// also keeps this from happening twice.
    public static func restartWithFittingKernels() {
        guard
            let coreType = fittingCoreType(
                chosen: coreName, hasAVX512: ck_highest_level() == CK_AVX512,
                isSetByUser: getenv(variable) != nil)
        else { return }
        setenv(variable, coreType, 1)
        execv("/proc/self/exe", CommandLine.unsafeArgv)
    }

    /// Evaluated once, before OpenBLAS computes anything: it works on the calling thread alone.
    ///
    /// The program has workers of its own and calls OpenBLAS from each of them: two levels of threads made everything
    /// two times slower.
    static let singleThreaded: Void = openblas_set_num_threads(1)

    /// The kernels that OpenBLAS uses, as it calls them: "Haswell", "SkylakeX"...
    public static var coreName: String {
        openblas_get_corename().map { String(cString: $0) } ?? "unknown"
    }

    /// The core type to ask for; nil where the library's own choice is right.
    static func fittingCoreType(chosen: String, hasAVX512: Bool, isSetByUser: Bool) -> String? {
        guard hasAVX512, !isSetByUser, coresWithoutAVX512.contains(chosen.lowercased()) else { return nil }
        return "SKYLAKEX"
    }

    private static let variable = "OPENBLAS_CORETYPE"
    private static let coresWithoutAVX512: Set = [
        "haswell", "zen", "sandybridge", "nehalem", "core2", "prescott", "excavator", "steamroller",
        "piledriver", "bulldozer", "barcelona",
    ]
}
