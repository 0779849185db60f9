import CKernels
import Foundation

/// What the machine offers, and what the environment allows of it.
public enum Processor {
    /// How many threads compute: `CONVOSCOPE_THREADS` where that is a number from 1 to 255, else as many as there
    /// are physical cores.
    public static let threadCount: Int = {
        let wanted = ProcessInfo.processInfo.environment["CONVOSCOPE_THREADS"].flatMap { Int($0) }
        if let wanted, (1...255).contains(wanted) { return wanted }
        return min(physicalCoreCount, ProcessInfo.processInfo.activeProcessorCount, 255)
    }()

    /// Cores, each counted once though it may run two threads; Linux tells by the siblings of each.
    static var physicalCoreCount: Int {
        let folder = "/sys/devices/system/cpu"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let siblings = names.compactMap { name -> String? in
            guard name.hasPrefix("cpu"), Int(name.dropFirst(3)) != nil else { return nil }
            return try? String(
                contentsOfFile: "\(folder)/\(name)/topology/thread_siblings_list", encoding: .utf8)
        }
        return siblings.isEmpty ? ProcessInfo.processInfo.activeProcessorCount : Set(siblings).count
    }

    /// The level of vector instructions in use: "AVX-512", "AVX2" or "baseline".
    public static var instructionSet: String { name(of: ck_current_level()) }

    /// What to tell the user where `CONVOSCOPE_INSTRUCTIONS` cannot be followed; nil where all is well.
    public static func complaint(
        about wanted: String? = ProcessInfo.processInfo.environment["CONVOSCOPE_INSTRUCTIONS"]
    ) -> String? {
        guard let wanted, !wanted.isEmpty else { return nil }
        var level = CK_BASELINE
        guard ck_level_named(wanted, &level) != 0 else {
            return "CONVOSCOPE_INSTRUCTIONS is \"\(wanted)\", but can be avx512, avx2 or baseline; "
                + "\(instructionSet) is used."
        }
        guard level.rawValue > ck_highest_level().rawValue else { return nil }
        return "This processor has no \(name(of: level)); \(instructionSet) is used."
    }

    private static func name(of level: ck_level) -> String {
        switch level {
        case CK_AVX512: "AVX-512"
        case CK_AVX2: "AVX2"
        default: "baseline"
        }
    }
}
